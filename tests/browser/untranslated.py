"""What of a page or a file is still English, measured by the messages that have other words in its language."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page

from words import LOCALE
from words.codes import LABELS

DATA = Path(__file__).resolve().parents[2] / "data"
HOLE = re.compile(r"\{[^{}]*\}")
# Letters from which on a piece of a message is looked for within a text, too: "About" may stand in any sentence.
LONG = 12
# Signs that tell the direction of a text, or that it was cut, and what parts of a line are put together with.
SIGNS, JOINTS = re.compile("[\u2066-\u2069\u200e\u200f…]"), re.compile(r" · |[:：;] ?")
# Each text that is seen, and each that is told to who cannot see: SVG has its letters in text nodes as HTML has.
TEXTS = """within => {
    const found = []
    const walk = document.createTreeWalker(within, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = within; node; node = walk.nextNode()) {
        if (node instanceof Text) {
            const { parentElement } = node
            if (parentElement.checkVisibility() && !parentElement.closest('script, style')) found.push(node.data)
        } else if (node.checkVisibility()) {
            for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(node.getAttribute(name))
        }
    }
    return [...new Set(found.filter(Boolean).map(text => text.replace(/\\s+/g, ' ').trim()))]
}"""


def texts_of(shown: Locator | Page) -> list[str]:
    """Return the texts of a page, or of a part of one: those on the screen and those for a screen reader."""
    within = shown.locator("body") if isinstance(shown, Page) else shown
    texts: list[str] = within.evaluate(TEXTS)
    return texts


def left_in_english(texts: Iterable[str], language: str) -> list[str]:
    """Return those of `texts` that are, or hold, an English message which `language` has other words for.

    What the extracts say (titles of trainings, names of documents and columns) is data and stays as it is.
    """
    if language == "en":
        return []
    english = _english(language)
    return [text for text in texts if _is_left(SIGNS.sub("", text).strip(), english)]


@dataclass(frozen=True)
class English:
    """Messages without places to fill in, a pattern of those with some, and one of pieces that are long enough."""

    whole: frozenset[str]
    filled: re.Pattern[str]
    pieces: re.Pattern[str]


def _is_left(text: str, english: English) -> bool:
    if text in english.whole:
        return text not in _cells()
    if not (english.filled.fullmatch(text) or english.pieces.search(text)):
        return False
    for cell in _cells():
        # A short one may stand in any text.
        if len(cell) > LONG and cell in text:
            text = text.replace(cell, "")
    parts = [part for part in JOINTS.split(text) if part and not any(part in cell for cell in _cells())]
    return any(english.pieces.search(part) for part in parts) or bool(parts and english.filled.fullmatch(text))


@cache
def _english(language: str) -> English:
    with (LOCALE / language / "LC_MESSAGES" / "dashboard.po").open("rb") as file:
        catalogue = [message for message in read_po(file, locale=language) if message.id]
    ours = {text for message in catalogue for text in _each(message.string)}
    english = {text.replace("*", "") for message in catalogue for text in _each(message.id) if text not in ours}
    # Of those with places, what begins with a word, which its translation does not begin with.
    begun = {text for text in english if HOLE.search(text) and re.match("[A-Z][a-z]{3}", text)}
    begun = {text for text in begun if not any(one.startswith(HOLE.split(text)[0].strip(" :")) for one in ours)}
    filled = "|".join(".+".join(map(re.escape, HOLE.split(text))) for text in sorted(begun))
    inside = {piece.strip(" .,:;()") for text in english for piece in HOLE.split(text)}
    # A name that is the same in both languages may stand within a longer message of either.
    long = (piece for piece in inside if len(piece) >= LONG and " " in piece)
    pieces = "|".join(rf"\b{re.escape(piece)}\b" for piece in sorted(long) if not any(piece in text for text in ours))
    return English(frozenset(text for text in english if not HOLE.search(text)), re.compile(filled), re.compile(pieces))


@cache
def _cells() -> frozenset[str]:
    """Return each text in the extracts and their contract, the name of each column, and each code."""
    files = [path.read_text("utf-8").splitlines() for path in DATA.rglob("*.csv")]
    contract = re.findall(r'"((?:[^"\\]|\\.)*)"', (DATA / "datapackage.json").read_text("utf-8"))
    cells = (cell for lines in files for row in csv.reader(lines) for cell in row)
    return frozenset(cells).union(contract, *LABELS.values())


def _each(text: str | tuple[str, ...] | list[str]) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text
