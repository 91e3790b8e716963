"""A table as CSV that a spreadsheet opens right and a program reads right."""

from __future__ import annotations

import csv
from io import StringIO

from exports.sheet import Sheet

# What a spreadsheet would take for a formula, or for the end of the cell.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
COMMENT = "# "


def csv_bytes(sheet: Sheet) -> bytes:
    """Return `sheet` as UTF-8 with BOM: its notes as lines that start with `#`, then a header row and the rows.

    Dates are ISO, an unknown cell is empty. A text cell that a spreadsheet would run gets a `'` in front; numbers are
    left alone, so that −5 stays −5.
    """
    buffer = StringIO(newline="")
    for name, text in sheet.notes:
        # One physical line each and no quotation marks, so that `comment="#"` of any reader skips it.
        buffer.write(f"{COMMENT}{name}: {' '.join(text.split())}\r\n")
    writer = csv.writer(buffer)
    writer.writerow(sheet.rows.columns)
    writer.writerows([_cell(value) for value in row] for row in sheet.rows.itertuples(index=False))
    return buffer.getvalue().encode("utf-8-sig")


def safe_text(text: str) -> str:
    """Return `text` as a spreadsheet will show it and not run it; a leading `#` would make a row a comment."""
    return f"'{text}" if text.startswith((*_FORMULA_STARTS, "#")) else text


def _cell(value: object) -> object:
    if value is None:
        return ""
    return safe_text(value) if isinstance(value, str) else value
