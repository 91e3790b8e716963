"""Text in figures: made harmless for Plotly, measured, wrapped and cut.

Plotly reads a small HTML in every text. What comes from data is escaped, so that `<b>` or `&` show as letters. Plotly
does not wrap lines either: widths are estimated here, for a sans-serif of usual width.
"""

from __future__ import annotations

import html

_NARROW = frozenset("ijlI.,:;'|!()[]/ ft-r")
_WIDE = frozenset("mwMW%@—")
_REGULAR, _BOLD = 1.0, 1.07


def escape(text: object) -> str:
    """Return `text` from data as one line in which Plotly finds neither tags, entities nor formulas."""
    return html.escape(" ".join(str(text).split()), quote=False).replace("$", "&#36;")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the estimated width of plain `text` in pixels at a font size of `size` pixels."""
    ems = sum(
        0.32 if letter in _NARROW else 0.86 if letter in _WIDE else 0.64 if letter.isupper() else 0.53
        for letter in text
    )
    return ems * size * (_BOLD if bold else _REGULAR)


def shorten(text: str, width: float, size: float) -> str:
    """Return plain `text` cut to `width` pixels, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;:-") + "…"


def wrap(text: str, width: float, size: float, bold: bool = False, lines: int | None = None) -> list[str]:
    """Return plain `text` in lines of at most `width` pixels, broken at spaces; a longer word stands alone.

    With `lines` the rest is cut behind an ellipsis.
    """
    wrapped: list[str] = []
    for word in text.split():
        joined = f"{wrapped[-1]} {word}" if wrapped else word
        if wrapped and text_width(joined, size, bold) <= width:
            wrapped[-1] = joined
        else:
            wrapped.append(word)
    if lines is not None and len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], shorten(" ".join(wrapped[lines - 1 :]), width, size * (_BOLD if bold else 1))]
    return wrapped
