"""Text in figures: made harmless for Plotly, measured, wrapped and cut.

Plotly reads a small HTML in every text. What comes from data is escaped, so that `<b>` or `&` show as letters. Plotly
does not wrap lines either: widths are estimated here, for a sans-serif of usual width.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate

from words import is_right_to_left

NBSP = "\u00a0"  # keeps two words on one line
# From here on letters fill a square, and a line may end after each of them: Chinese.
FULL_WIDTH = "\u2e80"
FROM_RIGHT, ISOLATE_END = "\u2067", "\u2069"
_LINE_BREAKS = re.compile(r"[ \t\r\n]+")
# What makes a text be changed: few have any of it.
_UNLIKE_LINE = re.compile(r"[&<>$\t\r\n]|  ")
# Ranges of few letters, and then of the rest: Python takes long to read a class that names all of Unicode.
_LETTER, _SQUARE = r"[!-\u2e7f\0-\x08\x0b\x0c\x0e-\x1f]", r"[^\0-\u2e7f]"
_WORDS = re.compile(rf"[ \t\r\n]*(?:{_LETTER}+|{_SQUARE}[、。，；：！？）》”]*)")
_NARROW = f"ijlI.,:;'|!()[]/ ft-r·{NBSP}\u202f"
_WIDE = "mwMW%@—"
# Bold is for titles only, which stand on the page in our own narrow font; other text may be drawn in a fallback font.
_REGULAR, _BOLD = 1.0, 0.96


class _Ems(dict[str, float]):
    """The width of each letter in parts of the font size, found out when it is met first."""

    def __missing__(self, letter: str) -> float:
        self[letter] = width = 1.0 if letter >= FULL_WIDTH else 0.64 if letter.isupper() else 0.53
        return width


_EMS = _Ems(dict.fromkeys(_NARROW, 0.32) | dict.fromkeys(_WIDE, 0.86))


def escape(text: object) -> str:
    """Return `text` from data as one line in which Plotly finds neither tags, entities nor formulas.

    In a language that is read from right to left the line is marked as such, for its commas and numbers to stand right.
    """
    line = str(text)
    if _UNLIKE_LINE.search(line):
        line = html.escape(_LINE_BREAKS.sub(" ", line), quote=False).replace("$", "&#36;")
    return f"{FROM_RIGHT}{line}{ISOLATE_END}" if is_right_to_left() else line


def unbroken(text: str) -> str:
    """Return `text` with its words kept on one line."""
    return text.replace(" ", NBSP)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the estimated width of plain `text` in pixels at a font size of `size` pixels."""
    return sum(map(_EMS.__getitem__, text)) * size * (_BOLD if bold else _REGULAR)


def shorten(text: str, width: float, size: float) -> str:
    """Return plain `text` cut to `width` pixels, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    ends = list(accumulate(text_width(letter, size) for letter in text))
    kept = bisect_right(ends, width - text_width("…", size))
    return text[:kept].rstrip(" ,;:-") + "…"


def wrap(text: str, width: float, size: float, bold: bool = False, lines: int | None = None) -> list[str]:
    """Return plain `text` in lines of at most `width` pixels, broken at spaces; a longer word stands alone.

    With `lines` the rest is cut behind an ellipsis. Lines in bold are made about equally long: in a title no last word
    should stand alone.
    """
    words = _measured(text, size, bold)
    wrapped = _fill(words, width)
    if lines is not None and len(wrapped) > lines:
        return [*wrapped[: lines - 1], shorten(" ".join(wrapped[lines - 1 :]), width, size * (_BOLD if bold else 1))]
    # Where each word has a line of its own, none is left to move to the next.
    while bold and 1 < len(wrapped) < len(words) and len(narrower := _fill(words, width - 8)) == len(wrapped):
        wrapped, width = narrower, width - 8
    return wrapped


# A word with the space before it, if there is any; the width of that, and of the word alone.
_Word = tuple[str, float, float]


def _measured(text: str, size: float, bold: bool) -> list[_Word]:
    """Return the words of `text`, measured once for all widths of a line."""
    words = []
    for found in _WORDS.findall(text.strip()):
        word = found.strip()
        spaced = f" {word}" if found[0].isspace() else word
        alone = text_width(word, size, bold)
        words.append((spaced, alone if spaced == word else text_width(spaced, size, bold), alone))
    return words


def _fill(words: list[_Word], width: float) -> list[str]:
    wrapped: list[str] = []
    used = 0.0  # pixels of the last line
    for spaced, more, alone in words:
        if wrapped and used + more <= width:
            wrapped[-1] += spaced
            used += more
        else:
            wrapped.append(spaced.lstrip())
            used = alone
    return wrapped
