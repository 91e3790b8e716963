"""The last slides of a deck: what the figures rest on, how they are counted, and where the documents are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from exports.slides.fit import LINE, one_line, wrap
from exports.slides.page import Words, add_page, add_text_box, content_box, name_shape, put
from exports.slides.places import Box
from words import _

SIZE = 14
BETWEEN = 5  # points between paragraphs

Block = tuple[str, str]  # a name in bold and its text


def method_pages(blocks: Sequence[Block], words: Words) -> list[list[Block]]:
    """Return `blocks` as the slides will hold them: as many as fit, a longer one cut at a word and continued."""
    box = content_box(_numbered(words, 1, 2))
    pages: list[list[Block]] = [[]]
    used = 0.0
    for name, text in blocks:
        while True:
            lines = wrap(one_line(f"{name}: {text}"), box.width - 8, SIZE * 1.03)  # a little wider, for the bold name
            room = int((box.height - used) / (SIZE * LINE))
            if len(lines) <= room:
                break
            if room > 2 and len(lines) * SIZE * LINE > box.height / 2:
                head = " ".join(lines[:room]).removeprefix(f"{name}: ")
                pages[-1].append((name, head))
                text = " ".join(lines[room:])
            pages.append([])
            used = 0.0
        pages[-1].append((name, text))
        used += len(lines) * SIZE * LINE + BETWEEN
    return pages


def _numbered(words: Words, number: int, count: int) -> Words:
    if count == 1:
        return words
    title = _("{title} ({number} of {count})").format(title=words.title, number=number, count=count)
    return replace(words, title=title)


def add_method(deck: Deck, blocks: Sequence[Block], words: Words) -> list[Slide]:
    """Add the slides that say how the deck was made."""
    pages = method_pages(blocks, words)
    slides = []
    for number, page in enumerate(pages, start=1):
        around = _numbered(words, number, len(pages))
        slide = add_page(deck, around)
        box = content_box(around)
        shape = add_text_box(slide, Box(box.left, box.top, box.width, box.height))
        name_shape(shape, words.title)
        frame = shape.text_frame
        for at, (name, text) in enumerate(page):
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            paragraph.space_after = Pt(BETWEEN)
            for part, bold in ((f"{name}: ", True), (text, False)):
                run = paragraph.add_run()
                run.text, run.font.size, run.font.bold = one_line(part), Pt(SIZE), bold
        put(slide, shape)
        slides.append(slide)
    return slides
