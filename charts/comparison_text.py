"""The numbers and marks of a comparison as text."""

from __future__ import annotations

from charts.comparison import Count, Line
from charts.layout import at_least
from charts.text import NBSP
from words import _, is_right_to_left, label
from words.forms import grouped, separators

LEFT_TO_RIGHT = "\u200e"
# A sign beside each word, for those who scan a column.
SIGNS = {"new": "+", "gone": "×", "unchanged": "=", "up": "▲", "down": "▼", "unknown": "?", "none": "–"}
OF_REGIONS = {"new": "only_here", "gone": "only_there", "unchanged": "equal"}


def count_text(count: Count, view: str = "number") -> str:
    """Return a count for people: a zero is 0, what is not known or does not apply is said."""
    if not count.applies:
        return _("does not apply")
    if count.value is None:
        return _("not known")
    return _per_cent(count.value / 10, 1) if view == "share" else at_least(count.value, count.at_least)


def difference_text(line: Line, view: str = "number") -> str:
    """Return the difference with its sign; of shares it is in percentage points."""
    if line.difference is None:
        return ""
    if view == "share":
        return _signed(_decimal(abs(line.difference) / 10, 1), line.difference)
    return _signed(grouped(abs(line.difference)), line.difference)


def change_text(line: Line) -> str:
    """Return the change in per cent with its sign; nothing where there is nothing to measure it by."""
    change = line.change
    if change is None:
        return ""
    digits = 0 if abs(change) >= 1 or change == 0 else 1
    return _signed(_per_cent(abs(change), digits), change)


def mark_code(mark: str, by_regions: bool) -> str:
    """Return the code of the word for a mark: between periods things are new or gone, of regions only here or there."""
    return OF_REGIONS.get(mark, mark) if by_regions else mark


def mark_text(mark: str, by_regions: bool = False) -> str:
    """Return a mark as a sign and a word."""
    return f"{SIGNS[mark]}{NBSP}{label('mark', mark_code(mark, by_regions))}"


def _signed(text: str, number: float) -> str:
    """Return a number with its sign, which stays in front of it in a line that is read from right to left."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{LEFT_TO_RIGHT}{sign}{text}" if sign and is_right_to_left() else f"{sign}{text}"


def _decimal(number: float, digits: int) -> str:
    if not digits:
        return grouped(number)
    whole, _point, part = f"{number:.{digits}f}".partition(".")
    return f"{grouped(int(whole))}{separators()[0]}{part}"


def _per_cent(number: float, digits: int = 0) -> str:
    return _("{number}%").format(number=_decimal(number, digits))
