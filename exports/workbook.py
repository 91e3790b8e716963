"""Tables as an Excel workbook: an About sheet, then one sheet per table with real numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from charts.columns import column_label, number_format
from exports.sheet import Sheet
from words import _

# Excel's own limits: 31 letters in a sheet's name, none of []:*?/\ in it.
NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
WIDEST = 60  # letters; longer cells wrap


def workbook_bytes(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook named `title` with an About sheet and one Excel table per sheet.

    Text is written as text, never as a formula. An unknown cell is empty; a count of zero is 0.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "comments": sheets[0].notes and _about_line(sheets[0])})
        names = _sheet_names(sheets)
        _about(workbook, title, sheets, names)
        for sheet, name in zip(sheets, names, strict=True):
            _table(workbook, sheet, name)
    return buffer.getvalue()


def _about(workbook: xlsxwriter.Workbook, title: str, sheets: Sequence[Sheet], names: list[str]) -> None:
    page = workbook.add_worksheet(_("About"))
    bold, wrapped = (
        workbook.add_format({"bold": True, "valign": "top"}),
        workbook.add_format({"text_wrap": True, "valign": "top"}),
    )
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 100)
    page.hide_gridlines(2)
    page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 16}))
    row = 2
    link = workbook.add_format({"bold": True, "font_color": "#00558C", "underline": 1, "valign": "top"})
    for sheet, name in zip(sheets, names, strict=True):
        page.write_url(row, 1, f"internal:'{name}'!A1", link, sheet.title)
        for what, text in sheet.notes:
            row += 1
            page.write_string(row, 0, what, bold)
            page.write_string(row, 1, text, wrapped)
        row += 2
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _table(workbook: xlsxwriter.Workbook, sheet: Sheet, name: str) -> None:
    page = workbook.add_worksheet(name)
    wrapped = {"text_wrap": True, "valign": "top"}
    labels = headers(sheet)
    for column, (key, cells) in enumerate(sheet.rows.items()):
        code = number_format(str(key))
        cell_format = workbook.add_format({"num_format": code, "valign": "top"} if code else wrapped)
        for row, value in enumerate(cells, start=1):
            _write(page, row, column, value, cell_format)
        longest = max([len(labels[column]) + 4, *(len(str(value)) for value in cells if value is not None)])
        page.set_column(column, column, min(longest + 2, WIDEST))
    columns = [{"header": text} for text in labels]
    # An Excel table needs one row below its header, even if it is empty.
    page.add_table(
        0, 0, max(len(sheet.rows), 1), len(columns) - 1, {"columns": columns, "style": "Table Style Light 9"}
    )
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{sheet.title.replace('&', '&&')}&R&P / &N")


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, cell_format: object) -> None:
    if value is None:
        page.write_blank(row, column, None, cell_format)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, cell_format)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, column, value, cell_format)
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value, cell_format)
    else:
        page.write_string(row, column, str(value), cell_format)


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


def _about_line(sheet: Sheet) -> str:
    return " · ".join(f"{name}: {text}" for name, text in sheet.notes)
