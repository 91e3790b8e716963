"""The empty document of the report: A4, styles, numbering, header and footer."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from charts.palette import LIGHT, PRIMARY
from words import _

FONT = "Arial"
LANGUAGE = "en-GB"
MARGIN = Cm(2.2)
SHORT, LONG = Cm(21), Cm(29.7)  # A4
# Names of the styles that the report adds to Word's own.
NUMBERED, ITEM, DATABASE = "Numbered paragraph", "Training item", "Database item"
NOTE, CELL, CONTENTS, ENTRY = "Note", "Table cell", "Contents heading", "Contents entry"

# style, size in points, bold, space before and after in points
_STYLES = (
    ("Normal", 10.5, False, 0, 6),
    ("Title", 22, True, 0, 4),
    ("Subtitle", 12, False, 0, 12),
    ("Heading 1", 15, True, 18, 6),
    ("Heading 2", 12, True, 12, 4),
    ("Caption", 9.5, True, 10, 4),
    (NUMBERED, 10.5, False, 0, 8),
    (ITEM, 10.5, False, 0, 4),
    (DATABASE, 10.5, False, 0, 4),
    (CONTENTS, 12, True, 8, 4),
    (ENTRY, 9.5, False, 0, 0),
    (NOTE, 8.5, False, 2, 4),
    (CELL, 8.5, False, 1, 1),
    ("Header", 8.5, False, 0, 0),
    ("Footer", 8.5, False, 0, 0),
)
# style → format and text of its numbers, indent and hanging in twentieths of a point
_NUMBERS = {NUMBERED: ("decimal", "%1.", 567, 567), ITEM: ("decimal", "(%1)", 1134, 567)}
_BULLETS = {DATABASE: ("bullet", "•", 1134, 567)}


def blank_document(title: str, subject: str) -> DocumentType:
    """Return a document without text that knows the report's styles and numbering and names itself `title`."""
    document = Document()
    page(document.sections[0])
    _styles(document)
    _numbering(document)
    about = document.core_properties
    about.title, about.subject, about.language = title, subject, LANGUAGE
    about.author, about.comments, about.keywords = "", "", _("WIPO Standards, technical assistance, report")
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1
    return document


def page(section: Section, is_landscape: bool = False) -> None:
    """Make the pages of `section` A4, upright or lying."""
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.1)


def header_and_footer(document: DocumentType, title: str, note: str) -> None:
    """Put `title` on top of each page, and at its foot `note` (if any) and the page's number."""
    section = document.sections[0]
    top = section.header.paragraphs[0]
    top.add_run(title)
    top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    if note:
        foot.add_run(note)
        foot = section.footer.add_paragraph(style="Footer")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"({page}|{pages})", _("Page {page} of {pages}")):
        code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        if code:
            field(foot, code, "1")
        else:
            foot.add_run(part)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add the Word field `code` to `paragraph`; `shown` stands there until a program computes it."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run = paragraph.add_run(shown)._r
    paragraph._p.remove(run)
    simple.append(run)
    paragraph._p.append(simple)


def _styles(document: DocumentType) -> None:
    for name, size, is_bold, before, after in _STYLES:
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        is_head = name.startswith(("Heading", "Title", "Caption", CONTENTS))
        style.font.color.rgb = _rgb(PRIMARY if is_head else LIGHT.ink)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # the theme's fonts would win
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing = 1.0 if name == CELL else 1.1
        shape.keep_with_next = is_head or None
        shape.widow_control = True
    for name in ("Title", "Subtitle"):  # Word's own line below and wide letters
        for extra in (qn("w:pBdr"), qn("w:spacing")):
            for found in list(document.styles[name].element.iter(extra)):
                if found.getparent().tag == qn("w:rPr") or extra == qn("w:pBdr"):
                    found.getparent().remove(found)
    document.styles["Normal"].element.get_or_add_rPr().append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/>')
    )
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _style(document: DocumentType, name: str) -> ParagraphStyle:
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        style.hidden = False
    found = document.styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def _numbering(document: DocumentType) -> None:
    """Give the numbered styles a numbering of their own: Word counts, no number is typed."""
    numbering = document.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"), "0")) for one in numbering.iter(qn("w:abstractNum"))]
    first = max(taken, default=0) + 1
    for number_id, (style, shape) in enumerate({**_NUMBERS, **_BULLETS}.items(), start=first):
        form, text, indent, hanging = shape
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number_id}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs>'
            f'<w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
        )
        # The schema wants all abstract numberings before the first number.
        numbering.insert(len(list(numbering.iter(qn("w:abstractNum")))), abstract)
        used = numbering.add_num(number_id)
        properties = document.styles[style].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = used.numId
