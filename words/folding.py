"""Words compared as people type them: without case, accents and points inside an abbreviation.

Letters that Arabic writes in several ways count as one, and so do ё and е; Chinese has no spaces, so that what is typed
is looked for anywhere in a text.
"""

from __future__ import annotations

import re
import unicodedata

# Arabic: ta marbuta, alef maksura, and the stroke that stretches a word; Turkish and Azerbaijani dotless i; German ß is
# folded with the case.
_SAME = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None, "ı": "i", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "æ": "ae"})
_WORD = re.compile(r"\w+(?:[.’']\w+)*")
_INSIDE = re.compile(r"[.’']")
# Shorter pieces are found in too many words: OCR is no hit in "democratic".
LEAST_INSIDE = 4


def fold(text: str) -> str:
    """Return `text` without case and accents."""
    apart = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFKC", letters).casefold().translate(_SAME)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded, in their order; "ST.26" is the one word "st26"."""
    return tuple(_INSIDE.sub("", word) for word in _WORD.findall(fold(text)))


def nearness(wanted: str, words: tuple[str, ...]) -> int:
    """Return how near the folded word `wanted` is to one of `words`: 3 for the word itself, 2 for its beginning, 1 for
    a piece of it, 0 where it does not occur."""
    best = 0
    for word in words:
        if word == wanted:
            return 3
        if word.startswith(wanted):
            best = 2
        elif not best and wanted in word and (len(wanted) >= LEAST_INSIDE or _joins_words(wanted)):
            best = 1
    return best


def _joins_words(text: str) -> bool:
    """Tell whether `text` is of a script without capitals: they join words, or articles with their words."""
    return text.upper() == text.lower() and not text.isdigit()
