"""One slide without its content: title, subtitle, notes and footer in real placeholders, and the speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from exports.slides.fit import Fitted, fit, one_line, wrap
from exports.slides.places import FOOTER, GAP, KICKER, NAMES, NOTES, SUBTITLE, TITLE, Box
from words import _

OPENING, CONTENT = 0, 1
TITLE_SIZES, SUBTITLE_SIZES, NOTE_SIZES, FOOTER_SIZES = (28, 24, 20), (16, 14), (14, 12, 11, 10), (11, 10)
MOST_NOTES = 72.0  # points: more would leave the chart too little
_TITLE_IDX, _SUBTITLE_IDX, _KICKER_IDX, _NOTES_IDX = 0, 13, 14, 15
# In the selection pane, by key of `NAMES`.
_NAMES = {_TITLE_IDX: "title", _SUBTITLE_IDX: "subtitle", _KICKER_IDX: "chapter", _NOTES_IDX: "notes"}


@dataclass(frozen=True)
class Words:
    """The words around the content of a slide.

    `notes` are sentences below it, `footer` says what it rests on, `speaker` are paragraphs of the speaker notes.
    """

    title: str
    subtitle: str = ""
    chapter: str = ""
    notes: tuple[str, ...] = ()
    footer: str = ""
    speaker: tuple[str, ...] = ()


def fitted_title(title: str) -> Fitted:
    """Return the title on at most two lines, smaller where it is long."""
    return fit(one_line(title), TITLE.width - GAP, TITLE.height, TITLE_SIZES, bold=True)


def content_box(words: Words) -> Box:
    """Return the room that `words` leave for the content of their slide."""
    title, subtitle, notes = fitted_title(words.title), _subtitle(words), _notes(words)
    top = TITLE.top + title.height + (subtitle.height + 4 if words.subtitle else 0) + GAP
    bottom = NOTES.bottom - (notes.height + GAP if words.notes else 0)
    return Box(TITLE.left, top, TITLE.width, bottom - top)


def add_page(deck: Deck, words: Words) -> Slide:
    """Add a slide with `words` and return it; its content fits into `content_box` and is added by `put`."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[CONTENT])
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    title, subtitle, notes = fitted_title(words.title), _subtitle(words), _notes(words)
    for idx, name in _NAMES.items():
        places[idx].name = _(NAMES[name])
    write(places[_TITLE_IDX], [_text(title, words.title)], title.size)
    if len(title.lines) > 1:
        # Two lines of about the same length: no last word should stand alone.
        places[_TITLE_IDX].text_frame.margin_right = Pt(TITLE.width - _balanced(title) - GAP)
    if words.subtitle:
        # Close to a title of one line as well.
        move(places[_SUBTITLE_IDX], Box(SUBTITLE.left, TITLE.top + title.height + 4, SUBTITLE.width, subtitle.height))
        write(places[_SUBTITLE_IDX], [_text(subtitle, words.subtitle)], subtitle.size)
    if words.chapter:
        kicker = fit(one_line(words.chapter), KICKER.width, KICKER.height, (14, 12))
        write(places[_KICKER_IDX], [_text(kicker, words.chapter)], kicker.size)
    if words.notes:
        move(places[_NOTES_IDX], Box(NOTES.left, NOTES.bottom - notes.height, NOTES.width, notes.height))
        write(places[_NOTES_IDX], [_text(notes, " ".join(words.notes))], notes.size)
    for idx, text in ((_SUBTITLE_IDX, words.subtitle), (_KICKER_IDX, words.chapter), (_NOTES_IDX, words.notes)):
        if not text:
            places[idx]._element.getparent().remove(places[idx]._element)
    _tail(slide, words, len(deck.slides))
    whole = [
        text
        for fitted, text in ((title, words.title), (subtitle, words.subtitle), (notes, " ".join(words.notes)))
        if fitted.is_cut
    ]
    speak(slide, [*whole, *words.speaker])
    return slide


def put(slide: Slide, *shapes: Any) -> None:
    """Move content before notes and footer: a screen reader reads shapes in their order."""
    behind = {_NOTES_IDX, *_layout_tail(slide)}
    tail = next(
        shape._element for shape in slide.shapes if shape.is_placeholder and shape.placeholder_format.idx in behind
    )
    for shape in shapes:
        tail.addprevious(shape._element)


def add_text_box(slide: Slide, box: Box) -> Any:
    """Add an empty box for text without insets, so that its text begins where charts and titles do."""
    left, top, width, height = (Pt(at) for at in (box.left, box.top, box.width, box.height))
    shape = slide.shapes.add_textbox(left, top, width, height)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    return shape


def rgb(colour: str) -> RGBColor:
    """Return a colour of the palette ("#RRGGBB") as python-pptx takes it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]


def move(shape: Any, box: Box) -> None:
    """Set the place of a shape, in points."""
    shape.left, shape.top, shape.width, shape.height = (Pt(at) for at in (box.left, box.top, box.width, box.height))


def write(shape: Any, paragraphs: Sequence[str], size: float) -> None:
    """Write plain `paragraphs` into a shape in letters of `size` points."""
    frame = shape.text_frame
    frame.text = paragraphs[0]
    for text in paragraphs[1:]:
        frame.add_paragraph().text = text
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def name_shape(shape: Any, name: str, description: str = "") -> None:
    """Give a shape its name in the selection pane and its text for those who cannot see it."""
    shape.name = one_line(name)
    if description:
        shape._element.xpath(".//p:cNvPr")[0].set("descr", one_line(description))


def speak(slide: Slide, paragraphs: Sequence[str]) -> None:
    """Write the speaker notes, a paragraph each."""
    if paragraphs:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(one_line(text) for text in paragraphs)


def _balanced(title: Fitted) -> float:
    """Return the narrowest width in points at which the title needs no more lines."""
    text, width = " ".join(title.lines), TITLE.width - GAP
    while len(wrap(text, width - GAP, title.size, bold=True)) <= len(title.lines):
        width -= GAP
    return width


def _text(fitted: Fitted, text: str) -> str:
    # PowerPoint wraps again by itself, at the same places or a little later.
    return " ".join(fitted.lines) if fitted.is_cut else one_line(text)


def _subtitle(words: Words) -> Fitted:
    return fit(one_line(words.subtitle), SUBTITLE.width - GAP, SUBTITLE.height, SUBTITLE_SIZES)


def _notes(words: Words) -> Fitted:
    return fit(one_line(" ".join(words.notes)), NOTES.width - GAP, MOST_NOTES, NOTE_SIZES)


def _layout_tail(slide: Slide) -> dict[int, Any]:
    """Return footer and page number of the layout, which python-pptx does not copy to slides by itself."""
    tail = {}
    placeholders: Any = slide.slide_layout.placeholders
    for shape in placeholders:
        if shape._element.ph.get("type") in ("ftr", "sldNum"):
            tail[shape.placeholder_format.idx] = shape
    return tail


def _tail(slide: Slide, words: Words, number: int) -> None:
    for shape in _layout_tail(slide).values():
        is_footer = shape._element.ph.get("type") == "ftr"
        if is_footer and not words.footer:
            continue
        copied = deepcopy(shape._element)
        copied.nvSpPr.cNvPr.set("id", str(max(int(i) for i in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1))
        copied.spPr.clear()
        style = copied.txBody.find(qn("a:lstStyle"))
        style.clear()
        slide.shapes._spTree.append(copied)
        for text in copied.xpath(".//a:fld/a:t"):  # for programs that do not count by themselves
            text.text = str(number)
        if is_footer:
            footer = fit(one_line(words.footer), FOOTER.width, FOOTER.height, FOOTER_SIZES)
            placed = slide.shapes[-1]
            write(placed, [_text(footer, words.footer)], footer.size)
