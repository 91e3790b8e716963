"""Query rows as a grid of x positions and series, with the unknown kept apart from zero and from absent.

Both figures and findings read the same grid, so that a sentence never says what is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charts.columns import code_field
from charts.spec import ChartSpec
from queries.rows import Rows
from words.codes import LABELS

Number = int | None


@dataclass(frozen=True)
class Grid:
    """`cells[code][i]` is the count of series `code` at `x[i]`; None where it is unknown or has no row.

    `unknown` holds the (x, code) of rows whose count is unknown, `totals[i]` the true total at `x[i]` (bars may
    overlap). Where the query gives none it is the sum of the cells, or the first series if the others are part of it.
    """

    x: list[str]
    cells: dict[str, list[Number]]
    totals: list[Number]
    unknown: frozenset[tuple[str, str]]

    def unknown_at(self, position: str) -> bool:
        """Say whether any count at x `position` is unknown."""
        return any(x == position for x, _code in self.unknown)

    @property
    def blank(self) -> list[str]:
        """The x positions where nothing at all is known."""
        return [
            x
            for i, x in enumerate(self.x)
            if self.totals[i] is None and all(row[i] is None for row in self.cells.values())
        ]


def whole(cell: float | None) -> Number:
    """Return the count in a cell, or None where it is missing."""
    return None if cell is None else int(cell)


def in_order(codes: Iterable[str], field: str | None) -> list[str]:
    """Return the distinct `codes` in the order of their code list; codes that it does not hold come last."""
    known = list(LABELS.get(field or "", {}))
    distinct = dict.fromkeys(codes)
    return sorted(distinct, key=lambda code: known.index(code) if code in known else len(known))


def grid(rows: Rows, spec: ChartSpec) -> Grid:
    """Return `rows` as a grid over `spec.x` and `spec.series`; every row is one cell.

    Years without any row between the first and the last appear as positions where nothing is known.
    """
    positions = [str(whole(row[spec.x])) if spec.x == "year" else str(row[spec.x]) for row in rows]
    if spec.x == "year":
        years = [int(position) for position in positions]
        x = [str(year) for year in range(min(years), max(years) + 1)]
    else:
        x = in_order(positions, code_field(spec.x))
    codes = [str(row[spec.series]) if spec.series else "" for row in rows]
    place = {position: i for i, position in enumerate(x)}
    cells: dict[str, list[Number]] = {code: [None] * len(x) for code in in_order(codes, code_field(spec.series or ""))}
    totals: list[Number] = [None] * len(x)
    unknown = set()
    values = [whole(row[spec.value]) for row in rows]
    for position, code, value in zip(positions, codes, values, strict=True):
        if value is None:
            unknown.add((position, code))
        cells[code][place[position]] = value
    if spec.total:
        for position, row in zip(positions, rows, strict=True):
            totals[place[position]] = whole(row[spec.total])
    elif spec.is_nested:
        totals = list(next(iter(cells.values())))
    else:
        columns = [[known for row in cells.values() if (known := row[i]) is not None] for i in range(len(x))]
        totals = [sum(filter(None, column)) if column else None for column in columns]
    return Grid(x, cells, totals, frozenset(unknown))


def blocks(x: list[str], chosen: Iterable[str]) -> list[tuple[int, int]]:
    """Return the runs of neighbouring `chosen` positions of `x` as (first index, last index)."""
    runs: list[tuple[int, int]] = []
    for i in sorted(x.index(position) for position in set(chosen)):
        if runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def year_list(years: Iterable[str]) -> str:
    """Return years as short text, runs joined: "2011–2019, 2021"."""
    numbers = sorted({int(year) for year in years})
    if not numbers:
        return ""
    span = [str(year) for year in range(numbers[0], numbers[-1] + 1)]
    runs = blocks(span, map(str, numbers))
    return ", ".join(span[a] if a == b else f"{span[a]}–{span[b]}" for a, b in runs)
