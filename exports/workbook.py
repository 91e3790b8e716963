"""Tables as an Excel workbook: an About sheet, then one sheet per table with real numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from math import ceil
from textwrap import wrap

import xlsxwriter

from charts.columns import column_label, number_format
from exports.sheet import Sheet
from words import _

# Excel's own limits: 31 letters in a sheet's name, none of []:*?/\ in it; letters in a cell; its first year.
NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
CELL_LENGTH = 32_767
FIRST_YEAR = 1900
# Letters, or points for a line's height; a longer cell or header wraps.
WIDEST, WIDEST_HEADER, ABOUT_WIDTH, LINE_HEIGHT = 48, 16, 110, 15
MOST_LINES = 27  # Excel's highest row has 409 points
FILTER_BUTTON = 4  # the room it takes in a header
PAGE_WIDTH = 240  # letters side by side on paper that can still be read


def workbook_bytes(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook named `title` with an About sheet and one Excel table per sheet.

    Text is written as text, never as a formula. An unknown cell is empty; a count of zero is 0.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        common, _own = _shared_notes(sheets)
        workbook.set_properties({"title": title, "comments": " · ".join(f"{what}: {text}" for what, text in common)})
        names = _sheet_names(sheets)
        _about(workbook, title, sheets, names)
        for sheet, name in zip(sheets, names, strict=True):
            _table(workbook, sheet, name)
    return buffer.getvalue()


def _about(workbook: xlsxwriter.Workbook, title: str, sheets: Sequence[Sheet], names: list[str]) -> None:
    """Say what holds for all tables once, then what holds for each under a link to it."""
    page = workbook.add_worksheet(_("About"))
    page.set_column(0, 0, 16)
    page.set_column(1, 1, ABOUT_WIDTH)
    page.hide_gridlines(2)
    page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 16}))
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    link = workbook.add_format({"bold": True, "font_color": "#00558C", "underline": 1, "valign": "top"})

    def write_notes(row: int, notes: Sequence[tuple[str, str]]) -> int:
        for what, text in notes:
            page.set_row(row, LINE_HEIGHT * min(len(wrap(text, ABOUT_WIDTH)), MOST_LINES))
            page.write_string(row, 0, what, bold)
            page.write_string(row, 1, text, wrapped)
            row += 1
        return row + 1

    common, own = _shared_notes(sheets)
    row = write_notes(2, common)
    for sheet, name, notes in zip(sheets, names, own, strict=True):
        page.write_url(row, 1, f"internal:'{name}'!A1", link, sheet.title)
        row = write_notes(row + 1, notes)
    _paper(page, 1)


def _shared_notes(sheets: Sequence[Sheet]) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """Return the notes that all sheets have, and of each sheet the others but its title, which stands above them."""
    common = [note for note in sheets[0].notes if all(note in sheet.notes for sheet in sheets)]
    return common, [[note for note in sheet.notes if note not in common and note[1] != sheet.title] for sheet in sheets]


def _table(workbook: xlsxwriter.Workbook, sheet: Sheet, name: str) -> None:
    page = workbook.add_worksheet(name)
    headings, widths = [], []
    lines = [1] * (len(sheet.rows) + 1)  # of the header and of each row
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
            _write(page, row, column, value, cell_format)
            if isinstance(value, str):
                lines[row] = max(lines[row], len(wrap(value, widths[-1] - 2)))
    for row, count in enumerate(lines):
        if count > 1:  # not every program finds the height of wrapped lines by itself
            page.set_row(row, LINE_HEIGHT * min(count, MOST_LINES))
    # An Excel table needs one row below its header, even if it is empty.
    size = {"columns": headings, "style": "Table Style Light 1"}
    page.add_table(0, 0, max(len(sheet.rows), 1), len(headings) - 1, size)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.set_footer(f"&L{sheet.title.replace('&', '&&')}&R&P / &N")
    _paper(page, ceil(sum(widths) / PAGE_WIDTH))


def _width(label: str, cells: Iterable[object]) -> int:
    """Return the width of a column in letters: its longest cell, or what its header needs on a few lines."""
    heading = max(*(len(word) for word in label.split()), min(len(label), WIDEST_HEADER)) + FILTER_BUTTON
    longest = max((len(str(value)) for value in cells if value is not None), default=0) + 2
    return min(max(heading, longest), WIDEST)


def _paper(page: xlsxwriter.worksheet.Worksheet, pages_wide: int) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(pages_wide, 0)


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, cell_format: object) -> None:
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


def _sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    names: list[str] = []
    for sheet in sheets:
        name = _FORBIDDEN.sub(" ", sheet.title)[:NAME_LENGTH].strip()
        while name.lower() in {taken.lower() for taken in [_("About"), *names]}:
            tail = f" {len(names) + 1}"
            name = name[: NAME_LENGTH - len(tail)] + tail
        names.append(name)
    return names
