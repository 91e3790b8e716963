"""One table of a workbook: an Excel table with real numbers and dates, ready to be read, filtered and printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from textwrap import wrap

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from charts.columns import column_label, number_format
from exports.exhibit import Exhibit
from exports.sheet import Sheet
from words import _

# Excel's own limits: letters in a cell and in a footer, its first year, and its lines in the highest row of 409 points.
CELL_LENGTH = 32_767
FOOTER_LENGTH = 255
FIRST_YEAR = 1900
MOST_LINES = 27
# Letters, or points for a line's height; a longer cell or header wraps.
WIDEST, WIDEST_HEADER, LINE_HEIGHT = 48, 16, 15
FILTER_BUTTON = 4  # the room it takes in a header
GAP = 3  # between the table and what stands beside it
PAGE_WIDTH = 240  # letters side by side on paper that can still be read
MARK_COLOUR = "#A33B00"


@dataclass(frozen=True)
class Extent:
    """Where a table ends: its rows with the header, its columns, its width in letters, and each row's lines."""

    rows: int
    columns: int
    width: int
    lines: tuple[int, ...]

    @property
    def beside(self) -> int:
        """The first column (from 0) of what stands beside the table, after a narrow empty one."""
        return self.columns + 1


def write_table(workbook: xlsxwriter.Workbook, page: Worksheet, exhibit: Exhibit) -> Extent:
    """Write the rows of `exhibit` from the first cell of `page` on and set up screen and paper; return its extent.

    Where rows are illustrative, a cell beside the header says so: it stays in sight and is printed on every page.
    """
    sheet = exhibit.sheet
    headings, widths = [], []
    lines = [1] * (max(len(sheet.rows), 1) + 1)  # of the header and of each row
    for column, (label, (key, cells)) in enumerate(zip(headers(sheet), sheet.rows.items(), strict=True)):
        # One name may head numbers here and text there: "Offices" are a count, or a list of their names.
        code = None if any(isinstance(value, str) for value in cells) else number_format(str(key))
        # The indent keeps text clear of a number that ends at the same line.
        place = {"align": "right"} if code else {"align": "left", "indent": 1}
        style = {"num_format": code} if code else {"text_wrap": True}
        cell_format = workbook.add_format({"valign": "top", **style, **place})
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, **place})
        headings.append({"header": label, "header_format": heading})
        widths.append(_width(label, cells))
        page.set_column(column, column, widths[-1])
        lines[0] = max(lines[0], len(wrap(label, widths[-1] - FILTER_BUTTON)))
        for row, value in enumerate(cells, start=1):
            write_cell(page, row, column, value, cell_format)
            if isinstance(value, str) and (len(value) > widths[-1] - 2 or "\n" in value):
                lines[row] = max(lines[row], len(wrap(value, widths[-1] - 2)))
    lines = [min(count, MOST_LINES) for count in lines]
    for row, count in enumerate(lines):
        if count > 1:  # not every program finds the height of wrapped lines by itself
            page.set_row(row, LINE_HEIGHT * count)
    # An Excel table needs one row below its header, even if it is empty.
    size = {"columns": headings, "style": "Table Style Light 1"}
    page.add_table(0, 0, len(lines) - 1, len(headings) - 1, size)
    extent = Extent(len(lines), len(headings), sum(widths), tuple(lines))
    page.set_column(extent.columns, extent.columns, GAP)
    if exhibit.has_illustrative:
        _mark(workbook, page, extent.beside)
    page.freeze_panes(1, 0)
    # Codes such as "007" are text and are meant to be: no green corner.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.set_footer(_footer(exhibit))
    set_paper(page, ceil(extent.width / PAGE_WIDTH))
    return extent


def _mark(workbook: xlsxwriter.Workbook, page: Worksheet, column: int) -> None:
    text = _("Includes illustrative rows")
    page.set_column(column, column, len(text) + 2)
    page.write_string(0, column, text, workbook.add_format({"bold": True, "font_color": MARK_COLOUR, "valign": "top"}))


def _footer(exhibit: Exhibit) -> str:
    """Return the line at the foot of printed pages: title, basis, filters, and the page's number."""
    notes = dict(exhibit.sheet.notes)
    said = [exhibit.title, notes.get(_("Basis"), ""), notes.get(_("Filters"), "")]
    text = " · ".join(part for part in said if part)
    # "&" begins a code of Excel, hence its doubling; a long list of filters is cut where Excel would refuse all.
    # The space keeps a title that begins with a digit from being read as part of the font size.
    left, right = "&L&8 ", "&R&8&P / &N"
    room = FOOTER_LENGTH - len(left + right)
    if len(text.replace("&", "&&")) > room:
        while len(text.replace("&", "&&")) > room - 1:
            text = text[:-1]
        text += "…"
    return left + text.replace("&", "&&") + right


def _width(label: str, cells: Iterable[object]) -> int:
    """Return the width of a column in letters: its longest cell, or what its header needs on a few lines."""
    heading = max(*(len(word) for word in label.split()), min(len(label), WIDEST_HEADER)) + FILTER_BUTTON
    longest = max((len(str(value)) for value in cells if value is not None), default=0) + 2
    return min(max(heading, longest), WIDEST)


def set_paper(page: Worksheet, pages_wide: int) -> None:
    """Print `page` on A4 across, as many pages wide as are said and as many high as it takes."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(pages_wide, 0)


def write_cell(page: Worksheet, row: int, column: int, value: object, cell_format: object) -> None:
    """Write one typed cell: text as text, a number as a number, a day before Excel's first as text, None as a gap."""
    if value is None:
        page.write_blank(row, column, None, cell_format)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, cell_format)
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        page.write_datetime(row, column, value, cell_format)
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value, cell_format)
    else:
        page.write_string(row, column, str(value)[:CELL_LENGTH], cell_format)


def headers(sheet: Sheet) -> list[str]:
    """Return the labels of a file's columns; beside a column `region_name` of names, `region` is "Region (code)"."""
    keys = [str(key) for key in sheet.rows.columns]
    labels = []
    for key in keys:
        if f"{key}_name" in keys:
            labels.append(_("{column} (code)").format(column=column_label(key)))
        else:
            base = key.removesuffix("_name")
            labels.append(column_label(base if base in keys else key))
    return labels
