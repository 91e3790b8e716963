"""A chart as a native Word chart: its numbers lie in an embedded workbook, so that "Edit data" works."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml import parse_xml as parse_chart_xml
from pptx.oxml.ns import qn as chart_name
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from charts.columns import COUNT, number_text
from charts.palette import LIGHT
from charts.series import Form, PlainChart, heights
from exports.chart_numbers import ChartNumbers
from exports.report.paper import FONT
from exports.report.plain import clean
from words import _, is_right_to_left

CHART_TYPES: dict[Form, XL_CHART_TYPE] = {
    "stacked column": XL_CHART_TYPE.COLUMN_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
}
# python-pptx says of itself that it is typed; this part is not.
_COLOUR: Any = RGBColor
WIDTH, HEIGHT, LOW_HEIGHT = Cm(16.6), Cm(7.4), Cm(4.2)
FEW_BARS = 4
_CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def add_chart(document: DocumentType, chart: PlainChart, number: int) -> None:
    """Add `chart` to the end of `document` as chart `number`, inline and with its alt text."""
    xml, workbook = chart_xml(chart)
    package = document.part.package
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, xml, package)
    # The chart names its workbook by the first identifier of its own relationships.
    part.rels.get_or_add(RELATIONSHIP_TYPE.PACKAGE, sheet)
    identifier = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    is_low = chart.form == "bar" and len(chart.categories) <= FEW_BARS
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.keep_with_next = True
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(WIDTH)}" cy="{int(LOW_HEIGHT if is_low else HEIGHT)}"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{identifier}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    about = drawing.find(f".//{qn('wp:docPr')}")
    assert about is not None
    about.set("title", clean(chart.title))
    about.set("descr", clean(chart.alt))
    paragraph.add_run()._r.append(drawing)


def chart_xml(chart: PlainChart) -> tuple[bytes, bytes]:
    """Return the chart's XML and its workbook (xlsx). A value None is a gap, never 0."""
    data: Any = ChartNumbers([clean(one) for one in chart.categories])
    for one in chart.series:
        data.add_series(clean(one.name), one.values)
    if chart.totals:
        data.add_series(_("Sum of the parts"), heights(chart.series))
    # A chart part of an unused presentation: its API draws, and its XML is the same in Word.
    part = ChartPart.new(CHART_TYPES[form_of(chart)], data, Presentation().part.package)
    _style(part.chart, chart)
    if chart.totals:
        _totals_as_labels(part.chart, chart)
    for name in ("c:axId", "c:crossAx"):  # python-pptx numbers axes below zero, the schema from zero on
        for axis in part.chart._chartSpace.iter(chart_name(name)):
            axis.set("val", axis.get("val").removeprefix("-"))
    return part.blob, part.chart_workbook.xlsx_part.blob


def form_of(chart: PlainChart) -> Form:
    """Return the form to draw: a stack of one part is a column, and can carry its number."""
    return "column" if chart.form == "stacked column" and len(chart.series) == 1 else chart.form


def _style(drawn: Chart, chart: PlainChart) -> None:
    drawn.has_title = False
    drawn.font.size, drawn.font.name = Pt(9), FONT
    drawn.font.color.rgb = _rgb(LIGHT.ink)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    if chart.form != "line":
        plot.gap_width = 60
    for one, series in zip(chart.series, plot.series, strict=False):
        if chart.form == "line":
            series.smooth = False
            series.format.line.color.rgb = _rgb(one.colour)
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _rgb(one.colour)
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(one.colour)
    values = drawn.value_axis
    values.minimum_scale = 0
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = COUNT, False
    values.has_title = True
    values.axis_title.text_frame.text = chart.value_label
    title = values.axis_title.text_frame.paragraphs[0].font
    title.size, title.bold, title.name = Pt(9), False, FONT
    categories = drawn.category_axis
    categories.format.line.color.rgb = _rgb(LIGHT.muted)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.form == "bar":
        categories.reverse_order = True  # the first category on top
        values.visible = False
        values.has_major_gridlines = False
        values.has_title = False
    if is_right_to_left():
        (values if chart.form == "bar" else categories).reverse_order = True
    if form_of(chart) in ("bar", "column"):
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = COUNT, False
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _totals_as_labels(drawn: Chart, chart: PlainChart) -> None:
    """Turn the last series of a stack into labels over its bars that name the true total.

    The label stands over the bars, whose sum may be more than the total: so its place is the sum, its text the total.
    """
    bars = drawn.plots[0]._element
    count = len(chart.series)
    last = bars.findall(chart_name("c:ser"))[count]
    bars.remove(last)
    for found in last.findall(chart_name("c:invertIfNegative")):
        last.remove(found)
    last.append(parse_chart_xml(f'<c:smooth {_CHART} val="0"/>'))
    line = parse_chart_xml(f'<c:lineChart {_CHART}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    line.append(last)
    line.append(parse_chart_xml(f'<c:marker {_CHART} val="1"/>'))
    for axis in bars.findall(chart_name("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)
    [labels] = drawn.plots[1].series
    labels.format.line.fill.background()
    labels.marker.style = XL_MARKER_STYLE.NONE
    for at, total in enumerate(chart.totals):
        if total is not None:
            label = labels.points[at].data_label
            label.text_frame.text = number_text(total, "value")
            font = label.text_frame.paragraphs[0].runs[0].font
            font.size, font.bold, font.name = Pt(9), True, FONT
            label.position = XL_LABEL_POSITION.ABOVE
    if drawn.has_legend:
        entry = f'<c:legendEntry {_CHART}><c:idx val="{count}"/><c:delete val="1"/></c:legendEntry>'
        drawn.legend._element.find(chart_name("c:legendPos")).addnext(parse_chart_xml(entry))


def _rgb(colour: str) -> RGBColor:
    parsed: RGBColor = _COLOUR.from_string(colour.removeprefix("#"))
    return parsed
