"""The native charts of the workbooks, opened again: their ranges, their cells, and LibreOffice as a second program."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from charts.series import PlainChart, Series
from charts.specs import CHARTS
from exports.exhibit import Exhibit, exhibit
from exports.sheet import Sheet
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters
from tests.exports.conftest import shown

TYPES = {"stacked column": "col", "column": "col", "bar": "bar"}
HOSTILE = ['=HYPERLINK("http://example.org","click")', "+1", "@SUM(A1:A9)", "-2+3", "'quoted'", "007", "a & b <c>"]


@pytest.fixture(scope="module", params=[None, "reported"])
def charted(request: pytest.FixtureRequest, shipped: Snapshot) -> list[Exhibit]:
    """Every chart, once with all rows and once with reported facts only, which leave gaps."""
    exhibits = [exhibit(shipped, name, Filters(2011, 2025, basis=request.param)) for name in CHARTS]
    return [one for one in exhibits if one.chart]


def many(form: str, categories: int, series: int = 1, totals: bool = False) -> Exhibit:
    """Return an exhibit with `categories` bars or points, hostile names first, and a gap at every fifth."""
    names = tuple(
        [*HOSTILE, *(f"A rather long name of a category, number {i}" for i in range(categories))][:categories]
    )
    rows = tuple(None if i % 5 == 4 else i for i in range(categories))
    parts = tuple(Series("=1+1" if i == 0 else f"Part {i}", "#00558C", rows) for i in range(series))
    chart = PlainChart(
        name="many",
        form=form,  # type: ignore[arg-type]
        title="=2+2 is the finding",
        subtitle="Sub",
        alt='Alt "text" & more',
        categories=names,
        series=parts,
        totals=rows if totals else (),
        value_label="Trainings",
        notes=(),
        footer="",
    )
    table = pd.DataFrame({"title": list(names), "value": list(rows)}, dtype=object)
    return shown(Sheet("many", f"Many {form}", table, ()), chart)


def range_of(page: Worksheet, reference: str) -> list[object]:
    """Return the values of the cells that `'Sheet'!$A$1:$A$9` names."""
    name, cells = reference.rsplit("!", 1)
    assert name.strip("'") == page.title
    found = page[cells.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def categories_of(page: Worksheet, series: Any) -> list[str]:
    """Return the names on the axis, years as text."""
    reference = series.cat.strRef or series.cat.numRef
    return [str(value) for value in range_of(page, reference.f)]


def labels_of(data: bytes) -> list[tuple[int, str]]:
    """Return the labels that the first chart sets itself, as (position, text); a hidden one has no text."""
    with ZipFile(BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"xl/charts/chart1\.xml", name)]
        xml = parts.read(names[0]).decode()
    return [
        (int(index), "".join(re.findall(r"<a:t>(.*?)</a:t>", rest)))
        for index, rest in re.findall(r'<c:dLbl><c:idx val="(\d+)"/>(.*?)</c:dLbl>', xml)
    ]


def drawn(page: Worksheet) -> list[Any]:
    """Return the plots of the one chart on `page`: bars or lines, and a line of totals where there are some."""
    [chart] = page._charts
    return list(chart._charts)


def test_each_chart_is_drawn_from_cells_that_hold_its_numbers(charted: list[Exhibit]) -> None:
    pages = openpyxl.load_workbook(BytesIO(workbook_bytes("Charts", charted))).worksheets[1:]
    assert len(charted) > 10
    for page, one in zip(pages, charted, strict=True):
        chart, (plot, *rest) = one.chart, drawn(page)
        assert chart
        assert [range_of(page, each.val.numRef.f) for each in plot.series] == [list(s.values) for s in chart.series]
        assert [range_of(page, each.tx.strRef.f) for each in plot.series] == [[s.name] for s in chart.series]
        for each, wanted in zip(plot.series, chart.series, strict=True):
            assert categories_of(page, each) == list(chart.categories)
            look = each.graphicalProperties
            colour = look.line.solidFill if chart.form == "line" else look.solidFill
            assert getattr(colour.srgbClr, "val", colour.srgbClr) == wanted.colour.lstrip("#")
        assert range_of(page, plot.title.tx.strRef.f) == [chart.title]
        assert plot.display_blanks == "gap"
        assert len(rest) == bool(chart.totals)
        if chart.form != "line":
            assert (plot.type, plot.grouping == "stacked") == (TYPES[chart.form], chart.form == "stacked column")


def test_the_block_agrees_with_the_rows_of_the_table(shipped: Snapshot) -> None:
    one = exhibit(shipped, "trainings_by_region", Filters(2011, 2025))
    page = openpyxl.load_workbook(BytesIO(workbook_bytes("Block", [one]))).worksheets[1]
    [plot, _totals] = drawn(page)
    block = {}
    for each in plot.series:
        [region] = range_of(page, each.tx.strRef.f)
        years, values = categories_of(page, each), range_of(page, each.val.numRef.f)
        block |= {(year, region): value for year, value in zip(years, values, strict=True)}
    table = {(str(row.year), row.region_name): row.trainings for row in one.sheet.rows.itertuples()}
    assert block == table
    # Filtering the table must not hide a row of the block.
    first = int(re.findall(r"\$(\d+)", plot.series[0].val.numRef.f)[0])
    assert first > len(one.answer.rows) + 1


def test_true_totals_stand_above_bars_that_overlap(shipped: Snapshot) -> None:
    one = exhibit(shipped, "trainings_by_region", Filters(2012, 2012))
    assert one.chart
    assert sum(s.values[0] or 0 for s in one.chart.series) > (one.chart.totals[0] or 0)  # they do overlap
    data = workbook_bytes("Totals", [one])
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
    [_bars, totals] = drawn(page)
    [line] = totals.series
    assert labels_of(data) == [(i, str(total)) for i, total in enumerate(one.chart.totals)]
    assert range_of(page, line.tx.strRef.f) == ["Total, each counted once"]
    assert range_of(page, line.val.numRef.f) == [sum(s.values[0] or 0 for s in one.chart.series)]


def test_an_unknown_total_has_no_label_and_zero_has_one() -> None:
    one = many("stacked column", 10, series=2, totals=True)
    data = workbook_bytes("Gaps", [one])
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
    [_bars, totals] = drawn(page)
    assert one.chart
    heights = [None if total is None else total * 2 for total in one.chart.totals]
    assert range_of(page, totals.series[0].val.numRef.f) == heights
    assert labels_of(data) == [(i, "" if total is None else str(total)) for i, total in enumerate(one.chart.totals)]


@pytest.mark.parametrize("form", ["bar", "column", "stacked column", "line"])
@pytest.mark.parametrize("categories", [1, 40])
def test_one_and_forty_categories_with_names_that_look_like_formulas(form: str, categories: int) -> None:
    one = many(form, categories, series=3, totals=form == "stacked column")
    data = workbook_bytes("Many", [one])
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
    plot = drawn(page)[0]
    assert one.chart
    assert categories_of(page, plot.series[0]) == list(one.chart.categories)
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    with ZipFile(BytesIO(data)) as parts:
        [drawing] = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        references = re.findall(r"<c:f>(.*?)</c:f>", parts.read(drawing).decode())
    assert references
    assert all(re.fullmatch(r"'[^']+'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", each) for each in references)


def test_bars_start_with_the_first_category_on_top(shipped: Snapshot) -> None:
    one = exhibit(shipped, "ocr_by_region", Filters(2020, 2020))
    page = openpyxl.load_workbook(BytesIO(workbook_bytes("Bars", [one]))).worksheets[1]
    [plot] = drawn(page)
    assert plot.x_axis.scaling.orientation == "maxMin"
    assert plot.y_axis.scaling.min == 0


def test_charts_have_alternative_texts(shipped: Snapshot) -> None:
    exhibits = [exhibit(shipped, "offices_trained", Filters(2016, 2020)), many("bar", 3)]
    texts = []
    with ZipFile(BytesIO(workbook_bytes("Alt", exhibits))) as parts:
        for number in (1, 2):
            xml = parts.read(f"xl/drawings/drawing{number}.xml").decode()
            texts += re.findall(r'descr="([^"]*)"', xml)
    assert exhibits[0].chart
    assert texts == [exhibits[0].chart.alt, "Alt &quot;text&quot; &amp; more"]


def test_tables_without_a_chart_have_none(shipped: Snapshot) -> None:
    lists = [exhibit(shipped, name, Filters(2020, 2020)) for name in ("trainings_calendar", "tool_releases")]
    pages = openpyxl.load_workbook(BytesIO(workbook_bytes("Lists", lists))).worksheets[1:]
    assert [page._charts for page in pages] == [[], []]
    assert [page.max_column for page in pages] == [
        len(one.sheet.rows.columns) + 2 * one.has_illustrative for one in lists
    ]


@pytest.mark.live
def test_libreoffice_shows_tables_and_charts(charted: list[Exhibit], tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice Calc is needed for this test"
    path = tmp_path / "charts.xlsx"
    path.write_bytes(workbook_bytes("Charts", [*charted, many("bar", 40), many("stacked column", 40, 3, totals=True)]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    plain = " ".join(text.split())
    for one in charted:
        assert one.chart
        # The title of a chart may break at any space.
        assert all(word in plain for word in one.chart.title.split()), one.name
    assert plain.count("Numbers of the chart: from row") == len(charted) + 2
    assert not re.search(r"#(REF|NAME|VALUE|DIV/0)|Err:5", text)
