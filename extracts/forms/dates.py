"""Dates as people and programs write them.

A date in figures alone, such as 03/04/2020, does not say whether the day or the month comes first: it is read as
`Figures`, and the other dates of its file decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from extracts.forms.plain import plain_signs, without_accents

Order = Literal["day", "month"]  # which of the two comes first
ORDERS: dict[Order, str] = {"day": "DD/MM/YYYY", "month": "MM/DD/YYYY"}
LANGUAGES = ("en", "fr", "es", "pt", "de", "ru")
LONGEST = 100  # letters; what is longer is no date

# A time of day, which Excel and databases add to a date; the day counts.
_TIME = (
    r"(?:(?:[T ]|, ?)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r" ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{2}})\2(\d{{2}}){_TIME}")
_DOTS = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}){_TIME}")
_FIGURES = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_OF = r"(?:de |du |del )?"
_DAY_NAME_YEAR = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|o|\.)?[ ./-]*{_OF}([^\W\d_]+)\.?[ ,./-]*{_OF}(\d{{4}})(?: ?г\.?)?{_TIME}"
)
_NAME_DAY_YEAR = re.compile(rf"([^\W\d_]+)\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?(?:, ?|[ -])(\d{{4}}){_TIME}")


class Figures(NamedTuple):
    """A date of three numbers, the year last, whose first two may be day and month or month and day."""

    first: int
    second: int
    year: int

    @property
    def order(self) -> Order | None:
        """Which comes first, where only one of the two readings is a date; None where both or neither are."""
        day_first, month_first = self.read("day"), self.read("month")
        if (day_first is None) == (month_first is None):
            return None
        return "day" if day_first else "month"

    @property
    def is_open(self) -> bool:
        """Whether the two readings are two different days."""
        return self.order is None and self.first != self.second and self.read("day") is not None

    def read(self, order: Order) -> date | None:
        month, day = (self.second, self.first) if order == "day" else (self.first, self.second)
        return _day(self.year, month, day)


def read_date(text: str) -> date | Figures | None:
    """Return the day that `text` names, its figures where their order is not plain, or None where it is no date.

    A year of two digits is not read: nobody can tell its century.
    """
    if len(text) > LONGEST:
        return None
    text = plain_signs(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _DOTS.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _FIGURES.fullmatch(text):
        return Figures(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_NAME_YEAR.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _NAME_DAY_YEAR.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def order_of(dates: Iterable[date | Figures | None]) -> Order | None:
    """Return the order that the plain ones among the `dates` of a file agree on; None without any, or in conflict."""
    orders = {found.order for found in dates if isinstance(found, Figures)} - {None}
    return orders.pop() if len(orders) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of the month `name` in one of `LANGUAGES`, or 0."""
    return _months().get(without_accents(name), 0)


@cache
def _months() -> dict[str, int]:
    # Only asked for where a date has a word in it: the names take a while to load.
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for use in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in months[use][width].items():
                    found.setdefault(without_accents(name).rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
