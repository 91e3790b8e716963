"""Text from data, shown as the letters it is: Streamlit would read Markdown, icons and formulas in it."""

from __future__ import annotations

import re

_MEANINGFUL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@/])")
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Signs that turn the letters after them round, past the end of the text they stand in.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What Streamlit looks for once the escapes are gone: links, its logo, and signs that it draws as one.
_FOUND_LATER = re.compile(
    r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=streamlit:)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE
)
# An element without content: it keeps such signs apart and is neither seen nor copied.
_APART = ":small[]"


def plain(text: str) -> str:
    """Return `text`, on one line, so that Markdown shows it letter by letter.

    Every letter that Markdown, HTML, LaTeX or Streamlit's directives give a meaning is escaped, and what would be found
    after that is kept apart. A sign that turns the direction of text is shown by its number.
    """
    line = _TURNING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", _WHITE_SPACE.sub(" ", text).strip())
    pieces = _FOUND_LATER.split(line)
    return _APART.join(_MEANINGFUL.sub(r"\\\1", piece) for piece in pieces)
