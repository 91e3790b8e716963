"""The first sheet of a workbook: what the tables answer, what they rest on, and how they count."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import xlsxwriter

from charts.palette import PRIMARY
from exports.exhibit import Exhibit
from exports.notes import Note, shared_notes
from exports.rules import counting_rules
from exports.workbook_table import LINE_HEIGHT, MOST_LINES, set_paper
from words import _
from words.forms import grouped

NAMES_WIDTH, ABOUT_WIDTH = 24, 110  # letters


def write_about(workbook: xlsxwriter.Workbook, title: str, exhibits: Sequence[Exhibit], names: Sequence[str]) -> None:
    """Say what holds for all exhibits once, then how is counted, then what holds for each under a link to its sheet.

    `names` are those of the sheets, one per exhibit.
    """
    page = workbook.add_worksheet(_("About"))
    page.set_column(0, 0, NAMES_WIDTH)
    page.set_column(1, 1, ABOUT_WIDTH)
    page.hide_gridlines(2)
    page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 16}))
    bold = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    heading = workbook.add_format({"bold": True, "font_size": 13, "bottom": 1})
    link = workbook.add_format({"bold": True, "font_color": PRIMARY, "underline": 1, "valign": "top"})

    def write_heading(row: int, text: str) -> int:
        page.write_string(row, 0, text, heading)
        page.write_blank(row, 1, None, heading)
        return row + 1

    def write_notes(row: int, notes: Sequence[Note]) -> int:
        for what, text in notes:
            lines = max(len(wrap(text, ABOUT_WIDTH)), len(wrap(what, NAMES_WIDTH - 2)), 1)
            page.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES))
            page.write_string(row, 0, what, bold)
            page.write_string(row, 1, text, wrapped)
            row += 1
        return row + 1

    common, own = shared_notes(exhibits)
    row = write_notes(2, common)
    row = write_notes(write_heading(row, _("How is counted")), counting_rules())
    if exhibits:
        row = write_heading(row, _("Tables"))
    for exhibit, name, notes in zip(exhibits, names, own, strict=True):
        page.write_url(row, 1, f"internal:'{name}'!A1", link, exhibit.title)
        row = write_notes(row + 1, [*notes, (_("Rows"), grouped(len(exhibit.sheet.rows)))])
    page.set_footer("&R&P / &N")
    set_paper(page, 1)
