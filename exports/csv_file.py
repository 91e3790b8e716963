"""A table as CSV that a spreadsheet opens right and a program reads right."""

from __future__ import annotations

from exports.sheet import Sheet

# What a spreadsheet would take for a formula, or for the end of the cell.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
COMMENT = "# "
LINE_END = "\r\n"


def csv_bytes(sheet: Sheet) -> bytes:
    """Return `sheet` as UTF-8 with BOM: its notes as lines that start with `#`, then a header row and the rows.

    Dates are ISO, an unknown cell is empty. A text cell that a spreadsheet would run gets a `'` in front; numbers are
    left alone, so that −5 stays −5. Text stands in quotation marks: a `#` within is none that begins a comment.
    """
    # A note is one physical line without quotation marks, so that `comment="#"` of any reader skips it.
    notes = (f"{COMMENT}{name}: {' '.join(text.split())}".replace('"', "'") for name, text in sheet.notes)
    rows = (",".join(_cell(value) for value in row) for row in sheet.rows.itertuples(index=False, name=None))
    lines = (*notes, ",".join(map(str, sheet.rows.columns)), *rows)
    return (LINE_END.join(lines) + LINE_END).encode("utf-8-sig")


def safe_text(text: str) -> str:
    """Return `text` as a spreadsheet will show it and not run it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + safe_text(value).replace('"', '""') + '"'
    return str(value)
