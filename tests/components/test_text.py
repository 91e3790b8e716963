"""Text from data is shown as the letters it is, by Streamlit's own rendering of Markdown."""

from __future__ import annotations

import pytest

from components.text import plain

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    ":material/home:",
    r"$\frac{a}{b}$",
    "**bold** _it_ `code` ~gone~",
    "# heading",
    "1. list",
    "https://example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_with_a_meaning_is_escaped(text: str) -> None:
    escaped = plain(text)
    assert "".join(part for part in escaped.split("\\")) == text.replace("\\", "")
    for position, letter in enumerate(escaped):
        if letter in "`*_{}[]()<>#+-.!|~$:&^=@/":
            assert escaped[position - 1] == "\\", (text, escaped)


def test_plain_words_stay_as_they_are() -> None:
    assert plain("Côte d'Ivoire, Türkiye") == "Côte d'Ivoire, Türkiye"
