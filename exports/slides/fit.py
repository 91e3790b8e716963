"""How much room text takes on a slide, so that it can be made smaller or wrapped before it overflows.

PowerPoint lays text out only when it opens the file. The widths here are those of Arial, the font of the slides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

# Thousandths of the font size for the letters from space (32) to tilde (126), regular and bold.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 "
    "333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 "
    "611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS = tuple([int(width) for width in widths.split()] for widths in (_REGULAR, _BOLD))
_OTHERS = {"·": 333, "’": 250, "“": 450, "”": 450, "\u00a0": 278}
_USUAL, _FULL = 600, 1000  # a letter that is in neither list; one that fills a square, as in Chinese

LINE = 1.2  # height of a line in font sizes
# Letters that XML cannot hold, and the one that a slide would take for a break of the line.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Fitted:
    """Text that fits its box: its `lines`, and the font `size` in points. `is_cut` says that an ellipsis ends it."""

    lines: tuple[str, ...]
    size: float
    is_cut: bool = False

    @property
    def height(self) -> float:
        """The height of the lines in points."""
        return len(self.lines) * self.size * LINE


def one_line(text: object) -> str:
    """Return `text` from data as one line that XML can hold; nothing in it is markup."""
    return " ".join(_CONTROLS.sub(" ", str(text)).split(" ")).replace("\r", " ").replace("\n", " ").replace("\t", " ")


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of `text` in points at a font of `size` points."""
    return sum(_letter(letter, bold) for letter in text) * size / 1000


@cache
def _letter(letter: str, bold: bool) -> int:
    code = ord(letter)
    if 32 <= code <= 126:
        return _WIDTHS[bold][code - 32]
    if letter in _OTHERS:
        return _OTHERS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter:
        return _letter(base, bold)
    return _FULL if unicodedata.east_asian_width(letter) in "WF" or letter in "—…→" else _USUAL


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Return `text` in lines of at most `width` points, broken at spaces, or within a word longer than a line."""
    lines, used = [""], 0.0
    space = text_width(" ", size, bold)
    for word in text.split(" "):
        need = text_width(word, size, bold)
        if lines[-1] and used + space + need <= width:
            lines[-1] += f" {word}"
            used += space + need
            continue
        if lines[-1]:
            lines.append("")
        if need <= width:
            lines[-1], used = word, need
            continue
        for letter in word:
            if lines[-1] and text_width(lines[-1] + letter, size, bold) > width:
                lines.append("")
            lines[-1] += letter
        used = text_width(lines[-1], size, bold)
    return lines


def fit(text: str, width: float, height: float, sizes: Sequence[float], bold: bool = False) -> Fitted:
    """Return `text` at the largest of `sizes` (points, descending) at which it fits into `width` × `height` points.

    What does not fit even at the smallest ends with an ellipsis.
    """
    for size in sizes:
        lines = wrap(text, width, size, bold)
        if len(lines) * size * LINE <= height + 0.5:
            return Fitted(tuple(lines), size)
    most = max(int((height + 0.5) / (size * LINE)), 1)
    kept = lines[:most]
    while kept[-1] and text_width(kept[-1] + "…", size, bold) > width:
        kept[-1] = kept[-1][:-1]
    return Fitted((*kept[:-1], kept[-1].rstrip(" ,;:-") + "…"), size, is_cut=True)
