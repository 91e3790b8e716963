"""Whole numbers with the marks that people and programs put into them.

A comma or a point may group thousands or begin the decimals. Most numbers tell which (1,234,567 and 7.0); of a lone
1,234 the other numbers of its file decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from extracts.forms.plain import plain_signs

Mark = Literal[",", "."]
Meaning = Literal["decimal", "thousands"]
OTHER: dict[str, str] = {",": ".", ".": ","}

_SIGN = r"([+-]?) ?"
_DIGITS = re.compile(rf"{_SIGN}(\d+)")
# Groups of three with one and the same mark, then perhaps decimals.
_GROUPS = re.compile(rf"{_SIGN}(\d{{1,3}}(?:([ ',.٬])\d{{3}})(?:\3\d{{3}})*)(?:([.,])(\d+))?")
_DECIMALS = re.compile(rf"{_SIGN}(\d+)([.,])(\d+)")
LARGEST = 2**63 - 1  # of a BIGINT
LONGEST = 100  # letters; what is longer is no number


class Number(NamedTuple):
    """A number as written: its digits before and after a mark, and what it shows of the marks of its file.

    `decimal` and `grouping` are the marks whose use it gives away, or "". `lone` is the mark of a number such as 1,234
    that gives nothing away, or "".
    """

    sign: str
    whole: str
    fraction: str
    decimal: str = ""
    grouping: str = ""
    lone: str = ""

    def value(self, meaning: Meaning = "thousands") -> int | None:
        """Return the whole number, None if it has a fraction or is too large; `meaning` is that of a lone mark."""
        is_grouped = self.lone and meaning == "thousands"
        digits, rest = (self.whole + self.fraction, "") if is_grouped else (self.whole, self.fraction)
        digits = digits.lstrip("0") or "0"
        if rest.strip("0") or len(digits) > len(str(LARGEST)):
            return None
        number = int(digits)
        return None if number > LARGEST else -number if self.sign == "-" else number


def read_number(text: str) -> Number | None:
    """Return `text` as a number, or None where it is none."""
    if len(text) > LONGEST:
        return None
    text = plain_signs(text)
    if found := _DIGITS.fullmatch(text):
        return Number(found[1], found[2], "")
    if found := _GROUPS.fullmatch(text):
        sign, groups, mark, decimal, fraction = found.groups()
        digits = groups.replace(mark, "")
        if decimal and decimal != mark:
            return Number(sign, digits, fraction, decimal=decimal, grouping=mark)
        if not decimal and (mark not in OTHER or groups.count(mark) > 1):
            return Number(sign, digits, "", grouping=mark)
        if not decimal and not groups.startswith("0"):
            whole, fraction = groups.split(mark)
            return Number(sign, whole, fraction, lone=mark)
    if found := _DECIMALS.fullmatch(text):
        return Number(found[1], found[2], found[4], decimal=found[3])
    return None


def meanings_of(numbers: Iterable[Number | None]) -> dict[str, Meaning | None]:
    """Return what each lone mark among the `numbers` of a file means there; None where they contradict each other.

    A mark that is seen to begin decimals, or whose counterpart is seen to group, begins decimals; otherwise three
    digits after a mark are thousands.
    """
    seen = [number for number in numbers if number]
    decimal, grouping = {number.decimal for number in seen}, {number.grouping for number in seen}
    lone = {number.lone for number in seen} - {""}
    return {mark: _meaning(mark, decimal, grouping, lone) for mark in lone}


def _meaning(mark: str, decimal: set[str], grouping: set[str], lone: set[str]) -> Meaning | None:
    begins_decimals = mark in decimal or OTHER[mark] in grouping
    groups = mark in grouping or OTHER[mark] in decimal
    if begins_decimals and groups:
        return None
    if not begins_decimals and not groups and OTHER[mark] in lone:
        return None  # 1,234 beside 1.234 and nothing else to go by
    return "decimal" if begins_decimals else "thousands"
