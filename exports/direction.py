"""Office files in a language that is read from right to left: what they are told of it, beside their letters.

Programs order the letters of a line by themselves. Where a paragraph begins, in which order columns stand and on which
side of a line its full stop, they do not know unless the file says so.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn as word
from pptx.oxml.ns import qn as drawing

from words import is_right_to_left

# What may follow, in the order of the schema: the first of these that is there comes after what is put in.
AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
AFTER_BIDI_VISUAL = (
    *("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd"),
    *("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
)


def direct_slides(deck: Any) -> None:
    """Tell each paragraph and table of `deck`, a presentation of python-pptx, which way it reads."""
    if not is_right_to_left():
        return
    for slide in deck.slides:
        notes = [slide.notes_slide._element] if slide.has_notes_slide else []
        for root in (slide._element, *notes):
            for paragraph in root.iter(drawing("a:p")):
                properties = paragraph.get_or_add_pPr()
                properties.set("rtl", "1")
                if properties.get("algn", "l") == "l":
                    properties.set("algn", "r")
            for table in root.iter(drawing("a:tblPr")):
                table.set("rtl", "1")
            for body in root.iter(drawing("a:bodyPr")):  # a title of two lines has its room at the other side
                insets = {name: body.attrib.pop(name, None) for name in ("lIns", "rIns")}
                for name, value in zip(("rIns", "lIns"), insets.values(), strict=True):
                    if value is not None:
                        body.set(name, value)


def direct_document(document: Any) -> None:
    """Tell each paragraph and table of `document`, one of python-docx, which way it reads."""
    if not is_right_to_left():
        return
    edges = [part for section in document.sections for part in (section.header, section.footer)]
    for root in (document.element.body, *(part._element for part in edges)):
        for paragraph in root.iter(word("w:p")):
            # LibreOffice would turn round the numbers of a chart in it.
            if next(paragraph.iter(word("w:drawing")), None) is None:
                _put(paragraph.get_or_add_pPr(), "w:bidi", AFTER_BIDI)
        for table in root.iter(word("w:tblPr")):
            _put(table, "w:bidiVisual", AFTER_BIDI_VISUAL)


def _put(properties: Any, name: str, successors: tuple[str, ...]) -> None:
    if properties.find(word(name)) is None:
        element = OxmlElement(name)
        properties.insert_element_before(element, *successors)
