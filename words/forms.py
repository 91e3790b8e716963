"""Numbers and dates in the language in use, as CLDR has them.

Days in tables and in the data of files are ISO in every language; these forms are for sentences and charts. English has
them built in: who reads English does not wait for Babel.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from words import LANGUAGES, language

if TYPE_CHECKING:
    from babel import Locale

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
ENGLISH_LETTERS = {"wide": None, "abbreviated": 3, "narrow": 1}
Width = Literal["wide", "abbreviated", "narrow"]


def grouped(value: float) -> str:
    """Return the whole number `value` with its thousands grouped: "1,234", "1 234", "1.234"."""
    whole = f"{value:,.0f}"
    return whole if language() == "en" else whole.replace(",", separators()[1])


def separators() -> str:
    """Return the sign before decimals and the one between thousands, as Plotly asks for them."""
    return ".," if language() == "en" else _separators(language())


def month_name(month: int, width: Width = "wide") -> str:
    """Return the name of the `month` (1 to 12), standing by itself."""
    if language() == "en":
        return MONTHS[month - 1][: ENGLISH_LETTERS[width]]
    from babel.dates import get_month_names

    return str(get_month_names(width, "stand-alone", _locale(language()))[month])


def month_of_year(month: int, year: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """Return a month and its year: "September 2020", "Sep 2020"."""
    if language() == "en":
        return f"{month_name(month, width)} {year}"
    from babel.dates import format_skeleton

    pattern = "yMMMM" if width == "wide" else "yMMM"
    return str(format_skeleton(pattern, date(year, month, 1), locale=_locale(language())))


def long_day(day: date) -> str:
    """Return a day as a sentence has it: "15 September 2020"."""
    if language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    return str(format_date(day, "long", _locale(language())))


@lru_cache(maxsize=16)
def _separators(code: str) -> str:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(_locale(code)) + get_group_symbol(_locale(code))


@lru_cache(maxsize=16)
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(code if code in LANGUAGES else "en")
