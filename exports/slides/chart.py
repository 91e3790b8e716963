"""A chart as PowerPoint's own, with its data inside, so that it can be edited and restyled."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from charts.columns import COUNT
from charts.palette import LIGHT
from charts.series import Form, PlainChart
from exports.slides import labels
from exports.slides.fit import LINE, fit, one_line, text_width, wrap
from exports.slides.numbers import chart_numbers, helpers, tops
from exports.slides.page import rgb
from exports.slides.places import Box
from words import is_right_to_left
from words.forms import grouped

SIZE = 14  # points: read from the back of a room
LABEL_HEIGHT = SIZE * 1.3
AROUND = 110  # points that axis, legend and total take of the height of a chart
VALUE_AXIS = 70  # points that the value axis and its title take of the width
NAMES_OF_BARS = 0.4  # of the width, before they are broken into lines
MOST_NAME_LINES = 3  # of a name below a column
MOST_PARTS = 8  # stacks side by side whose parts are wide enough for a number
NAMES_SHARE = 0.26  # of the width that names at the ends of lines may take
KINDS = {
    "stacked column": XL_CHART_TYPE.COLUMN_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
}


def add_chart(slide: Slide, chart: PlainChart, box: Box) -> Any:
    """Draw `chart` into `box` (points) of `slide` and return its graphic frame."""
    chart = replace(chart, form=_form(chart, box))
    is_stack = chart.form == "stacked column" and len(chart.series) > 1
    kind = KINDS[chart.form] if is_stack or chart.form != "stacked column" else XL_CHART_TYPE.COLUMN_CLUSTERED
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    numbers: Any = chart_numbers(chart)
    frame: Any = slide.shapes.add_chart(kind, *place, numbers)
    drawn: Chart = frame.chart
    drawn.has_title = False
    drawn.font.size, drawn.font.color.rgb = Pt(SIZE), rgb(LIGHT.ink)
    _axes(drawn, chart, box)
    _colours(drawn, chart)
    named = chart.form == "line" and _name_lines(drawn, chart, box)
    drawn.has_legend = len(chart.series) > 1 and not named
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(SIZE)
    if is_stack:
        _stack(drawn, chart, box)
    elif chart.form != "line":
        _value_labels(drawn, chart, box)
    return frame


def _form(chart: PlainChart, box: Box) -> Form:
    """Return the form in which `chart` can be read: its own but where points or names would stand on each other."""
    if chart.form == "line" and len(chart.categories) == 1:
        return "column"
    slot = _slot(chart, box) - 6
    if chart.form == "column" and any(len(wrap(name, slot, SIZE)) > MOST_NAME_LINES for name in chart.categories):
        # Names of one word, as years are, can be left out here and there; long ones want the width of a row.
        return "bar" if any(" " in name for name in chart.categories) else "column"
    return chart.form


def _highest(chart: PlainChart) -> float:
    values = tops(chart) if chart.form == "stacked column" else [v for one in chart.series for v in one.values]
    return max((value for value in values if value is not None), default=0)


def _axes(drawn: Chart, chart: PlainChart, box: Box) -> None:
    values, names = drawn.value_axis, drawn.category_axis
    values.minimum_scale = 0
    highest = _highest(chart)
    if highest <= 5:  # else the axis would count in halves, which read "0, 1, 1, 2"
        values.major_unit = 1
        values.maximum_scale = max(highest + 1, 2)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    values.format.line.fill.background()
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = COUNT, False
    values.has_title = True
    text = values.axis_title.text_frame
    along = box.width if chart.form == "bar" else box.height
    label = fit(one_line(chart.value_label), along - AROUND, SIZE * LINE, (SIZE, 12, 10))
    text.text = label.lines[0]
    text.paragraphs[0].runs[0].font.size = Pt(label.size)
    text.paragraphs[0].runs[0].font.bold = False
    text.paragraphs[0].runs[0].font.color.rgb = rgb(LIGHT.muted)
    names.format.line.color.rgb = rgb(LIGHT.muted)
    for axis in (values, names):
        axis.tick_labels.font.size = Pt(SIZE)
        axis.tick_labels.font.color.rgb = rgb(LIGHT.ink)
    if chart.form == "bar":
        names.reverse_order = True  # the first on top
        # and the values still below: python-pptx does not find the axis to set this on
        values._element.find(qn("c:crosses")).set("val", "max")
    if is_right_to_left():
        (values if chart.form == "bar" else names).reverse_order = True
    step = _name_step(chart, box)
    if step > 1:
        anchor = names._element.find(qn("c:noMultiLvlLbl"))
        for tag in ("tickLblSkip", "tickMarkSkip"):
            anchor.addprevious(parse_xml(f'<c:{tag} {nsdecls("c")} val="{step}"/>'))
    else:  # they fit, so none need be slanted
        names._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("rot", "0")


def _slot(chart: PlainChart, box: Box) -> float:
    """Return the points from one category to the next."""
    length = box.height - AROUND if chart.form == "bar" else box.width - VALUE_AXIS
    return length / max(len(chart.categories), 1)


def _name_step(chart: PlainChart, box: Box) -> int:
    """Return which categories are named so that names do not meet: each, every second and so on."""
    if chart.form == "bar":
        lines = max((len(wrap(name, NAMES_OF_BARS * box.width, SIZE)) for name in chart.categories), default=1)
        return ceil(lines * LABEL_HEIGHT / _slot(chart, box))
    # A longer name is broken into lines of words.
    words = max((text_width(word, SIZE) for name in chart.categories for word in name.split()), default=0)
    return max(ceil((words + 8) / _slot(chart, box)), 1)


def _colours(drawn: Chart, chart: PlainChart) -> None:
    plot = drawn.plots[0]
    if chart.form == "line":
        for one, series in zip(chart.series, plot.series, strict=True):
            series.smooth = False
            series.format.line.width = Pt(2.75)
            series.format.line.color.rgb = rgb(one.colour)
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = rgb(one.colour)
            series.marker.format.line.color.rgb = rgb(one.colour)
        return
    # A bar as wide as the slide would look like a mistake.
    plot.gap_width = {1: 400, 2: 200, 3: 120}.get(len(chart.categories), 45)
    plot.overlap = 100 if chart.form == "stacked column" and len(chart.series) > 1 else 0
    for one, series in zip(chart.series, plot.series, strict=False):  # behind them come the totals
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(one.colour)


def _stack(drawn: Chart, chart: PlainChart, box: Box) -> None:
    """Write the true totals above the bars and, where there is room, the parts into them."""
    space, slot = drawn._chartSpace, _slot(chart, box)
    hidden = helpers(chart)
    if hidden:
        lines = labels.to_lines(space, len(hidden))
        texts = {i: grouped(total) for i, total in enumerate(chart.totals) if total is not None}
        step = _label_step(list(texts.values()), slot)
        style = labels.text_style(SIZE, LIGHT.ink, bold=True)
        if len(hidden) == 1:
            unlabelled = {i for i in range(len(chart.categories)) if i % step}
            labels.put_labels(lines[0], labels.value_labels(style, "t", unlabelled))
        else:
            texts = {i: text for i, text in texts.items() if not i % step}
            labels.put_labels(lines[1], labels.written_labels(style, texts, SIZE, LIGHT.ink))
        first = len(chart.series)
        labels.leave_out_of_legend(drawn.legend._element, range(first, first + len(hidden)))
    if len(chart.categories) <= MOST_PARTS:
        point = (box.height - AROUND) / (_highest(chart) * 1.15 or 1)
        for one, series in zip(chart.series, drawn.plots[0].series, strict=False):
            low = {i for i, value in enumerate(one.values) if (value or 0) * point < LABEL_HEIGHT}
            style = labels.text_style(SIZE, _readable_on(one.colour))
            labels.put_labels(series._element, labels.value_labels(style, "ctr", low))


def _value_labels(drawn: Chart, chart: PlainChart, box: Box) -> None:
    """Write the values at the ends of bars that stand side by side, as many as there is room for."""
    slot = _slot(chart, box) / len(chart.series)
    texts = [grouped(value) for one in chart.series for value in one.values if value is not None]
    step = ceil(SIZE / slot) if chart.form == "bar" else _label_step(texts, slot)
    if step > 1 and len(chart.series) > 1:
        return  # the axis tells the values of thin groups
    unlabelled = {i for i in range(len(chart.categories)) if i % step}
    style = labels.text_style(SIZE, LIGHT.ink)
    for series in drawn.plots[0].series:
        labels.put_labels(series._element, labels.value_labels(style, "outEnd", unlabelled))


def _label_step(texts: list[str], slot: float) -> int:
    widest = max((text_width(text, SIZE, bold=True) for text in texts), default=0)
    return max(ceil((widest + 2) / slot), 1)


def _name_lines(drawn: Chart, chart: PlainChart, box: Box) -> bool:
    """Write name and value at the end of each line if they fit there; say whether they did."""
    ends = {i: [at for at, value in enumerate(one.values) if value is not None] for i, one in enumerate(chart.series)}
    if not all(ends.values()):
        return False
    last = len(chart.categories) - 1
    if any(at[-1] != last for at in ends.values()):
        return False
    texts = [f"{one.name}  {grouped(one.values[last] or 0)}" for one in chart.series]
    room = max(text_width(text, SIZE, bold=True) for text in texts) + 16
    height = box.height - 50
    scale = height / (_highest(chart) * 1.15 or 1)
    levels = sorted((one.values[last] or 0) * scale for one in chart.series)
    if room > NAMES_SHARE * box.width or any(high - low < LABEL_HEIGHT for low, high in pairwise(levels)):
        return False
    # Half a slot lies between the last point and the edge of the plot.
    slot = (box.width - VALUE_AXIS - room) / (last + 1)
    room = max(room - slot / 2, 0)
    width = (box.width - VALUE_AXIS - room) / box.width
    labels.inner_plot(
        drawn._chartSpace.chart.plotArea, VALUE_AXIS / box.width, 12 / box.height, width, 1 - 50 / box.height
    )
    for one, series in zip(chart.series, drawn.plots[0].series, strict=True):
        style = labels.text_style(SIZE, one.colour, bold=True)
        labels.put_labels(series._element, labels.name_label(style, last))
    return True


def _readable_on(colour: str) -> str:
    """Return white or ink, whichever stands out more from `colour`."""
    parts = [int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return LIGHT.background if light < 0.3 else LIGHT.ink
