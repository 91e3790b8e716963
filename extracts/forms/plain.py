"""Text brought to a common spelling before it is compared or read."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


def plain_signs(text: str) -> str:
    """Return `text` with digits of any script as 0 to 9, and every kind of blank, dash and apostrophe as the plain one.

    Runs of blanks become one; the ends are trimmed.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(_plain_sign(sign) for sign in text)
    return " ".join(text.split())


def _plain_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if _APOSTROPHES.match(sign):
        return "'"
    if unicodedata.category(sign) == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    return " " if sign == "\N{NARROW NO-BREAK SPACE}" else sign


def in_capitals(text: str) -> str:
    """Return the plain letters of `text` as capitals; a text with other letters stays, lest "ß" becomes "SS"."""
    return text.upper() if text.isascii() else text


def without_accents(text: str) -> str:
    """Return `text` in small letters without accents: "Côte d'Ivoire" is "cote d'ivoire", in any script."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the words of `text` without case, accents and punctuation; "&" is "and", an apostrophe joins."""
    joined = _APOSTROPHES.sub("", without_accents(text).replace("&", " and "))
    return _NOT_WORD.sub(" ", joined).split()
