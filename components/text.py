"""Text from data, shown as the letters it is: Streamlit would read Markdown, icons and formulas in it."""

from __future__ import annotations

import re

_MEANINGFUL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@/])")


def plain(text: str) -> str:
    """Return `text` with every letter escaped that Markdown, HTML, LaTeX or Streamlit's directives give a meaning."""
    return _MEANINGFUL.sub(r"\\\1", text)
