"""Text from data is shown as the letters it is, by Streamlit's own rendering of Markdown.

That Streamlit does show it so is tried in a browser: tests/browser/test_hostile_text.py.
"""

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
    ":streamlit: www.example.org someone@example.org a -> b <- c -- d >= e",
]
APART = ":small[]"  # an element without content


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_with_a_meaning_is_escaped(text: str) -> None:
    escaped = plain(text).replace(APART, "")
    assert "".join(part for part in escaped.split("\\")) == text.replace("\\", "")
    for position, letter in enumerate(escaped):
        if letter in "`*_{}[]()<>#+-.!|~$:&^=@/":
            assert escaped[position - 1] == "\\", (text, escaped)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("http://a.org", ["http:", "//a.org"]),
        ("HTTPS://a.org", ["HTTPS:", "//a.org"]),
        ("www.a.org", ["www", ".a.org"]),
        ("me@a.org", ["me", "@a.org"]),
        (":streamlit:", [":", "streamlit:"]),
        ("a -> b", ["a -", "> b"]),
        ("a --> b", ["a -", "-", "> b"]),
        ("a<=b~=c>=d<-e", ["a<", "=b~", "=c>", "=d<", "-e"]),
    ],
)
def test_what_streamlit_finds_after_the_escapes_is_kept_apart(text: str, parts: list[str]) -> None:
    assert [part.replace("\\", "") for part in plain(text).split(APART)] == parts


def test_text_stays_on_one_line_and_is_no_code() -> None:
    assert plain("    a\n\n    b\r\tc\u2028d ") == "a b c d"


def test_a_sign_that_turns_letters_round_is_shown_by_its_number() -> None:
    assert plain("abc\u202egnp") == r"abc\[U\+202E\]gnp"
    assert plain("مكتب\u200f") == "مكتب\u200f"  # a mark that a right-to-left text may need stays


def test_plain_words_stay_as_they_are() -> None:
    assert plain("Côte d'Ivoire, Türkiye") == "Côte d'Ivoire, Türkiye"
