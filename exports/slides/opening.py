"""The first slide of a deck, and its contents with links to the slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from exports.slides.fit import LINE, fit, one_line, wrap
from exports.slides.page import OPENING, Words, add_page, add_text_box, content_box, name_shape, put, speak, write
from exports.slides.places import DETAILS, GAP, NAMES, Box
from exports.slides.places import OPENING as OPENING_BOX
from words import _

COLUMNS = 2
SIZES = (16, 14, 12)
BETWEEN = 30  # points between the columns
NUMBER = 34  # points for a page number
ABOVE = 1.0  # of a line, above the name of a chapter


@dataclass(frozen=True)
class Entry:
    """One line of the contents: a chapter if `page` is None, else the title and the index of its first slide."""

    text: str
    page: int | None


def add_opening(deck: Deck, title: str, subtitle: str, details: Sequence[str], link: str) -> Slide:
    """Add the title slide: what the deck is, for when and where, and in `details` what it rests on.

    The last of `details` leads to the address `link`, if there is one.
    """
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[OPENING])
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    for idx, name in ((0, "title"), (1, "subtitle"), (13, "details")):
        places[idx].name = _(NAMES[name])
    fitted = fit(one_line(title), OPENING_BOX.width - GAP, OPENING_BOX.height, (40, 32, 28, 24), bold=True)
    write(places[0], [" ".join(fitted.lines) if fitted.is_cut else one_line(title)], fitted.size)
    under = fit(one_line(subtitle), OPENING_BOX.width - GAP, 60, (20, 16, 14))
    write(places[1], [" ".join(under.lines) if under.is_cut else one_line(subtitle)], under.size)
    sizes = [fit(one_line(text), DETAILS.width - GAP, DETAILS.height / len(details), (14, 12, 10)) for text in details]
    write(places[13], [one_line(text) for text in details], min(fitted.size for fitted in sizes))
    if link.startswith(("https://", "http://")):
        places[13].text_frame.paragraphs[-1].runs[0].hyperlink.address = link
    speak(slide, [subtitle, *details])
    return slide


def contents_layout(entries: Sequence[Entry], box: Box) -> tuple[float, list[list[Entry]]]:
    """Return the font size of the contents and the entries of each column; a third column begins a second slide."""
    width = (box.width - BETWEEN) / COLUMNS - NUMBER
    for size in SIZES:
        columns = _columns(entries, width, box.height, size)
        if len(columns) <= COLUMNS:
            break
    return size, columns


def contents_slides(entries: Sequence[Entry], words: Words) -> int:
    """Return how many slides the contents need."""
    return ceil(len(contents_layout(entries, content_box(words))[1]) / COLUMNS)


def _columns(entries: Sequence[Entry], width: float, height: float, size: float) -> list[list[Entry]]:
    columns: list[list[Entry]] = [[]]
    used = 0.0
    for at, entry in enumerate(entries):
        need = _need(entry, width, size, first=not columns[-1])
        # The name of a chapter never stands alone at the foot of a column.
        follower = (
            _need(entries[at + 1], width, size, first=False) if entry.page is None and at + 1 < len(entries) else 0
        )
        if columns[-1] and used + need + follower > height:
            columns.append([])
            used, need = 0.0, _need(entry, width, size, first=True)
        columns[-1].append(entry)
        used += need
    return columns


def _need(entry: Entry, width: float, size: float, first: bool) -> float:
    lines = len(fit(one_line(entry.text), width, 10_000, (size,), bold=entry.page is None).lines)
    return (lines + (ABOVE / 2 if entry.page is None and not first else 0)) * size * LINE


def add_contents(deck: Deck, words: Words, count: int) -> list[Slide]:
    """Add the slides of the contents, still empty: their links need the slides that follow (see `fill_contents`)."""
    return [add_page(deck, words) for _at in range(count)]


def fill_contents(deck: Deck, slides: Sequence[Slide], entries: Sequence[Entry], words: Words) -> None:
    """Write the contents; each line leads to its slide and names its number."""
    box = content_box(words)
    size, columns = contents_layout(entries, box)
    width = (box.width - BETWEEN) / COLUMNS
    for at, column in enumerate(columns):
        slide = slides[at // COLUMNS]
        shape = add_text_box(slide, Box(box.left + at % COLUMNS * (width + BETWEEN), box.top, width, box.height))
        name_shape(shape, _("Contents"))
        frame = shape.text_frame
        for number, entry in enumerate(column):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            if entry.page is None:
                paragraph.space_before = Pt(size * LINE * ABOVE / 2) if number else Pt(0)
            else:
                # The number first, and a longer title wrapped under its own beginning.
                properties = paragraph._p.get_or_add_pPr()
                properties.set("marL", str(Pt(NUMBER)))
                properties.set("indent", str(-Pt(NUMBER)))
                first = paragraph.add_run()
                first.text, first.font.size = f"{entry.page + 1}\t", Pt(size)
            # A run per line: LibreOffice does not break a link between words.
            lines = wrap(one_line(entry.text), width - NUMBER, size, bold=entry.page is None)
            for at_line, text in enumerate(lines, start=1):
                run = paragraph.add_run()
                run.text, run.font.size = text if at_line == len(lines) else f"{text} ", Pt(size)
                run.font.bold = entry.page is None
                if entry.page is not None:
                    _link(slide, run, deck.slides[entry.page])
        put(slide, shape)


def _link(slide: Slide, run: object, target: Slide) -> None:
    """Let a run of text lead to another slide of the same deck."""
    relation = slide.part.relate_to(target.part, RT.SLIDE)
    properties = run._r.get_or_add_rPr()  # type: ignore[attr-defined]
    properties.append(
        parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{relation}" action="ppaction://hlinksldjump"/>')
    )
