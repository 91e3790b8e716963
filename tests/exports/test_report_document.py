"""The yearly report opened again: structure, tables cell by cell, charts with their workbooks, marks."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

from charts.columns import column_label, display
from exports.report import report_bytes
from exports.report.annex import ANNEX, PUBLISHED, RECONCILED, History, Listing
from exports.report.paper import DATABASE, ITEM, NUMBERED
from extracts import Snapshot
from extracts.build import load
from extracts.contract import CONTRACT_FILE
from queries import Filters, ask, query, run
from words import label

LINK = "https://example.org/report-tables?from=2020&to=2020"
CASES = {
    "reported 2020": (2020, Filters(basis="reported")),
    "all rows 2020": (2020, Filters()),
    "illustrative 2023": (2023, Filters()),
    "one region": (2020, Filters(regions=("LC",))),
}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MARK = "†"

Report = tuple[int, Filters, bytes]


@pytest.fixture(scope="module")
def made(shipped: Snapshot) -> Callable[[str], Report]:
    """Make each case once."""
    kept: dict[str, bytes] = {}

    def one(case: str) -> Report:
        year, filters = CASES[case]
        if case not in kept:
            kept[case] = report_bytes(shipped, year, filters, LINK)
        return year, filters, kept[case]

    return one


@pytest.fixture(scope="module", params=CASES)
def report(request: pytest.FixtureRequest, made: Callable[[str], Report]) -> Report:
    return made(request.param)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def all_text(data: bytes) -> str:
    """All text of the document's parts, charts, headers and footers among them."""
    with ZipFile(BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml") and name.startswith("word/")]
        return "\n".join("".join(etree.fromstring(parts.read(name)).itertext()) for name in names)


def written(element: Any) -> str:
    """The text of an element; `itertext` would repeat it, as python-docx gives paragraphs and runs a text too."""
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def tables(document: Document) -> dict[str, Table]:
    """The tables of the document by the title in their caption."""
    found: dict[str, Table] = {}
    title = ""
    for child in document.element.body:
        if child.tag == qn("w:p"):
            text = written(child)
            title = text.split(". ", 1)[1] if text.startswith("Table ") else title
        elif child.tag == qn("w:tbl"):
            found[title] = Table(child, document)
    return found


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def plain(text: str) -> str:
    return text.replace(MARK, "")


def test_it_says_what_it_is(report: Report) -> None:
    year, _filters, data = report
    document = opened(data)
    about = document.core_properties
    assert str(year) in about.title and about.language == "en-GB"
    assert document.paragraphs[0].text == about.title
    assert any(LINK in paragraph.text for paragraph in document.paragraphs)
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    for section in document.sections:
        sides = sorted((section.page_width.cm, section.page_height.cm))
        assert sides == pytest.approx([21, 29.7], abs=0.01)
        assert about.title in section.header.paragraphs[0].text
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    codes = [one.get(qn("w:instr")) for one in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_headings_come_in_order_and_the_contents_lead_to_each(report: Report) -> None:
    _year, _filters, data = report
    document = opened(data)
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading ")]
    levels = [int(one.style.name.removeprefix("Heading ")) for one in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    places = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    links = list(document.element.body.iter(qn("w:hyperlink")))
    assert [written(link) for link in links] == [one.text for one in headings]
    assert {link.get(qn("w:anchor")) for link in links} == places
    fields = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert fields == ["begin", "separate", "end"]


def test_word_numbers_the_paragraphs(report: Report) -> None:
    _year, _filters, data = report
    document = opened(data)
    forms = {}
    for style in (NUMBERED, ITEM, DATABASE):
        number = document.styles[style].element.pPr.numPr.numId.val
        abstract = document.part.numbering_part.element.num_having_numId(number).abstractNumId.val
        [form] = document.part.numbering_part.element.xpath(
            f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl/w:numFmt/@w:val"
        )
        forms[style] = form
    assert forms == {NUMBERED: "decimal", ITEM: "decimal", DATABASE: "bullet"}
    assert len([one for one in document.paragraphs if one.style.name == NUMBERED]) >= 12


def test_every_training_is_an_item_of_the_list(report: Report, shipped: Snapshot) -> None:
    year, filters, data = report
    chosen = Filters(year, year, filters.regions, filters.basis)
    rows = run(shipped, "trainings_list", chosen)
    items = [one.text for one in opened(data).paragraphs if one.style.name == ITEM]
    assert len(items) == len(rows)
    for row in rows.to_dict("records"):
        mark = "" if row["basis"] == "reported" else MARK
        [item] = [one for one in items if one.startswith(row["title"] + mark + " (") and _names_all(one, row)]
        assert str(row["start_date"].day) in item


def _names_all(item: str, row: dict[str, Any]) -> bool:
    day = f"{row['end_date'].day} {row['end_date']:%B %Y}"
    return item.endswith(day) and all(office in item for office in row["offices"].split("; "))


def test_tables_show_the_rows_of_the_questions(report: Report, shipped: Snapshot) -> None:
    year, filters, data = report
    chosen = Filters(year, year, filters.regions, filters.basis)
    found = tables(opened(data))
    checks = PUBLISHED if filters.basis == "reported" else RECONCILED
    compared = 0
    for entry in (*ANNEX, checks):
        if isinstance(entry, Listing):
            answer = ask(shipped, entry.query, chosen)
            if not answer.rows:
                continue
            columns = [name for name in entry.columns if name != "source"]
            shown = display(answer)
            texts = zip(*(shown[column_label(name)] for name in columns), strict=True)
            header, *body = cells(found[query(entry.query).title])
            assert header == [column_label(name) for name in entry.columns]
            assert [[plain(cell) for cell in line[: len(columns)]] for line in body] == list(map(list, texts))
            compared += 1
    assert compared >= 8


def test_histories_show_each_number_and_the_true_total(report: Report, shipped: Snapshot) -> None:
    year, filters, data = report
    found = tables(opened(data))
    for entry in ANNEX:
        if not isinstance(entry, History):
            continue
        rows = run(shipped, entry.query, Filters(year - 9, year, filters.regions, filters.basis))
        if rows[entry.value].isna().all():
            assert query(entry.query).title not in found
            continue
        header, *body = cells(found[query(entry.query).title])
        codes = [label(entry.code, code) for code in dict.fromkeys(rows[entry.code])]
        assert header == ["Year", *codes, column_label(entry.total)]
        shown = {
            (int(line[0]), name): plain(cell) for line in body for name, cell in zip(header[1:], line[1:], strict=True)
        }
        wanted = {
            (row["year"], label(entry.code, row[entry.code])): row[entry.value] for row in rows.to_dict("records")
        } | {(row["year"], header[-1]): row[entry.total] for row in rows.to_dict("records")}
        known = {key: "not known" if value != value or value is None else f"{value:,.0f}" for key, value in _na(wanted)}
        assert shown == known


def _na(cells_: dict[Any, Any]) -> list[tuple[Any, Any]]:
    """Missing numbers as None: NA answers no comparison."""
    return [(key, None if str(value) in ("<NA>", "nan") else value) for key, value in cells_.items()]


def test_tables_repeat_their_header_and_have_a_name(report: Report) -> None:
    _year, _filters, data = report
    document = opened(data)
    for title, table in tables(document).items():
        first, *others = table._tbl.tr_lst
        assert first.trPr is not None and first.trPr.find(qn("w:tblHeader")) is not None, title
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == title
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


def test_charts_are_native_and_their_workbooks_hold_the_rows(report: Report, shipped: Snapshot) -> None:
    year, filters, data = report
    document = opened(data)
    frames = list(document.element.body.iter(qn("w:drawing")))
    names = []
    for frame in frames:
        about = frame.find(f".//{qn('wp:docPr')}")
        assert len(about.get("descr")) > 30
        part = document.part.related_parts[frame.find(f".//{CHART}chart").get(qn("r:id"))]
        tree = etree.fromstring(part.blob)
        book = part.related_parts[tree.find(f"{CHART}externalData").get(qn("r:id"))]
        page = openpyxl.load_workbook(BytesIO(book.blob)).active
        in_book = list(zip(*page.iter_rows(values_only=True), strict=True))[1:]
        in_chart = {}
        for series in tree.iter(f"{CHART}ser"):
            points = {
                int(point.get("idx")): float(point.findtext(f"{CHART}v"))
                for point in series.findall(f"{CHART}val//{CHART}pt")
            }
            in_chart[series.findtext(f"{CHART}tx//{CHART}v")] = points
        for name, *values in in_book:
            assert in_chart[name] == {at: value for at, value in enumerate(values) if value is not None}
        axes = {axis.get("val") for axis in tree.iter(f"{CHART}axId")}
        assert len(axes) == 2 and all(axis.isdigit() for axis in axes)
        names.append(about.get("title"))
        if "trainings" in about.get("title").lower():
            _compare_trainings(shipped, in_chart, year, filters)
    assert len(frames) == (3 if filters.basis == "reported" else 4)
    assert len(set(names)) == len(names)


def _compare_trainings(shipped: Snapshot, drawn: dict[str, dict[int, float]], year: int, filters: Filters) -> None:
    rows = run(shipped, "trainings_by_region", Filters(year - 9, year, filters.regions, filters.basis))
    for region, of_region in rows.groupby("region"):
        values = [None if str(value) == "<NA>" else value for value in of_region["trainings"]]
        assert drawn[label("region", region)] == {at: value for at, value in enumerate(values) if value is not None}


def test_labels_over_a_stack_name_the_true_total(made: Callable[[str], Report], shipped: Snapshot) -> None:
    year, _filters, data = made("illustrative 2023")
    rows = run(shipped, "trainings_by_region", Filters(year - 9, year))
    totals = rows.groupby("year")["year_trainings"].first()
    assert (rows.groupby("year")["trainings"].sum() > totals).any()
    with ZipFile(BytesIO(data)) as parts:
        charts = [etree.fromstring(parts.read(name)) for name in parts.namelist() if "/charts/chart" in name]
    labels = [["".join(one.find(f"{CHART}tx").itertext()) for one in tree.iter(f"{CHART}dLbl")] for tree in charts]
    assert [f"{total:,}" for total in totals] in labels


def test_reported_facts_bear_no_mark(made: Callable[[str], Report]) -> None:
    _year, _filters, data = made("reported 2020")
    assert MARK not in all_text(data)
    assert "llustrative" not in all_text(data)


def test_illustrative_rows_are_marked_wherever_they_stand(made: Callable[[str], Report]) -> None:
    _year, _filters, data = made("illustrative 2023")
    document = opened(data)
    assert any(one.text.startswith(MARK + " ") for one in document.paragraphs[:8])
    assert MARK in document.sections[0].footer.paragraphs[0].text
    marked = 0
    for table in tables(document).values():
        header, *body = cells(table)
        if "Basis" in header:
            for line in body:
                assert line[header.index("Basis")] in ("Reported", "Illustrative" + MARK)
                marked += line[header.index("Basis")] != "Reported"
    assert marked > 100
    glance = {line[0]: line[1] for line in cells(tables(document)["The year 2023 at a glance"])}
    assert glance["Trainings"].endswith(MARK) and glance["Participants"].endswith(MARK)
    captions = [one.text for one in document.paragraphs if one.text.startswith("Figure ")]
    assert len(captions) == 4 and all(one.endswith(MARK) for one in captions)


def test_sources_are_numbered_and_each_number_leads_to_one(report: Report) -> None:
    _year, _filters, data = report
    found = tables(opened(data))
    [_header, *lines] = cells(found.pop("Documents behind the figures"))
    known = {line[0] for line in lines}
    assert all(line[1] and line[2] for line in lines)
    for table in found.values():
        header, *body = cells(table)
        if header[-1] != "Source":
            continue
        for line in body:
            assert set(line[-1].split()) <= known
            assert line[-1] or "Illustrative" + MARK in line


def test_a_region_says_what_is_not_split(made: Callable[[str], Report]) -> None:
    _year, _filters, data = made("one region")
    document = opened(data)
    text = "\n".join(one.text for one in document.paragraphs)
    assert "cover these regions only: Latin America and the Caribbean" in text
    assert "The numbers are for all regions." in text
    glance = {line[0]: line[1] for line in cells(tables(document)["The year 2020 at a glance"])}
    assert glance["Funded CWS participants"] == "not split by region"
    assert "India" not in text


@pytest.mark.parametrize("year", [2020, None])
def test_an_empty_folder_gives_a_report_that_says_what_is_missing(tmp_path: Path, year: int | None) -> None:
    snapshot = load(tmp_path)
    document = opened(report_bytes(snapshot, year or snapshot.first_year, Filters()))
    text = "\n".join(one.text for one in document.paragraphs)
    assert ("No extract was delivered for: " in text) == (year is None)
    assert ("hold nothing on 2020" in text) == (year is not None)
    assert "How many trainings were held" in text
    assert not list(document.element.body.iter(qn("w:drawing")))
    figures = [line[1] for table in tables(document).values() for line in cells(table)[1:]]
    assert set(figures) <= {"not known"}


HOSTILE = '=HYPERLINK("x")<b>&amp;</b> {number} \x07\tÇa va 日本 ' + "Very long name of an office " * 4


def test_names_from_data_are_text(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(CONTRACT_FILE.parent, folder, ignore=shutil.ignore_patterns("*.py", "published"))
    path = folder / "offices.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["name"] = HOSTILE if row["code"] in ("PA", "OM") else row["name"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    data = report_bytes(load(folder), 2020, Filters())
    wanted = " ".join(HOSTILE.replace("\x07", " ").replace("\t", " ").split())
    texts = [" ".join(one.text.split()) for one in opened(data).paragraphs]
    assert any(f"still to come for {wanted}." in text for text in texts)
    assert any(wanted in text and "15 to 16 September 2020" in text for text in texts)
