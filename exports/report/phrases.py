"""Numbers, days and lists as a sentence shows them, with the mark for what is illustrative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce

from charts.columns import number_text
from exports.report.facts import Figure
from words import _, label, language
from words.forms import long_day, month_of_year

# Stands after each figure and name that rests on illustrative rows.
MARK = "†"


def marked(text: str, is_illustrative: bool) -> str:
    """Return `text`, with the mark after it where it rests on illustrative rows."""
    return text + MARK if is_illustrative else text


def said(figure: Figure) -> str:
    """Return the number of `figure` as text: "90", "90†", "at least 5", or "not known"."""
    if figure.value is None:
        return _("not known")
    number = marked(number_text(figure.value, "value"), figure.is_illustrative)
    return _("at least {number}").format(number=number) if figure.is_partial else number


def sentence(figure: Figure, unknown: str, none: str, some: str, **values: object) -> str:
    """Return the sentence that fits `figure`, unknown, zero or any other number.

    `{number}` stands for the number and its mark, `{mark}` for the mark alone, which a zero in words needs too.
    """
    text = unknown if figure.value is None else none if figure.value == 0 else some
    return text.format(number=said(figure), mark=MARK if figure.is_illustrative else "", **values)


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B" or "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=in_a_row(names[:-1]), last=names[-1])


def in_a_row(names: Iterable[str]) -> str:
    """Return "A, B, C", with the comma of the language in use; "" for no name."""
    row = iter(names)
    return reduce(lambda first, following: _("{first}, {next}").format(first=first, next=following), row, next(row, ""))


def shares(figures: dict[str, Figure], field: str) -> str:
    """Return the known figures above zero with the names of their codes: "Africa 29†, Arab Countries 18†"."""
    return in_a_row(
        _("{name} {number}").format(name=label(field, code), number=said(figure))
        for code, figure in figures.items()
        if figure.value
    )


def day_text(day: date, precision: str = "day") -> str:
    """Return "15 September 2020" for people, no more exact than `precision` (day, month, year or "by")."""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return month_of_year(day.month, day.year)
    return _("by {date}").format(date=long_day(day)) if precision == "by" else long_day(day)


def days_text(first: date, last: date | None, precision: str = "day") -> str:
    """Return "15 to 16 September 2020", or the one day, month or year that is known."""
    if last is None or last == first or precision not in ("day", "month"):
        return day_text(first, precision)
    if precision == "month":
        if (first.year, first.month) == (last.year, last.month):
            return day_text(first, precision)
    elif (first.year, first.month) == (last.year, last.month):
        short = str(first.day) if language() == "en" else day_text(first)  # other languages begin with other parts
        return _("{first} to {last}").format(first=short, last=day_text(last))
    return _("{first} to {last}").format(first=day_text(first, precision), last=day_text(last, precision))
