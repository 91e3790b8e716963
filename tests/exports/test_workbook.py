"""The workbooks, opened again with another program than wrote them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from charts.columns import number_format
from exports.exhibit import Exhibit, exhibit
from exports.rules import counting_rules
from exports.sheet import Sheet
from exports.workbook import workbook_bytes
from exports.workbook_table import MOST_LINES, headers
from extracts import Snapshot
from queries import Filters, queries, run
from tests.exports.conftest import HOSTILE, KINDS, shown

TITLE = "Report tables: 2016–2020 · All regions"


def opened(data: bytes) -> list[Worksheet]:
    return openpyxl.load_workbook(BytesIO(data)).worksheets


@pytest.fixture(scope="module")
def book(report: list[Exhibit]) -> bytes:
    return workbook_bytes(TITLE, report)


def heading(page: Worksheet, sheet: Sheet) -> list[object]:
    """Return the header of the table."""
    return [cell.value for cell in page[1][: len(sheet.rows.columns)]]


def cells(page: Worksheet, rows: int, columns: int) -> list[list[object]]:
    """Return the values of `rows` rows below the header; dates without a time as dates."""
    found = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=rows + 1, max_col=columns)]
    return [
        [_day(value, page.cell(at + 2, column + 1).number_format) for column, value in enumerate(row)]
        for at, row in enumerate(found)
    ]


def _day(value: object, code: str) -> object:
    return value.date() if isinstance(value, datetime) and "h" not in code else value


def test_about_comes_first_then_a_sheet_per_table(book: bytes, report: list[Exhibit]) -> None:
    pages = opened(book)
    assert pages[0].title == "About"
    assert len(pages) == 1 + len(report)
    names = [page.title for page in pages]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    said = [re.sub(r"[\[\]:*?/\\' ]+", " ", one.title) for one in report]
    assert all(page.title[:18].strip() in title for page, title in zip(pages[1:], said, strict=True))


def test_every_cell_is_that_of_the_question(book: bytes, report: list[Exhibit]) -> None:
    for page, sheet in zip(opened(book)[1:], (one.sheet for one in report), strict=True):
        assert heading(page, sheet) == headers(sheet)
        wanted = [list(row) for row in sheet.rows.itertuples(index=False, name=None)]
        found = cells(page, len(wanted), len(headers(sheet)))
        assert found == wanted, sheet.name
        assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in wanted]


def test_nothing_is_a_formula_anywhere(book: bytes, kinds: Sheet) -> None:
    for data in (book, workbook_bytes("=1+1", [shown(kinds)])):
        for page in opened(data):
            assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b", "d"}
        with ZipFile(BytesIO(data)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_every_kind_of_cell(kinds: Sheet) -> None:
    [_about, page] = opened(workbook_bytes("Kinds", [shown(kinds)]))
    columns = dict(zip(KINDS, zip(*cells(page, len(HOSTILE), len(KINDS)), strict=True), strict=True))
    # An empty text is an empty cell to Excel, and a return is written as a code that Excel reads back.
    assert [unescape(str(text or "")) for text in columns["title"]] == HOSTILE
    assert list(columns["difference"]) == KINDS["difference"]
    assert list(columns["value"]) == KINDS["value"]
    assert list(columns["start_date"][:2]) == [date(2020, 2, 29), None]
    assert columns["start_date"][2] == "1899-12-31"  # before Excel's first day: as text, not as another day
    assert list(columns["changed_at"]) == KINDS["changed_at"]
    assert list(columns["is_partial"]) == KINDS["is_partial"]
    assert [type(value) for value in columns["is_partial"][:2]] == [bool, bool]


def test_number_formats_are_those_of_the_columns(book: bytes, kinds: Sheet, report: list[Exhibit]) -> None:
    [_about, page] = opened(workbook_bytes("Kinds", [shown(kinds)]))
    formats = [cell.number_format for cell in page[2]]
    assert formats == ["General", "#,##0", "#,##0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General", "General", "General"]
    for page, sheet in zip(opened(book)[1:], (one.sheet for one in report), strict=True):
        for key, cell in zip(sheet.rows.columns, page[2], strict=False):
            is_text = any(isinstance(value, str) for value in sheet.rows[key])
            wanted = None if is_text else number_format(key)
            assert cell.number_format == (wanted or "General"), (sheet.name, key)


def test_each_table_is_an_excel_table_under_a_frozen_header(book: bytes, report: list[Exhibit]) -> None:
    taken = set()
    for page, sheet in zip(opened(book)[1:], (one.sheet for one in report), strict=True):
        [table] = page.tables.values()
        taken.add(table.displayName)
        columns = [column.name for column in table.tableColumns]
        assert columns == headers(sheet)
        assert table.ref == f"A1:{page.cell(max(len(sheet.rows), 1) + 1, len(columns)).coordinate}"
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
    assert len(taken) == len(report)


def test_headers_differ_within_every_table(shipped: Snapshot) -> None:
    # Excel repairs, that is changes, a file whose table has a header twice.
    for name in queries():
        labels = [label.lower() for label in headers(exhibit(shipped, name, Filters()).sheet)]
        assert len(set(labels)) == len(labels), name


def test_an_empty_table(nothing: Sheet) -> None:
    [about, page] = opened(workbook_bytes("Nothing", [shown(nothing)]))
    assert about["A1"].value == "Nothing"
    assert [cell.value for cell in page[1]] == ["Year", "Region (code)", "Region"]
    assert page.tables["Table1"].ref == "A1:C2"
    assert cells(page, 1, 3) == [[None, None, None]]


def test_filters_that_leave_nothing_make_empty_tables(shipped: Snapshot) -> None:
    filters = Filters(2011, 2011, ("IN",), "reported")
    exhibits = [exhibit(shipped, name, filters) for name in queries()]
    assert any(one.sheet.rows.empty for one in exhibits)
    for page, one in zip(opened(workbook_bytes("Empty", exhibits))[1:], exhibits, strict=True):
        [table] = page.tables.values()
        assert table.ref.endswith(str(max(len(one.answer.rows), 1) + 1))
        assert bool(page._charts) == (one.chart is not None)


def test_one_row(shipped: Snapshot) -> None:
    one = exhibit(shipped, "offices_trained", Filters(2020, 2020))
    [_about, page] = opened(workbook_bytes("One row", [one]))
    assert cells(page, 1, 4) == [list(one.sheet.rows.iloc[0])]
    assert len(page._charts) == 1


def test_cells_agree_with_the_question_itself(shipped: Snapshot) -> None:
    filters = Filters(2011, 2025)
    one = exhibit(shipped, "collections_by_database", filters)
    rows = run(shipped, "collections_by_database", filters)
    [_about, page] = opened(workbook_bytes("Collections", [one]))
    found = cells(page, len(rows), 6)
    assert [(row[0], row[1], row[3]) for row in found] == [
        (year, database, None if count is None else int(count))
        for year, database, count in zip(rows["year"], rows["database"], rows["collections"], strict=True)
    ]


def test_about_says_once_what_holds_for_all_and_links_each_table(book: bytes, report: list[Exhibit]) -> None:
    pages = opened(book)
    about = pages[0]
    assert about["A1"].value == TITLE
    said = [(about.cell(row, 1).value, about.cell(row, 2).value) for row in range(1, about.max_row + 1)]
    for one in report:
        assert {note for note in one.sheet.notes if note[1] != one.title} <= set(said)
        assert ("Rows", f"{len(one.answer.rows):,}") in said
    assert [what for what, _text in said].count("Snapshot") == 1
    assert set(counting_rules()) <= set(said)
    links = [cell.hyperlink.location for row in about.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{page.title}'!A1" for page in pages[1:]]


def test_properties_of_the_document(book: bytes, report: list[Exhibit]) -> None:
    properties = openpyxl.load_workbook(BytesIO(book)).properties
    assert properties.title == TITLE
    assert properties.subject
    assert "Snapshot: " in properties.description
    assert properties.keywords.split("; ") == list(dict.fromkeys(one.title for one in report))


def test_illustrative_rows_are_marked_outside_the_table(shipped: Snapshot, report: list[Exhibit]) -> None:
    reported = exhibit(shipped, "trainings_by_region", Filters(2016, 2020, basis="reported"))
    assert {one.has_illustrative for one in report} == {True, False}
    for one, page in zip([*report, reported], opened(workbook_bytes("Mark", [*report, reported]))[1:], strict=True):
        mark = "Includes illustrative rows"
        beside = page.cell(1, len(one.sheet.rows.columns) + 2).value
        assert beside == (mark if one.has_illustrative else None), one.name
        assert (mark in page.oddFooter.left.text) == one.has_illustrative
        assert page.oddFooter.left.text.strip().startswith(one.title.replace("&", "&&")[:40])


def test_a_long_footer_is_cut_where_excel_would_refuse_it(kinds: Sheet) -> None:
    long = replace(kinds, title="Research & development " * 20)
    [_about, page] = opened(workbook_bytes("Footer", [shown(long, has_illustrative=True)]))
    assert page.oddFooter.left.text.endswith("…")
    numbered = shown(replace(kinds, title="2020 in numbers"))
    with ZipFile(BytesIO(workbook_bytes("Footer", [numbered]))) as parts:
        xml = parts.read("xl/worksheets/sheet2.xml").decode()
    assert "&amp;8 2020 in numbers" in xml  # and not a font of 82020 points
    assert "&P" in page.oddFooter.right.text or "Page" in page.oddFooter.right.text


def test_a_workbook_of_nothing_is_an_about_sheet() -> None:
    [about] = opened(workbook_bytes("Nothing at all", []))
    assert about["A1"].value == "Nothing at all"


def test_a_single_table_is_described_in_full(kinds: Sheet) -> None:
    [about, _page] = opened(workbook_bytes("Kinds", [shown(kinds)]))
    said = [(about.cell(row, 1).value, about.cell(row, 2).value) for row in range(1, about.max_row + 1)]
    assert set(kinds.notes) <= {(what, unescape(text or "")) for what, text in said}


def test_names_of_sheets_stay_apart_and_end_with_a_word(kinds: Sheet) -> None:
    title = "One long title of a table, the same for all"
    titles = [title, title, title.upper(), "About", "About", "x" * 40, "'Quoted': a/b [c] *?", ""]
    exhibits = [shown(replace(kinds, title=title)) for title in titles]
    names = [page.title for page in opened(workbook_bytes("Names", exhibits))]
    assert names == [
        "About",
        "One long title of a table, the",
        "One long title of a table 2",
        "ONE LONG TITLE OF A TABLE 3",
        "About 2",
        "About 3",
        "x" * 31,
        "Quoted a b c",
        "Table",
    ]


def test_charts_of_one_question_have_names_of_their_own(shipped: Snapshot) -> None:
    names = ("collections_by_database", "collections_cumulative", "offices_trained", "participants_trained")
    exhibits = [exhibit(shipped, name, Filters()) for name in names]
    assert [page.title for page in opened(workbook_bytes("Twice", exhibits))[1:]] == [
        "Collections added per year by",
        "Collections added so far by",
        "Offices trained per year",
        "Participants per year",
    ]


def test_long_text_is_wrapped_and_cut_at_the_limit_of_a_cell(kinds: Sheet) -> None:
    rows = kinds.rows.head(2).copy()
    rows.at[0, "title"] = "word " * 10_000
    [_about, page] = opened(workbook_bytes("Long", [shown(replace(kinds, rows=rows))]))
    assert page["A2"].value == ("word " * 10_000)[:32_767]
    assert page["A2"].alignment.wrap_text
    assert page.row_dimensions[2].height == 15 * MOST_LINES
    assert page.column_dimensions["A"].width < 60
