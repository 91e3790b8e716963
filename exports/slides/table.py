"""A page of a table as PowerPoint's own table."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from charts.palette import LIGHT
from exports.slides.places import Box
from exports.slides.table_pages import ABOVE, SIDE, TablePage
from words import ngettext

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No style, no grid", known to every program


def add_table(slide: Slide, page: TablePage, box: Box) -> Any:
    """Draw `page` at the top of `box` and return its graphic frame."""
    frame = slide.shapes.add_table(1, 1, Pt(box.left), Pt(box.top), Pt(sum(page.widths)), Pt(sum(page.heights)))
    old = frame._element.find(f".//{qn('a:tbl')}")
    old.getparent().replace(old, parse_xml(_table_xml(page)))
    return frame


def alt_of_table(title: str, page: TablePage) -> str:
    """Return what the table is, for those who cannot see it; its cells can be read one by one."""
    text = ngettext(
        "Table: {title}. {count} row; columns: {columns}.",
        "Table: {title}. {count} rows; columns: {columns}.",
        len(page.rows),
    )
    return text.format(title=title, count=len(page.rows), columns=", ".join(page.headers))


def _table_xml(page: TablePage) -> str:
    # Cell by cell, python-pptx would take seconds for a deck.
    columns = "".join(f'<a:gridCol w="{Pt(width)}"/>' for width in page.widths)
    rows = [_row_xml(page, page.headers, page.heights[0], head=True)]
    rows += [
        _row_xml(page, row, height, shade=bool(at % 2))
        for at, (row, height) in enumerate(zip(page.rows, page.heights[1:], strict=True))
    ]
    style = f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId>"
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1" bandRow="1">{style}</a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _row_xml(page: TablePage, cells: tuple[str, ...], height: float, head: bool = False, shade: bool = False) -> str:
    size, colour = round(page.size * 100), "bg1" if head else "tx1"
    ink = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    look = f'<a:rPr lang="en-US" sz="{size}" b="{int(head)}">{ink}</a:rPr>'
    end = f'<a:endParaRPr lang="en-US" sz="{size}"/>'
    fill = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>' if head else "<a:noFill/>"
    if shade:
        fill = '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
    line = f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{LIGHT.grid.lstrip("#")}"/></a:solidFill></a:lnB>'
    edges = f'marL="{Pt(SIDE)}" marR="{Pt(SIDE)}" marT="{Pt(ABOVE)}" marB="{Pt(ABOVE)}" anchor="{"b" if head else "t"}"'
    made = []
    for at, cell in enumerate(cells):
        text = f"<a:r>{look}<a:t>{escape(cell)}</a:t></a:r>" if cell else end
        align = "r" if at in page.numeric else "l"
        made.append(
            f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{align}"/>{text}</a:p></a:txBody>'
            f"<a:tcPr {edges}>{line}{fill}</a:tcPr></a:tc>"
        )
    return f'<a:tr h="{Pt(height)}">{"".join(made)}</a:tr>'
