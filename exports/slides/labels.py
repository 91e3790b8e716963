"""The XML of data labels and of invisible series, which python-pptx has no words for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from charts.columns import COUNT


def text_style(size: float, colour: str, bold: bool = False) -> str:
    """Return the XML of the look of labels: `size` in points, `colour` as "#RRGGBB"."""
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    return (
        '<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill}'
        '</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _shown(*, value: bool, name: bool = False) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName '
        f'val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _hidden(index: int) -> str:
    return f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'


def value_labels(style: str, place: str, without: Collection[int] = ()) -> Any:
    """Return labels of the values at `place` ("t", "ctr", "outEnd"), but for the points `without`."""
    return parse_xml(
        f"<c:dLbls {nsdecls('c', 'a')}>{''.join(map(_hidden, sorted(without)))}"
        f'<c:numFmt formatCode="{COUNT}" sourceLinked="0"/>{style}<c:dLblPos val="{place}"/>'
        f"{_shown(value=True)}</c:dLbls>"
    )


def name_label(style: str, index: int) -> Any:
    """Return one label, of the name and the value of the series, at the right of point `index`."""
    shown = _shown(value=True, name=True) + "<c:separator>  </c:separator>"
    look = f'<c:numFmt formatCode="{COUNT}" sourceLinked="0"/>{style}<c:dLblPos val="r"/>'
    return parse_xml(
        f'<c:dLbls {nsdecls("c", "a")}><c:dLbl><c:idx val="{index}"/>{look}{shown}</c:dLbl>'
        f"{_shown(value=False)}</c:dLbls>"
    )


def written_labels(style: str, texts: Mapping[int, str], size: float, colour: str) -> Any:
    """Return labels above the points that say `texts`, by point, whatever the value of the point is."""
    look = (
        f'<a:rPr lang="en-US" sz="{round(size * 100)}" b="1"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/>'
        "</a:solidFill></a:rPr>"
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{look}'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="t"/>{_shown(value=True)}</c:dLbl>'
        for index, text in sorted(texts.items())
    )
    return parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{labels}{style}{_shown(value=False)}</c:dLbls>")


def put_labels(series: Any, labels: Any) -> None:
    """Give a series (c:ser) its labels, in the place where the schema wants them."""
    series.find(qn("c:cat")).addprevious(labels)


def to_lines(chart: Any, count: int) -> list[Any]:
    """Make the last `count` series of the bars in `chart` (c:chartSpace) lines that cannot be seen, and return them."""
    bars = chart.find(f".//{qn('c:barChart')}")
    moved = bars.findall(qn("c:ser"))[-count:]
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in bars.findall(qn("c:axId")))
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c", "a")}><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>{axes}'
        "</c:lineChart>"
    )
    for series in moved:
        for unwanted in (qn("c:invertIfNegative"), qn("c:spPr")):
            for element in series.findall(unwanted):
                series.remove(element)
        tail = series.find(qn("c:tx"))
        for part in (
            "<c:marker {}><c:symbol val='none'/></c:marker>",
            "<c:spPr {}><a:ln w='28575'><a:noFill/></a:ln></c:spPr>",
        ):
            tail.addnext(parse_xml(part.format(nsdecls("c", "a"))))
        series.append(parse_xml(f"<c:smooth {nsdecls('c')} val='0'/>"))
        lines.find(qn("c:marker")).addprevious(series)
    bars.addnext(lines)
    return list(moved)


def leave_out_of_legend(legend: Any, indexes: Collection[int]) -> None:
    """Take the series at `indexes` out of a legend (c:legend)."""
    position = legend.find(qn("c:legendPos"))
    for index in sorted(indexes, reverse=True):
        position.addnext(
            parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>')
        )


def inner_plot(plot_area: Any, left: float, top: float, width: float, height: float) -> None:
    """Set where the data of a chart are drawn, as shares of its frame; axis labels stand outside of it."""
    for old in plot_area.findall(qn("c:layout")):
        plot_area.remove(old)
    plot_area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
            "</c:manualLayout></c:layout>"
        ),
    )
