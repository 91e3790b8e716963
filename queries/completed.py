"""Answers with a row for each year and each code chosen, also where nothing was counted.

The SQL of a question counts what there is, in any order. Where its header says `every: year of trainings, mode`, the
rows that it lacks are added here: there was nothing (0), or nobody knows (None), since illustrative rows stand for a
list that was never published and are left out. Where it says `topic of topic_bits`, each row of the SQL counts things
by the whole set of their topics: they count at each topic of the set, and once in the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extracts import Snapshot
from queries.filters import CODE_LISTS, INTERNATIONAL, Filters, bits_of, codes_of
from queries.rows import Answer, Row, Rows

Cell = tuple[int, str]


@dataclass(frozen=True)
class Every:
    """What an answer has a row of: each year of a `dataset` of activity and, if there is a `column`, each of its codes.

    `bits` is the column of the SQL with sets of these codes; "" where each of its rows has one code. `total` names a
    column with the total of a year, and the one that it adds up over all that was counted in it.
    """

    dataset: str
    column: str = ""
    bits: str = ""
    total: tuple[str, str] | None = None

    @property
    def parameters(self) -> frozenset[str]:
        """The filters that say which rows there are."""
        return frozenset(filter(None, ("from_year", "to_year", "basis", self._filter)))

    def codes(self, filters: Filters) -> tuple[str, ...]:
        """Return the codes chosen by `filters`, all while none is; an empty one where there is no column."""
        return (getattr(filters, self._filter) or codes_of(self._filter)) if self._filter else ("",)

    def cells(self, rows: Rows, codes: Iterable[str]) -> Iterator[tuple[Cell, Row]]:
        """Yield each of the `rows` of the SQL with the year and the code that it counts at, for each code of a set."""
        if self.bits:
            members = [(code, bits_of(self._filter, [code])) for code in codes]
            yield from (((row["year"], code), row) for row in rows for code, bit in members if row[self.bits] & bit)
        else:
            yield from (((row["year"], row[self.column] if self.column else ""), row) for row in rows)

    @property
    def _filter(self) -> str:
        return next((name for name, column in CODE_LISTS.items() if column == self.column), "")


def every(text: str, total: str) -> Every | None:
    """Return what a header says: "year of trainings", "year of trainings, mode", "year of trainings, topic of bits".

    `total` is what it says of that: "year_trainings of trainings", or "".
    """
    years, _comma, codes = text.partition(", ")
    _year, _of, dataset = years.partition(" of ")
    column, _of, bits = codes.partition(" of ")
    total_column, _of, added_up = total.partition(" of ")
    return Every(dataset, column, bits, (total_column, added_up) if total else None) if dataset else None


def completed(answer: Answer, grid: Every, filters: Filters, data: Snapshot) -> Answer:
    """Return what the SQL of a question answers under `filters`, with all rows of the `grid` in order."""
    values = [name for name in answer.columns if name not in ("year", grid.bits or grid.column)]
    codes = grid.codes(filters)
    counted = _counted(grid.cells(answer.rows, codes), values)
    totals = year_totals(answer.rows, grid.total[1]) if grid.total else {}
    first, last = filters.period
    rows = []
    for year in range(first, last + 1):
        none = None if filters.basis == "reported" and (grid.dataset, year) in data.not_listed else 0
        for code in codes:
            found = counted.get((year, code))
            if found is None and code == INTERNATIONAL:
                continue
            row: Row = {"year": year} | ({grid.column: code} if grid.column else {})
            row |= found or dict.fromkeys(values, none)
            if grid.total:
                row[grid.total[0]] = totals.get(year, none)
            rows.append(row)
    columns = ("year", *filter(None, (grid.column,)), *values, *(grid.total[:1] if grid.total else ()))
    return Answer(columns, frozenset(columns) - {grid.column}, rows)


def year_totals(rows: Rows, column: str) -> dict[int, int]:
    """Return the sum of what is known of `column` by year; a year of which nothing is known has none."""
    totals: dict[int, int] = {}
    for row in rows:
        if row[column] is not None:
            totals[row["year"]] = totals.get(row["year"], 0) + row[column]
    return totals


def _counted(rows: Iterable[tuple[Cell, Row]], values: list[str]) -> dict[Cell, Row]:
    """Return the `values` of `rows` by the cell that they count at; several rows at one cell are added up."""
    counted: dict[Cell, Row] = {}
    for cell, row in rows:
        if (so_far := counted.get(cell)) is None:
            counted[cell] = {name: row[name] for name in values}
        else:
            for name in values:
                so_far[name] += row[name]
    return counted
