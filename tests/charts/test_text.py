"""Texts: harmless for Plotly, wrapped and cut to what fits."""

from __future__ import annotations

import pytest

from charts.text import NBSP, escape, shorten, text_width, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("Trade & Industry", "Trade &amp; Industry"),
        ("&lt;", "&amp;lt;"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("two\nlines", "two lines"),
        ('"quoted"', '"quoted"'),
        (2020, "2020"),
    ],
)
def test_what_comes_from_data_shows_as_letters(text: object, expected: str) -> None:
    assert escape(text) == expected


def test_wider_letters_and_sizes_take_more_room() -> None:
    assert text_width("WWWW", 12) > text_width("llll", 12) * 2
    assert text_width("word", 24) == pytest.approx(2 * text_width("word", 12))
    assert text_width("", 12) == 0


def test_text_that_fits_is_not_cut() -> None:
    assert shorten("Oman", 100, 12) == "Oman"


def test_cut_text_fits_and_says_that_it_is_cut() -> None:
    cut = shorten("Intellectual Property Department of a very long ministry", 120, 12)
    assert cut.endswith("…")
    assert text_width(cut, 12) <= 120
    assert cut.startswith("Intellectual")


def test_wrapping_keeps_every_word_and_the_width() -> None:
    text = "Latin America and the Caribbean had the most offices in production: 9 of 29"
    lines = wrap(text, 300, 16, bold=True)
    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(text_width(line, 16, bold=True) <= 300 for line in lines)


def test_a_title_has_no_lonely_last_word() -> None:
    first, last = wrap("Offices on WIPO CASE or DAS rose from 10 in 2011 to 58 in 2024", 440, 16, bold=True)
    assert len(last) > len(first) / 2


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrap("a Donaudampfschifffahrtsgesellschaft b", 40, 12) == ["a", "Donaudampfschifffahrtsgesellschaft", "b"]


def test_a_title_of_words_that_each_fill_a_line_has_an_end() -> None:
    words = ["a" * 40, "b" * 40]
    assert wrap(" ".join(words), 100, 14, bold=True) == words


def test_at_most_so_many_lines() -> None:
    lines = wrap("word " * 100, 100, 12, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_hard_space_keeps_words_together() -> None:
    assert wrap(f"one two{NBSP}three", text_width("one two", 12), 12) == ["one", f"two{NBSP}three"]


def test_a_text_of_any_length_is_cut_in_no_time() -> None:
    # Each letter is measured once: by the letter, a title of this length would take minutes.
    assert shorten("A very long name " * 50_000, 100, 12).startswith("A very long")
