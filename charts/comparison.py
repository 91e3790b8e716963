"""Two answers to one question set side by side: differences, changes in per cent, and what is new, gone or unchanged.

Plain arithmetic: rows in, lines out. A sum with a part that is not known is "at least" so many, and nothing is measured
against that; zero is a number, unknown is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from charts.comparable import Over, Rule
from charts.grid import Number, in_order, whole
from queries.rows import Answer, Row

Mark = Literal["new", "gone", "unchanged", "up", "down", "unknown", "none"]
TOTAL = ("",)


@dataclass(frozen=True)
class Side:
    """One answer, the years that it is for, and which of these are known to be an incomplete list.

    `has_regions` says that some regions are chosen.
    """

    answer: Answer
    period: tuple[int, int]
    partial_years: frozenset[int] = frozenset()
    has_regions: bool = False

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.period[0], self.period[1] + 1)

    def counted_years(self, over: Over) -> Collection[int]:
        """Return the years whose rows make the count."""
        return [self.period[1]] if over == "last" else self.years

    def is_partial(self, over: Over) -> bool:
        """Say whether the rows that count are an incomplete list."""
        return any(year in self.partial_years for year in self.counted_years(over))


@dataclass(frozen=True)
class Count:
    """A count: None where it is unknown, `at_least` where there may be more; or it does not apply at all."""

    value: Number
    at_least: bool = False
    applies: bool = True

    @property
    def exact(self) -> Number:
        """The value, None where it is not known exactly."""
        return None if self.at_least or not self.applies else self.value


@dataclass(frozen=True)
class Line:
    """One thing counted on both sides: its codes, one for each column of the comparison; `TOTAL` for all of them."""

    codes: tuple[str, ...]
    now: Count
    then: Count

    @property
    def difference(self) -> Number:
        """The count of this side less that of the other, None where one of them is not known exactly."""
        now, then = self.now.exact, self.then.exact
        return None if now is None or then is None else now - then

    @property
    def change(self) -> float | None:
        """The difference in per cent of the other side; None where that is zero, of which there are no per cent."""
        then = self.then.exact
        return None if self.difference is None or not then else 100 * self.difference / then

    @property
    def mark(self) -> Mark:
        """What became of it."""
        if not (self.now.applies and self.then.applies):
            return "none"
        difference = self.difference
        if difference is None:
            return "unknown"
        if difference == 0:
            return "unchanged"
        if self.then.value == 0:
            return "new"
        if self.now.value == 0:
            return "gone"
        return "up" if difference > 0 else "down"


@dataclass(frozen=True)
class Compared:
    """The lines of a comparison, that of the total first if there is one, and the columns that their codes are of.

    Lines of years have the year of this side and that of the other as their codes; `years` are those of the totals,
    the first year beside the first, where both periods have the same number of years.
    """

    by: tuple[str, ...]
    lines: tuple[Line, ...]
    years: tuple[Line, ...] = ()

    @property
    def total(self) -> Line | None:
        """The line of the total."""
        return next((line for line in self.lines if line.codes == TOTAL), None)

    @property
    def parts(self) -> tuple[Line, ...]:
        """The lines without that of the total."""
        return tuple(line for line in self.lines if line.codes != TOTAL)


def compare(rule: Rule, now: Side, then: Side, by_year: bool = False) -> Compared:
    """Return the comparison of two answers to the question of `rule`.

    `by_year` sets year beside year instead of part beside part, the first with the first: for other regions, which
    share no part by region, and where years are all that is counted. Periods of different length have totals only.
    """
    left, right = _Cells(rule, now), _Cells(rule, then)
    total = (Line(TOTAL, left.total(now), right.total(then)),) if left.has_total else ()
    years = tuple(
        Line((str(a), str(b)), left.total_of([a]), right.total_of([b]))
        for a, b in zip(now.years, then.years, strict=False)
        if left.has_total and left.has_years and len(now.years) == len(then.years) > 1
    )
    if by_year or rule.by == ("year",):
        return Compared(("year",), (*total, *years), years)
    codes = _ordered(rule, [*left.codes, *right.codes])
    lines = (Line(code, left.part(code, now), right.part(code, then)) for code in codes)
    return Compared(rule.by, (*total, *lines), years)


def known_of_more(number: int) -> Count:
    """Return the count of which only `number` is known; of "at least 0" nothing is known."""
    return Count(number, at_least=True) if number else Count(None)


class _Cells:
    """The counts of one side by codes and year; a question without years answers for its whole span as one."""

    def __init__(self, rule: Rule, side: Side) -> None:
        self.rule = rule
        self.has_years = "year" in side.answer.columns
        self.span = list(side.years) if self.has_years else [side.period[1]]
        self.cells: dict[tuple[str, ...], dict[int, Number]] = {}
        self.totals: dict[int, Number] = {}
        self.loose: set[int] = set()  # years with a number that leaves something out
        self.least: set[tuple[str, ...]] = set()
        for row in side.answer.rows:
            if not rule.dated or row[rule.dated] is not None:
                self._add(row)
        self.partial = set() if rule.is_exact else {year for year in side.partial_years if year in side.years}
        if rule.is_cumulative:
            self.partial = {year for year in side.years if any(gap <= year for gap in side.partial_years)}
        if not self.has_years and self.partial:  # the one answer rests on all years that count
            self.partial = {self.span[0]} if side.is_partial(rule.over) else set()

    def _add(self, row: Row) -> None:
        year = int(row["year"]) if self.has_years else self.span[0]
        code = () if self.rule.by == ("year",) else tuple(_code(row[column]) for column in self.rule.by)
        value = whole(row[self.rule.value]) if self.rule.value else 1
        cells = self.cells.setdefault(code, {})
        before = cells.get(year, 0)
        cells[year] = None if value is None or before is None else before + value
        if self.rule.total:
            self.totals[year] = whole(row[self.rule.total])
        if self.rule.unknown and (whole(row[self.rule.unknown]) or 0) > 0:
            self.loose.add(year)
        if self.rule.at_least and row[self.rule.at_least]:
            self.least.add(code)

    @property
    def codes(self) -> list[tuple[str, ...]]:
        return list(self.cells)

    @property
    def has_total(self) -> bool:
        return bool(self.rule.total) or (self.rule.parts == "apart" and self.rule.has_total)

    def years(self, side: Side) -> Collection[int]:
        return side.counted_years(self.rule.over) if self.has_years else self.span

    def part(self, code: tuple[str, ...], side: Side) -> Count:
        """Return the count of one part over the years that count."""
        if side.has_regions and code[0] in self.rule.without_region:
            return Count(None, applies=False)
        found = self._sum(self.cells.get(code, {}), self.years(side))
        return Count(found.value, found.at_least or code in self.least)

    def total(self, side: Side) -> Count:
        return self.total_of(self.years(side))

    def total_of(self, years: Collection[int]) -> Count:
        """Return the true total of `years`."""
        if self.rule.total:
            return self._sum(self.totals, years)
        parts = [self._sum(cells, years) for cells in self.cells.values()] or [self._sum({}, years)]
        known = [part.value for part in parts if part.value is not None]
        if any(part.at_least or part.value is None for part in parts):
            return known_of_more(sum(known))
        return Count(sum(known))

    def _sum(self, cells: Mapping[int, Number], years: Collection[int]) -> Count:
        values = [cells.get(year, None if year in self.partial else self.rule.if_none) for year in years]
        known = [value for value in values if value is not None]
        if not known:
            return Count(None)
        loose = any(year in self.partial or year in self.loose for year in years)
        return known_of_more(sum(known)) if loose or len(known) < len(values) else Count(sum(known))


def _code(cell: object) -> str:
    """Return a code as text, "" where it is missing."""
    return "" if cell is None else str(cell)


def _ordered(rule: Rule, codes: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the distinct `codes`: months by number, names in the order of their lists."""
    distinct = list(dict.fromkeys(codes))
    if rule.by == ("month",):
        return sorted(distinct, key=lambda code: int(code[0] or 13))
    orders = [in_order([code[place] for code in distinct], field) for place, field in enumerate(rule.by)]
    return sorted(distinct, key=lambda code: [order.index(part) for order, part in zip(orders, code, strict=True)])
