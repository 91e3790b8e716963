"""The drawing of a native Excel chart: its form, colours, axes and labels; its texts and numbers stay in cells."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.chart import Chart

from charts.columns import COUNT
from charts.palette import paper
from charts.series import Form, PlainChart
from exports.workbook_block import Block
from words import is_right_to_left
from words.forms import grouped

_TYPES: dict[Form, dict[str, str]] = {
    "stacked column": {"type": "column", "subtype": "stacked"},
    "column": {"type": "column"},
    "line": {"type": "line"},
    "bar": {"type": "bar"},
}
# Pixels on the screen.
WIDTH, HEIGHT = 760, 420
BAR_PIXELS, BARS_APART, AROUND_BARS = 16, 10, 140
PAGE_PIXELS = 1000  # the height that fits on one page; only the names of very many bars need more
LONG_NAME = 12  # letters; longer names under upright bars stand aslant and take room
NAME_PIXELS, LABEL_PIXELS = 16, 12  # the least room for a name beside a bar, and for a number at its end
FEW = 5  # up to here an axis of counts needs to be told not to show fractions
SMALL_FONT, TITLE_FONT = 9, 13


def drawing(workbook: xlsxwriter.Workbook, sheet: str, block: Block) -> Chart:
    """Return the chart, every text and number of it a reference to a cell of `block` on `sheet`."""
    chart = block.chart
    result = workbook.add_chart(_TYPES[chart.form])
    colours = paper(False)
    for column, one in enumerate(chart.series, start=1):
        result.add_series({**_series(sheet, block, column), **_look(chart, one.colour)})
    if chart.totals:
        result.combine(_totals(workbook, sheet, block))
    small = {"size": SMALL_FONT, "color": colours.muted}
    result.set_title(
        {
            "name": block.cell(sheet, block.top, 0),
            "name_font": {"size": TITLE_FONT, "bold": True, "color": colours.ink},
        }
    )
    numbers: dict[str, Any] = {
        "num_format": COUNT,
        "num_font": small,
        "min": 0,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": colours.grid, "width": 0.75}},
        "name": block.cell(sheet, block.names, 0),
        "name_font": {**small, "bold": False},
    }
    most = max((value for _name, values in block.columns for value in values if value is not None), default=0)
    if most <= FEW:
        numbers |= {"major_unit": 1, "max": max(most + 1, 2)}
    names: dict[str, Any] = {
        "num_font": {"size": SMALL_FONT, "color": colours.ink},
        "text_axis": True,
        "line": {"color": colours.muted},
        "major_gridlines": {"visible": False},
    }
    (numbers if chart.form == "bar" else names)["reverse"] = is_right_to_left()
    if chart.form == "bar":
        # The first category on top; the axis of numbers then has to be called back to the bottom. In a chart of bars
        # the axis "y" is the upright one.
        result.set_y_axis({**names, "reverse": True, "interval_unit": 1})
        result.set_x_axis({**numbers, "label_position": "high"})
    else:
        result.set_x_axis(names)
        result.set_y_axis(numbers)
    if len(block.columns) > 1:
        # The invisible line that carries the totals is named in the heading of its column.
        extra = {"delete_series": [len(chart.series)]} if chart.totals else {}
        place = "top" if _has_long_names(chart) and chart.form != "bar" else "bottom"
        result.set_legend({"position": place, "font": {"size": SMALL_FONT, "color": colours.ink}, **extra})
    else:
        result.set_legend({"none": True})
    result.show_blanks_as("gap")
    result.set_chartarea({"border": {"color": colours.grid}})
    return result


def _series(sheet: str, block: Block, column: int) -> dict[str, Any]:
    return {
        "name": block.cell(sheet, block.names, column),
        "categories": block.cells(sheet, 0),
        "values": block.cells(sheet, column),
    }


def _look(chart: PlainChart, colour: str) -> dict[str, Any]:
    if chart.form == "line":
        return {
            "line": {"color": colour, "width": 2.25},
            "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
        }
    look: dict[str, Any] = {"fill": {"color": colour}, "border": {"none": True}, "gap": 60}
    if _has_room_for_labels(chart):
        look["data_labels"] = {"value": True, "num_format": COUNT, "font": {"size": SMALL_FONT}}
    return look


def _totals(workbook: xlsxwriter.Workbook, sheet: str, block: Block) -> Chart:
    """Return a line without a stroke at the top of each stack, whose labels are the true totals."""
    column = len(block.chart.series) + 1
    labels: dict[str, Any] = {
        "value": True,
        "position": "above",
        "num_format": COUNT,
        "font": {"size": SMALL_FONT, "bold": True, "color": paper(False).ink},
    }
    if len(block.columns) > column:
        # As text: not every program follows a label's reference to a cell, and would show the height instead.
        shown = ({"value": grouped(total)} if total is not None else {"delete": True} for total in block.chart.totals)
        labels["custom"] = list(shown)
    line = workbook.add_chart({"type": "line"})
    series = _series(sheet, block, len(block.columns))
    series["name"] = block.cell(sheet, block.names, column)
    line.add_series({**series, "line": {"none": True}, "marker": {"type": "none"}, "data_labels": labels})
    return line


def height(chart: PlainChart) -> int:
    """Return the height of the drawing in pixels: bars take room for each name, if need be at the cost of thickness."""
    if chart.form != "bar":
        return HEIGHT + (HEIGHT // 3 if _has_long_names(chart) else 0)
    bars = len(chart.categories) * (len(chart.series) * BAR_PIXELS + BARS_APART)
    names = len(chart.categories) * NAME_PIXELS
    return max(HEIGHT, min(bars + AROUND_BARS, PAGE_PIXELS), names + AROUND_BARS)


def _has_long_names(chart: PlainChart) -> bool:
    return max(map(len, chart.categories)) > LONG_NAME


def _has_room_for_labels(chart: PlainChart) -> bool:
    """Say whether numbers at the bars can be told apart."""
    if chart.form != "bar":
        return len(chart.series) == 1
    bars = len(chart.categories) * len(chart.series)
    return (height(chart) - AROUND_BARS) / bars >= LABEL_PIXELS
