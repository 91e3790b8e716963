"""The empty presentation that all slides start from: 16:9, two layouts, the colours of the charts, Arial.

It is made from python-pptx's own default, of which nothing but the parts remains.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from charts.palette import COLOURS, LIGHT
from exports.slides.places import DETAILS, FOOTER, KICKER, NAMES, NOTES, NUMBER, OPENING, SUBTITLE, TITLE, WIDE, Box
from words import _

FONT = "Arial"
THEME_NAME = "Dashboard"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OPENING, _CONTENT = 0, 5  # the layouts of the default that become ours

# Of the theme: the ink and paper, then the first six colours of the charts.
_SCHEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.background,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.gap,
    **{f"accent{i}": COLOURS[name][0] for i, name in enumerate(list(COLOURS)[:6], start=1)},
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.accent,
}


def new_deck() -> Deck:
    """Return an empty presentation with the layouts "Opening" (0) and "Content" (1)."""
    return Presentation(BytesIO(_template(tuple(_(name) for name in NAMES.values()))))


@lru_cache(maxsize=8)
def _template(names: tuple[str, ...]) -> bytes:
    """Return the file; `names` are those of `places.NAMES` in one language."""
    named = {key: escape(name, {'"': "&quot;"}) for key, name in zip(NAMES, names, strict=True)}
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE.width), Pt(WIDE.height)
    master, package = deck.slide_master, deck.part.package
    for rel in [*deck.part.rels.values()]:
        if rel.reltype == RT.PRINTER_SETTINGS:
            deck.part.rels.pop(rel.rId)
    for rel in [*package._rels.values()]:  # the thumbnail shows another presentation
        if rel.reltype == RT.THUMBNAIL:
            package._rels.pop(rel.rId)
    for at, layout in reversed(list(enumerate(deck.slide_layouts))):
        if at not in (_OPENING, _CONTENT):
            deck.slide_layouts.remove(layout)
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _themed(theme.blob)
    _styles(master._element)
    _fill(
        master._element,
        _place("title", named["title"], TITLE, 28, bold=True, anchor="b"),
        _place("body", named["text"], Box(TITLE.left, 130, TITLE.width, 340), 16, idx=1),
        _place("ftr", named["footer"], FOOTER, 10, idx=3, muted=True, anchor="b"),
        _place("sldNum", named["number"], NUMBER, 12, idx=4, muted=True, anchor="b", align="r"),
    )
    opening, content = deck.slide_layouts
    _fill(
        opening._element,
        _place("ctrTitle", named["title"], OPENING, 40, bold=True, anchor="b"),
        _place(
            "subTitle", "Subtitle", Box(OPENING.left, OPENING.bottom + 18, OPENING.width, 60), 20, idx=1, muted=True
        ),
        _place("body", named["details"], DETAILS, 14, idx=13, anchor="b"),
        _bar(Box(0, 0, 18, WIDE.height)),
    )
    _fill(
        content._element,
        _place("body", named["chapter"], KICKER, 14, idx=14, bold=True, accent=True, anchor="b"),
        _place("title", named["title"], TITLE, 28, bold=True, anchor="t"),
        _place("body", named["subtitle"], SUBTITLE, 16, idx=13, muted=True),
        _place("body", named["notes"], NOTES, 14, idx=15, muted=True, anchor="b"),
        _place("ftr", named["footer"], FOOTER, 10, idx=11, muted=True, anchor="b"),
        _place("sldNum", named["number"], NUMBER, 12, idx=12, muted=True, anchor="b", align="r"),
        _bar(Box(0, 0, WIDE.width, 7)),
    )
    opening._element.cSld.set("name", names[0])
    content._element.attrib.pop("type", None)  # it has more places than the default's "title only"
    content._element.cSld.set("name", names[1])
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _themed(blob: bytes) -> bytes:
    """Return the theme part with our colours and fonts."""
    theme: Any = parse_xml(blob)
    theme.set("name", THEME_NAME)
    scheme = theme.find(f".//{_A}clrScheme")
    scheme.set("name", THEME_NAME)
    for slot, colour in _SCHEME.items():
        place = scheme.find(f"{_A}{slot}")
        for old in list(place):
            place.remove(old)
        place.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour.lstrip("#")}"/>'))
    fonts = theme.find(f".//{_A}fontScheme")
    fonts.set("name", THEME_NAME)
    for latin in fonts.iter(f"{_A}latin"):
        latin.set("typeface", FONT)
    return serialize_part_xml(theme)


def _styles(master: Any) -> None:
    """Let titles start at the left, and text without bullets."""
    for style in master.iter(f"{_A}lvl1pPr"):
        if style.getparent().tag.endswith(("}titleStyle", "}bodyStyle")):
            style.set("algn", "l")
            style.set("marL", "0")
            style.set("indent", "0")
            for bullet in [*style.iter(f"{_A}buFont", f"{_A}buChar", f"{_A}buNone")]:
                style.remove(bullet)
            font = style.find(f"{_A}defRPr")
            font.addprevious(parse_xml(f"<a:buNone {nsdecls('a')}/>"))


def _fill(element: Any, *shapes: str) -> None:
    """Replace all shapes of a master or layout by `shapes`."""
    tree = element.cSld.spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for number, shape in enumerate(shapes, start=2):
        made = parse_xml(shape)
        made.nvSpPr.cNvPr.set("id", str(number))
        tree.append(made)


def _place(
    kind: str,
    name: str,
    box: Box,
    size: float,
    idx: int = 0,
    *,
    bold: bool = False,
    muted: bool = False,
    accent: bool = False,
    anchor: str = "t",
    align: str = "l",
) -> str:
    """Return the XML of a placeholder without insets: text begins where the box does, in line with charts."""
    colour = "tx2" if muted else "accent1" if accent else "tx1"
    index = f' idx="{idx}"' if idx else ""
    number = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )
    text = number if kind == "sldNum" else "" if kind == "ftr" else f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(box)}</p:spPr>"
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{text}<a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _bar(box: Box) -> str:
    """Return the XML of a bar in the first colour, an ornament that screen readers pass over."""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="Bar"><a:extLst><a:ext '
        'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        f'</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _frame(box: Box) -> str:
    left, top, width, height = (Pt(length) for length in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
