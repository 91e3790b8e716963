"""The cells from which a native chart of a workbook is drawn, and the references to them."""

from __future__ import annotations

import re
from textwrap import wrap

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from charts.columns import COUNT
from charts.palette import paper
from charts.series import PlainChart
from exports.workbook_table import LINE_HEIGHT, write_cell
from words import _

CATEGORY_WIDTH, SERIES_WIDTH = 28, 14  # letters


class Block:
    """The cells of a chart: its title, a row of names, a row per category, and what they are.

    Rows and columns count from 0. Where bars overlap, the numbers above them are not their heights; a last column then
    holds the heights.
    """

    def __init__(self, top: int, left: int, chart: PlainChart) -> None:
        self.top, self.left, self.chart = top, left, chart
        self.names, self.first = top + 1, top + 2
        self.last = self.first + len(chart.categories) - 1
        self.columns = [(one.name, one.values) for one in chart.series]
        if chart.totals:
            self.columns.append((_("Total, each counted once"), chart.totals))
            heights = _heights(chart)
            if heights != chart.totals:
                self.columns.append((_("Height of the bar"), heights))

    @property
    def corner(self) -> str:
        """The first cell, as Excel calls it."""
        return str(xlsxwriter.utility.xl_rowcol_to_cell(self.top, self.left))

    def cells(self, sheet: str, column: int) -> list[str | int]:
        """Return the reference to the values of column `column`; 0 are the categories."""
        return [sheet, self.first, self.left + column, self.last, self.left + column]

    def cell(self, sheet: str, row: int, column: int) -> str:
        """Return the reference to one cell."""
        name = xlsxwriter.utility.xl_rowcol_to_cell(row, self.left + column, row_abs=True, col_abs=True)
        return f"={xlsxwriter.utility.quote_sheetname(sheet)}!{name}"


def _heights(chart: PlainChart) -> tuple[int | None, ...]:
    """Return how high each stack is: the sum of its parts, None where there is no total to set above it."""
    columns = zip(*(one.values for one in chart.series), strict=True)
    return tuple(
        None if total is None else sum(value or 0 for value in values)
        for values, total in zip(columns, chart.totals, strict=True)
    )


def write_block(workbook: xlsxwriter.Workbook, page: Worksheet, block: Block) -> None:
    """Write the cells of `block` to `page`; the widths of its columns are set beforehand."""
    chart, left = block.chart, block.left
    muted = workbook.add_format({"font_color": paper(False).muted})
    name_format = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
    number = workbook.add_format({"num_format": COUNT})
    plain = workbook.add_format({"align": "left"})
    # Numbers as they are in the table, so that the two can be looked up in each other.
    are_years = all(re.fullmatch("[12][0-9]{3}", category) for category in chart.categories)
    page.write_string(block.top, left, chart.title, workbook.add_format({"bold": True}))
    names = [chart.value_label, *(name for name, _values in block.columns)]
    page.set_row(block.names, LINE_HEIGHT * max(len(wrap(name, SERIES_WIDTH - 1)) or 1 for name in names))
    for column, name in enumerate(names):
        side = workbook.add_format({**name_format, "align": "right" if column else "left"})
        page.write_string(block.names, left + column, name, side)
    for row, category in enumerate(chart.categories, start=block.first):
        if are_years:
            page.write_number(row, left, int(category), plain)
        else:
            page.write_string(row, left, category, plain)
    for column, (_name, values) in enumerate(block.columns, start=left + 1):
        for row, value in enumerate(values, start=block.first):
            write_cell(page, row, column, value, number)
    text = _("These are the numbers of the table; its filter buttons do not change them.")
    page.write_string(block.last + 1, left, text, muted)
