"""A table as CSV that a spreadsheet opens right and a program reads right."""

from __future__ import annotations

from datetime import datetime

from exports.sheet import Sheet
from words import _

# What a spreadsheet would take for a formula, or for the end of the cell.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
COMMENT = "# "
LINE_END = "\r\n"
TIME_FORM = "%Y-%m-%d %H:%M:%S"


def csv_bytes(sheet: Sheet) -> bytes:
    """Return `sheet` as UTF-8 with BOM: its notes as lines that start with `#`, then a header row and the rows.

    A single file travels alone, so it states its filters, basis, sources and date itself.
    """
    # A note is one physical line without quotation marks, so that `comment="#"` of any reader skips it.
    notes = (f"{COMMENT}{name}: {' '.join(text.split())}{LINE_END}".replace('"', "'") for name, text in sheet.notes)
    return ("".join(notes) + _tidy_csv(sheet)).encode("utf-8-sig")


def tidy_csv_bytes(sheet: Sheet) -> bytes:
    """Return the header row and the rows of `sheet` alone, as UTF-8 with BOM."""
    return _tidy_csv(sheet).encode("utf-8-sig")


def safe_text(text: str) -> str:
    """Return `text` as a spreadsheet will show it and not run it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def text_guard() -> str:
    """Return the sentence on the sign that keeps a spreadsheet from running text as a formula."""
    return _(
        "A text that begins with =, +, -, @, a tab or a line break has an apostrophe in front, so that no spreadsheet"
        " runs it as a formula. The apostrophe is part of the text in the file."
    )


def _tidy_csv(sheet: Sheet) -> str:
    """Return the header row and the rows of `sheet`, each line ended by CR and LF.

    Dates are ISO, times to the second, an unknown cell is empty. A text cell that a spreadsheet would run gets a `'` in
    front; numbers are left alone, so that −5 stays −5. Text stands in quotation marks: a `#` within is none that begins
    a comment.
    """
    rows = (",".join(_cell(value) for value in row) for row in sheet.rows.itertuples(index=False, name=None))
    return "".join(f"{line}{LINE_END}" for line in (",".join(map(str, sheet.rows.columns)), *rows))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + safe_text(value).replace('"', '""') + '"'
    if isinstance(value, datetime):
        return f"{value:{TIME_FORM}}"
    return str(value)
