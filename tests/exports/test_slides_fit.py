"""Text on slides never leaves its box: measured, made smaller, wrapped, and only then cut."""

from __future__ import annotations

import pytest

from exports.slides.fit import LINE, fit, one_line, text_width, wrap
from exports.slides.page import TITLE_SIZES, Words, content_box, fitted_title
from exports.slides.places import NOTES, TITLE

LONG = "Transition and Developed Countries had the most offices using WIPO Business Solutions at the end of 2025"


def test_widths_are_those_of_arial() -> None:
    # Of the font's own table, in thousandths of its size.
    assert text_width("Aiü", 1000) == 667 + 222 + 556
    assert text_width("Ai", 1000, bold=True) == 722 + 278
    assert text_width("日本", 10) == 20


@pytest.mark.parametrize("width", [40.0, 100.0, 400.0])
@pytest.mark.parametrize("text", [LONG, "A" * 200, "日本" * 60, "one", "a  b"])
def test_no_line_is_wider_than_its_box_and_nothing_is_lost(text: str, width: float) -> None:
    lines = wrap(text, width, 14)
    assert all(text_width(line, 14) <= width + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_titles_become_smaller_before_they_are_cut() -> None:
    assert fitted_title("Short").size == 28
    assert len(fitted_title("Short").lines) == 1
    sizes = [fitted_title(" ".join([LONG] * count)).size for count in (1, 2, 9)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == min(TITLE_SIZES)
    longest = fitted_title(" ".join([LONG] * 9))
    assert longest.is_cut and longest.lines[-1].endswith("…")
    assert len(longest.lines) * longest.size * LINE <= TITLE.height + 1


def test_long_notes_shrink_and_leave_room_for_the_chart() -> None:
    short = content_box(Words("Title", notes=("One.",)))
    long = content_box(Words("Title", notes=(LONG + ".",) * 12))
    assert long.height < short.height
    assert long.height > 250
    assert long.bottom < NOTES.bottom


def test_fit_takes_the_largest_size_that_fits() -> None:
    assert fit("word", 1000, 20, (16, 12)).size == 16
    assert fit("word word", 40, 30, (16, 12)).size == 12


def test_one_line_is_plain() -> None:
    assert one_line("a\nb\tc\x0bd\ud800e") == "a b c d e"
