"""A native Excel chart beside its table, drawn from a block of cells on the same sheet.

The table is long (one row per year and region), a chart needs a matrix (years × regions): the block holds it, with the
numbers of the table. It begins below the last row of the table, so that filtering the table hides none of it, and it is
not printed: on paper the table says the same.
"""

from __future__ import annotations

from math import ceil
from textwrap import wrap

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from charts.palette import paper
from charts.series import PlainChart
from charts.text import NBSP
from exports.workbook_block import CATEGORY_WIDTH, SERIES_WIDTH, Block, write_block
from exports.workbook_drawing import WIDTH, drawing, height
from exports.workbook_table import GAP, PAGE_WIDTH, Extent, set_paper
from words import _

LINE_PIXELS = 20  # of a line of the table on the screen
CAPTION_WIDTH = 110  # letters
COLUMNS_UNDER = 6  # of SERIES_WIDTH, which reach to the right edge of the chart


def write_chart(workbook: xlsxwriter.Workbook, page: Worksheet, chart: PlainChart, extent: Extent) -> None:
    """Insert `chart` beside the table of `extent`, from the second row on, its notes under it, and its block below."""
    left, pixels, captions = extent.beside, height(chart), _captions(chart)
    end = _row_at(extent, pixels + LINE_PIXELS // 2)
    block = Block(max(extent.rows, end + len(captions) + 1) + 1, left, chart)
    page.set_column(left, left, CATEGORY_WIDTH)
    page.set_column(left + 1, left + max(COLUMNS_UNDER, len(block.columns)), SERIES_WIDTH)
    write_block(workbook, page, block)
    native = drawing(workbook, page.get_name(), block)
    native.set_size({"width": WIDTH, "height": pixels})
    # Neither moved nor resized with cells: a filter of the table would squeeze it.
    page.insert_chart(1, left, native, {"description": chart.alt, "object_position": 3})
    muted = workbook.add_format({"font_color": paper(False).muted, "valign": "top"})
    for row, sentence in enumerate(captions, start=end):
        page.write_string(row, left, sentence, muted)
    link = workbook.add_format({"font_color": paper(False).accent, "underline": 1, "valign": "top"})
    text = _("Numbers of the chart: from row {row} on").format(row=block.top + 1)
    page.write_url(end + len(captions), left, f"internal:'{page.get_name()}'!{block.corner}", link, text)
    # One page wide as long as it can be read, so that no page ends within the chart.
    letters = extent.width + GAP + CATEGORY_WIDTH + COLUMNS_UNDER * SERIES_WIDTH
    set_paper(page, ceil(letters / (PAGE_WIDTH * 1.25)))
    page.print_area(0, 0, max(extent.rows - 1, end + len(captions)), left + COLUMNS_UNDER)


def _captions(chart: PlainChart) -> list[str]:
    """Return the lines under a chart, each short enough to end where it does."""
    texts = filter(None, [chart.subtitle, *chart.notes, chart.footer])
    return [line for text in texts for line in wrap(text.replace(NBSP, " "), CAPTION_WIDTH)]


def _row_at(extent: Extent, pixels: int) -> int:
    """Return the first row that begins at least `pixels` below the header; rows below the table have one line."""
    row, top = 1, 0
    while top < pixels:
        top += LINE_PIXELS * (extent.lines[row] if row < len(extent.lines) else 1)
        row += 1
    return row
