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
from exports import Sheet, make_sheet, workbook_bytes
from exports.workbook import MOST_LINES, headers
from extracts import Snapshot
from queries import Filters, queries
from tests.exports.conftest import HOSTILE, KINDS

TITLE = "Report tables: 2016–2020 · All regions"


def opened(data: bytes) -> list[Worksheet]:
    return openpyxl.load_workbook(BytesIO(data)).worksheets


@pytest.fixture(scope="module")
def book(report: list[Sheet]) -> bytes:
    return workbook_bytes(TITLE, report)


def cells(page: Worksheet, rows: int) -> list[list[object]]:
    """Return the values of `rows` rows below the header; dates without a time as dates."""
    found = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=rows + 1)]
    return [
        [_day(value, page.cell(at + 2, column + 1).number_format) for column, value in enumerate(row)]
        for at, row in enumerate(found)
    ]


def _day(value: object, code: str) -> object:
    return value.date() if isinstance(value, datetime) and "h" not in code else value


def test_about_comes_first_then_a_sheet_per_table(book: bytes, report: list[Sheet]) -> None:
    pages = opened(book)
    assert pages[0].title == "About"
    assert len(pages) == 1 + len(report)
    names = [page.title for page in pages]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert all(page.title.startswith(sheet.title[:20]) for page, sheet in zip(pages[1:], report, strict=True))


def test_every_cell_is_that_of_the_question(book: bytes, report: list[Sheet]) -> None:
    for page, sheet in zip(opened(book)[1:], report, strict=True):
        assert [cell.value for cell in page[1]] == headers(sheet)
        wanted = [list(row) for row in sheet.rows.itertuples(index=False, name=None)]
        found = cells(page, len(wanted))
        assert found == wanted, sheet.name
        assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in wanted]


def test_nothing_is_a_formula_anywhere(book: bytes, kinds: Sheet) -> None:
    for data in (book, workbook_bytes("=1+1", [kinds])):
        for page in opened(data):
            assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b", "d"}
        with ZipFile(BytesIO(data)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_every_kind_of_cell(kinds: Sheet) -> None:
    [_about, page] = opened(workbook_bytes("Kinds", [kinds]))
    columns = dict(zip(KINDS, zip(*cells(page, len(HOSTILE)), strict=True), strict=True))
    # An empty text is an empty cell to Excel, and a return is written as a code that Excel reads back.
    assert [unescape(str(text or "")) for text in columns["title"]] == HOSTILE
    assert list(columns["difference"]) == KINDS["difference"]
    assert list(columns["value"]) == KINDS["value"]
    assert list(columns["start_date"][:2]) == [date(2020, 2, 29), None]
    assert columns["start_date"][2] == "1899-12-31"  # before Excel's first day: as text, not as another day
    assert list(columns["changed_at"]) == KINDS["changed_at"]
    assert list(columns["is_partial"]) == KINDS["is_partial"]
    assert [type(value) for value in columns["is_partial"][:2]] == [bool, bool]


def test_number_formats_are_those_of_the_columns(book: bytes, kinds: Sheet, report: list[Sheet]) -> None:
    [_about, page] = opened(workbook_bytes("Kinds", [kinds]))
    formats = [cell.number_format for cell in page[2]]
    assert formats == ["General", "#,##0", "#,##0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General", "General", "General"]
    for page, sheet in zip(opened(book)[1:], report, strict=True):
        for key, cell in zip(sheet.rows.columns, page[2], strict=True):
            is_text = any(isinstance(value, str) for value in sheet.rows[key])
            wanted = None if is_text else number_format(key)
            assert cell.number_format == (wanted or "General"), (sheet.name, key)


def test_each_table_is_an_excel_table_under_a_frozen_header(book: bytes, report: list[Sheet]) -> None:
    taken = set()
    for page, sheet in zip(opened(book)[1:], report, strict=True):
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
        labels = [label.lower() for label in headers(make_sheet(shipped, name, Filters()))]
        assert len(set(labels)) == len(labels), name


def test_an_empty_table(nothing: Sheet) -> None:
    [about, page] = opened(workbook_bytes("Nothing", [nothing]))
    assert about["A1"].value == "Nothing"
    assert [cell.value for cell in page[1]] == ["Year", "Region (code)", "Region"]
    assert page.tables["Table1"].ref == "A1:C2"
    assert cells(page, 1) == [[None, None, None]]


def test_filters_that_leave_nothing_make_empty_tables(shipped: Snapshot) -> None:
    filters = Filters(2011, 2011, ("IN",), "reported")
    sheets = [make_sheet(shipped, name, filters) for name in queries()]
    assert any(sheet.rows.empty for sheet in sheets)
    pages = opened(workbook_bytes("Empty", sheets))
    assert [page.max_row - 1 for page in pages[1:]] == [len(sheet.rows) for sheet in sheets]


def test_about_says_once_what_holds_for_all_and_links_each_table(book: bytes, report: list[Sheet]) -> None:
    pages = opened(book)
    about = pages[0]
    assert about["A1"].value == TITLE
    said = [(about.cell(row, 1).value, about.cell(row, 2).value) for row in range(1, about.max_row + 1)]
    for sheet in report:
        assert {note for note in sheet.notes if note[1] != sheet.title} <= set(said)
    assert [what for what, _text in said].count("Snapshot") == 1
    links = [cell.hyperlink.location for row in about.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{page.title}'!A1" for page in pages[1:]]


def test_a_single_table_is_described_in_full(kinds: Sheet) -> None:
    [about, _page] = opened(workbook_bytes("Kinds", [kinds]))
    said = [(about.cell(row, 1).value, about.cell(row, 2).value) for row in range(1, about.max_row + 1)]
    assert set(kinds.notes) <= {(what, unescape(text or "")) for what, text in said}


def test_names_of_sheets_stay_apart(kinds: Sheet) -> None:
    title = "One long title of a table, the same for all"
    sheets = [replace(kinds, title=title), replace(kinds, title=title), replace(kinds, title=title.upper())]
    sheets += [replace(kinds, title="About"), replace(kinds, title="About")]
    names = [page.title for page in opened(workbook_bytes("Names", sheets))]
    assert names == [
        "About",
        "One long title of a table, the",
        "One long title of a table, th 2",
        "ONE LONG TITLE OF A TABLE, TH 3",
        "About 4",
        "About 5",
    ]


def test_long_text_is_wrapped_and_cut_at_the_limit_of_a_cell(kinds: Sheet) -> None:
    rows = kinds.rows.head(2).copy()
    rows.at[0, "title"] = "word " * 10_000
    [_about, page] = opened(workbook_bytes("Long", [replace(kinds, rows=rows)]))
    assert page["A2"].value == ("word " * 10_000)[:32_767]
    assert page["A2"].alignment.wrap_text
    assert page.row_dimensions[2].height == 15 * MOST_LINES
    assert page.column_dimensions["A"].width < 60
