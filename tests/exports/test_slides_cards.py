"""One card as a slide, opened again: its numbers are those of the question, its words are all there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from charts.columns import code_field, column_label, display
from charts.figures import series_name
from charts.series import FORMS, MOST_SERIES, PlainChart, Series
from charts.spec import ChartSpec
from charts.specs import CHARTS
from exports.exhibit import Exhibit, exhibit
from exports.sheet import Sheet
from exports.slides import slide_bytes
from exports.slides.numbers import top_name, total_name
from extracts import Snapshot
from queries import Filters, run
from tests.exports.conftest import HOSTILE
from tests.frames import answer_of
from words import _, label

LINK = "https://example.org/trainings-by-region?from=2016&to=2020"
PERIODS = [Filters(2011, 2025), Filters(2016, 2020), Filters(2020, 2020, basis="reported"), Filters(2023, 2023)]
NATIVE = [name for name, spec in CHARTS.items() if spec.kind in FORMS]


def slides(data: bytes) -> list[Slide]:
    return list(Presentation(BytesIO(data)).slides)


def only(data: bytes) -> Slide:
    found = slides(data)
    assert len(found) == 1
    return found[0]


def frames(slide: Slide) -> list[Any]:
    """Return the native charts and tables of a slide."""
    return [shape for shape in slide.shapes if shape.has_chart or shape.has_table]


def alt(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def texts(slide: Slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def place(slide: Slide, kind: str) -> Any:
    """Return the placeholder of a type ("ftr", "sldNum") on a slide."""
    return next(shape for shape in slide.placeholders if shape._element.ph.get("type") == kind)


def speaker(slide: Slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def drawn(chart: Any) -> dict[str, dict[str, float | None]]:
    """Return the values of a native chart: series → category → value."""
    return {
        series.name: dict(zip(plot.categories, series.values, strict=True))
        for plot in chart.plots
        for series in plot.series
    }


def book(chart: Any) -> list[list[Any]]:
    """Return the cells that "Edit data" opens."""
    data = chart.part.chart_workbook.xlsx_part.blob
    return [list(row) for row in openpyxl.load_workbook(BytesIO(data)).active.iter_rows(values_only=True)]


def expected(spec: ChartSpec, rows: pd.DataFrame) -> dict[tuple[str, str], int | None]:
    """Return what the query's rows say: (series, category) → value, None where unknown."""
    if spec.kind == "map":  # as bars: the offices with the most, or how many have come to each stage
        if spec.value == "stage":
            stages = rows["stage"].value_counts()
            return {(_("Offices"), label("stage", stage)): int(count) for stage, count in stages.items()}
        most = rows.sort_values(spec.value, ascending=False, kind="stable").head(15)
        return {
            (column_label(spec.value), name): int(value)
            for name, value in zip(most["name"], most[spec.value], strict=True)
        }
    if spec.kind == "ladder":
        rows = rows[rows["year"] == rows["year"].max()]
    cells = {}
    for row in rows.to_dict("records"):
        value = None if pd.isna(row[spec.value]) else int(row[spec.value])
        category = label(code_field(spec.x) or "", row[spec.x])
        series = series_name(spec, row[spec.series]) if spec.series else column_label(spec.value)
        if spec.kind == "sessions":
            category = f"{row['session']} ({row['year']})"
        if spec.kind == "ladder":
            series, category = column_label(spec.value), series
        cells[series, category] = value
        if spec.total and pd.notna(row[spec.total]) and (spec.kind == "stack" or spec.total_name):
            cells[spec.total_name or total_name(), category] = int(row[spec.total])
    return cells


@pytest.mark.parametrize("filters", PERIODS, ids=lambda filters: f"{filters.from_year}-{filters.to_year}")
@pytest.mark.parametrize("name", NATIVE)
def test_values_of_the_chart_are_those_of_the_question(shipped: Snapshot, name: str, filters: Filters) -> None:
    made = exhibit(shipped, name, filters)
    slide, spec = only(slide_bytes(made)), CHARTS[name]
    wanted = expected(spec, run(shipped, spec.query, filters.within(shipped)))
    parts = {cell: value for cell, value in wanted.items() if cell[0] != total_name()}
    if all(value is None for value in parts.values()):
        assert not frames(slide)
        said = "No number is known" if wanted else "There is nothing to show"
        assert any(said in text for text in texts(slide))
        return
    chart = frames(slide)[0].chart
    found = drawn(chart)
    found.pop(top_name(), None)
    if spec.kind == "stack" and len(found) == 1:  # its values are the totals
        wanted = parts
    assert {(one, x): value for one, values in found.items() for x, value in values.items()} == {
        cell: None if value is None else float(value) for cell, value in wanted.items()
    }
    head, *lines = book(chart)
    edited = {(head[at], row[0]): row[at] for row in lines for at in range(1, len(head)) if head[at] != top_name()}
    assert edited == wanted


@pytest.mark.parametrize("name", NATIVE)
def test_a_slide_says_what_it_shows_and_rests_on(shipped: Snapshot, name: str) -> None:
    made = exhibit(shipped, name, Filters(2016, 2020), LINK)
    slide = only(slide_bytes(made))
    assert made.chart is not None
    assert slide.shapes.title.text_frame.text == made.chart.title
    said = texts(slide)
    assert made.chart.subtitle in said
    assert all(any(note in text for text in said) for note in made.chart.notes)
    assert alt(frames(slide)[0]) == made.chart.alt
    footer = place(slide, "ftr").text_frame.text
    assert f"Data of {shipped.changed_on}" in footer
    assert ("Includes illustrative rows" in footer) is made.has_illustrative
    assert place(slide, "sldNum")._element.xpath(".//a:fld/@type") == ["slidenum"]
    notes = speaker(slide)
    assert all(text in notes for name, text in made.sheet.notes)
    assert LINK in notes
    assert shipped.fingerprint[:8] in notes


def test_reading_order_is_title_chart_notes_footer(shipped: Snapshot) -> None:
    slide = only(slide_bytes(exhibit(shipped, "trainings_by_region", Filters(2016, 2020))))
    names = [shape.name for shape in slide.shapes]
    assert names[:2] == ["Title", "Subtitle"]
    assert names[-3:] == ["Notes", "Footer", "Slide number"]
    assert slide.shapes[2].has_chart


def test_letters_can_be_read_from_the_back_of_a_room(shipped: Snapshot) -> None:
    for name in NATIVE:
        slide = only(slide_bytes(exhibit(shipped, name, Filters(2011, 2025))))
        assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size >= Pt(28)
        assert place(slide, "ftr").text_frame.paragraphs[0].runs[0].font.size >= Pt(10)
        sizes = frames(slide)[0].chart._chartSpace.xpath(".//@sz")
        assert sizes
        assert min(map(int, sizes)) >= 1400


def test_axes_legend_and_colours(shipped: Snapshot) -> None:
    made = exhibit(shipped, "trainings_by_region", Filters(2016, 2020))
    chart = frames(only(slide_bytes(made)))[0].chart
    assert made.chart is not None
    assert chart.value_axis.tick_labels.number_format == "#,##0"
    colours = [f"#{series.format.fill.fore_color.rgb}" for series in chart.plots[0].series]
    assert colours == [one.colour for one in made.chart.series]
    space = chart._chartSpace
    # The invisible series of the totals stay out of the legend.
    hidden = [int(value) for value in space.xpath(".//c:legendEntry/c:idx/@val")]
    lines = [int(value) for value in space.xpath(".//c:lineChart/c:ser/c:idx/@val")]
    assert sorted(hidden) == lines != []
    # Its parts overlap: the labels say the totals, at the top of the bars.
    labels = space.xpath(".//c:lineChart//c:dLbl//a:t/text()")
    assert labels == [f"{total:,}" for total in made.chart.totals]


def test_bars_have_the_first_category_on_top(shipped: Snapshot) -> None:
    chart = frames(only(slide_bytes(exhibit(shipped, "ocr_ladder", Filters(2011, 2025)))))[0].chart
    assert chart.category_axis.reverse_order
    assert chart._chartSpace.xpath(".//c:valAx/c:crosses/@val") == ["max"]


@pytest.mark.parametrize(
    ("filters", "question"),
    [(Filters(2016, 2020), "trainings_by_month"), (Filters(2019, 2019), "trainings_list")],
    ids=["counted", "listed"],
)
def test_the_calendar_becomes_columns_per_month(shipped: Snapshot, filters: Filters, question: str) -> None:
    made = exhibit(shipped, "trainings_calendar", filters)
    assert made.sheet.name == question
    slide = only(slide_bytes(made))
    found = drawn(frames(slide)[0].chart)
    held = run(shipped, "trainings_list", filters)
    months = [start.month for start in held["start_date"]]
    assert list(found[total_name()].values()) == [months.count(month) for month in range(1, 13)]
    for mode in set(held["mode"]):
        starts = held[held["mode"] == mode]["start_date"].dt.month
        assert list(found[label("mode", mode)].values()) == [(starts == month).sum() for month in range(1, 13)]
    assert any("counted by the month" in text for text in texts(slide))


def test_a_training_without_a_month_is_counted_beside_the_months(shipped: Snapshot) -> None:
    made = exhibit(shipped, "trainings_calendar", Filters(2019, 2019))
    first, second, *others = made.answer.rows
    precisions = ((first, "year"), (second, "by"), *((row, "month") for row in others))
    rows = [row | {"date_precision": precision} for row, precision in precisions]
    found = drawn(frames(only(slide_bytes(replace(made, answer=made.answer.of(rows)))))[0].chart)[total_name()]
    assert found["Month not known"] == 2
    assert sum(value or 0 for value in found.values()) == len(rows)


def test_releases_become_a_table(shipped: Snapshot) -> None:
    made = exhibit(shipped, "tool_releases", Filters(2011, 2025))
    rows = [
        [cell.text for cell in list(row.cells)]
        for slide in slides(slide_bytes(made))
        for row in list(frames(slide)[0].table.rows)[1:]
    ]
    shown = display(made.answer)
    columns = [column_label(name) for name in ("tool", "version", "released_on", "basis")]
    assert rows == [list(row) for row in zip(*(shown[name] for name in columns), strict=True)]


def test_no_rows_name_the_filters(shipped: Snapshot) -> None:
    made = exhibit(shipped, "business_solutions_offices", Filters(2020, 2020, regions=("TD",), basis="reported"))
    assert not made.answer.rows
    slide = only(slide_bytes(made))
    assert slide.shapes.title.text_frame.text == f"{made.title}: no rows"
    assert any("2020 · Transition and Developed Countries · Reported facts only" in text for text in texts(slide))


def made_up(chart: PlainChart) -> Exhibit:
    """Return an exhibit around a chart that is not of the data."""
    rows = pd.DataFrame({"year": [2020]})
    sheet = Sheet("made_up", chart.title, rows, (("Filters", "2020"), ("Link", LINK)))
    return Exhibit("made_up", chart.title, answer_of(rows), sheet, chart, False, len(rows))


def plain(categories: list[str], **changes: Any) -> PlainChart:
    values = tuple(range(1, len(categories) + 1))
    chart = PlainChart(
        "made_up",
        "column",
        "Made up",
        "2020",
        "Alt",
        tuple(categories),
        (Series("One", "#00558C", values),),
        (),
        "Count",
        (),
        "",
    )
    return replace(chart, **changes)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    names = [name for name in HOSTILE if name.strip() and "\n" not in name and "\r" not in name and "\t" not in name]
    series = (Series("=1+1", "#00558C", tuple(range(len(names)))),)
    chart = plain(names, title='=HYPERLINK("x")', alt="<b>&", notes=("+1 <a:t>",), series=series)
    slide = only(slide_bytes(made_up(chart)))
    assert slide.shapes.title.text_frame.text == '=HYPERLINK("x")'
    assert "+1 <a:t>" in texts(slide)
    native = frames(slide)[0].chart
    assert alt(frames(slide)[0]) == "<b>&"
    assert list(native.plots[0].categories) == names
    data = native.part.chart_workbook.xlsx_part.blob
    page = openpyxl.load_workbook(BytesIO(data)).active
    assert page["B1"].data_type == "s"
    assert [cell.data_type for cell in page["A"][1:]] == ["s"] * len(names)
    assert [cell.value for cell in page["A"][1:]] == names
    assert not any(cell.hyperlink for cell in page["A"])


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    slide = only(slide_bytes(made_up(plain(["a\x00b", "c\x0bd", "e\nf"], title="x\x01y"))))
    assert slide.shapes.title.text_frame.text == "x y"
    assert list(frames(slide)[0].chart.plots[0].categories) == ["a b", "c d", "e f"]


@pytest.mark.parametrize("form", ["column", "bar", "line"])
def test_forty_categories_are_thinned_and_kept(form: str) -> None:
    names = [f"Category with a long name {at}" for at in range(40)]
    chart = frames(only(slide_bytes(made_up(plain(names, form=form)))))[0].chart
    assert list(chart.plots[0].categories) == names
    assert int(chart._chartSpace.xpath(".//c:catAx/c:tickLblSkip/@val")[0]) > 1


def test_unknown_is_a_gap_and_zero_is_zero() -> None:
    chart = plain(["2019", "2020", "2021"], series=(Series("One", "#00558C", (0, None, 3)),))
    native = frames(only(slide_bytes(made_up(chart))))[0].chart
    assert native.plots[0].series[0].values == (0.0, None, 3.0)
    assert native._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]
    assert [row[1] for row in book(native)[1:]] == [0, None, 3]


def test_a_bar_without_a_number_is_named() -> None:
    chart = plain(
        ["A", "B"], form="bar", series=(Series("One", "#00558C", (1, None)), Series("Two", "#DA720D", (None, None)))
    )
    slide = only(slide_bytes(made_up(chart)))
    assert "Not known: A (Two); B." in texts(slide)


def test_as_many_series_as_can_be_told_apart(shipped: Snapshot) -> None:
    for name in NATIVE:
        made = exhibit(shipped, name, Filters(2011, 2025))
        bars = frames(only(slide_bytes(made)))[0].chart.plots[0]
        assert len(list(bars.series)) <= MOST_SERIES


def test_properties_say_what_the_file_holds(shipped: Snapshot) -> None:
    made = exhibit(shipped, "trainings_by_region", Filters(2016, 2020), LINK)
    properties = Presentation(BytesIO(slide_bytes(made))).core_properties
    assert made.chart is not None
    assert properties.title == made.chart.title
    assert properties.author == "WIPO Standards assistance"
    assert "2016–2020" in properties.subject
    assert shipped.fingerprint[:8] in properties.comments
    assert properties.created.year >= 2020


def test_template_is_wide_and_ours(shipped: Snapshot) -> None:
    deck = Presentation(BytesIO(slide_bytes(exhibit(shipped, "ocr_ladder", Filters()))))
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    assert [layout.name for layout in deck.slide_layouts] == ["Opening", "Content"]
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert b'"00558C"' in theme.blob
    assert b'typeface="Arial"' in theme.blob
    names = [str(part.partname) for part in deck.part.package.iter_parts()]
    assert not any("thumbnail" in name or "printer" in name for name in names)
    assert deck.slides[0].shapes.title._element.find(qn("p:nvSpPr")) is not None
