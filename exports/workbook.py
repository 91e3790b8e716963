"""Exhibits as an Excel workbook: an About sheet, then per exhibit its table and, where it has one, a native chart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from exports.exhibit import Exhibit
from exports.notes import shared_notes
from exports.workbook_about import write_about
from exports.workbook_chart import write_chart
from exports.workbook_table import write_table
from words import _, is_right_to_left

# Excel's own limits: 31 letters in a sheet's name, none of []:*?/\ in it, and no ' at its ends.
NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]+")
# Text is text, whatever it looks like; xlsxwriter would else make formulas and links of it.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_bytes(title: str, exhibits: Sequence[Exhibit]) -> bytes:
    """Return a workbook named `title`: an About sheet, then one sheet per exhibit in their order.

    A sheet holds the rows as an Excel table with real numbers and dates, and beside it the chart, drawn from cells of
    the same sheet. Text is never a formula. An unknown cell is empty, a count of zero is 0.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties(_properties(title, exhibits))
        names = _sheet_names(exhibit.title for exhibit in exhibits)
        write_about(workbook, title, exhibits, names)
        for exhibit, name in zip(exhibits, names, strict=True):
            page = workbook.add_worksheet(name)
            extent = write_table(workbook, page, exhibit)
            if exhibit.chart:
                write_chart(workbook, page, exhibit.chart, extent)
        for page in workbook.worksheets():
            if is_right_to_left():
                page.right_to_left()
    return buffer.getvalue()


def _properties(title: str, exhibits: Sequence[Exhibit]) -> dict[str, str]:
    """Return what file managers and search show of the file without opening it."""
    common, _own = shared_notes(exhibits)
    return {
        "title": title,
        "subject": dict(common).get(_("Filters"), title),
        "keywords": "; ".join(dict.fromkeys(exhibit.title for exhibit in exhibits)),
        "comments": " · ".join(f"{what}: {text}" for what, text in common),
    }


def _sheet_names(titles: Iterable[str]) -> list[str]:
    """Return a name per title: as much of it as Excel takes, cut after a word, no two alike."""
    names: list[str] = []
    for title in titles:
        whole = _FORBIDDEN.sub(" ", title).strip() or _("Table")
        name, taken = _cut(whole, NAME_LENGTH), {other.lower() for other in (_("About"), *names)}
        number = 2
        while name.lower() in taken:
            tail = f" {number}"
            name, number = _cut(whole, NAME_LENGTH - len(tail)) + tail, number + 1
        names.append(name)
    return names


def _cut(text: str, length: int) -> str:
    """Return the words of `text` that fit into `length` letters, or the start of the first where none does."""
    if len(text) > length:
        words = text[: length + 1].rpartition(" ")[0]
        text = words.rstrip(" ,;.–-") or text[:length]
    return text
