"""Years that lie far outside the rest of their column: 2202 for 2020, or 1920 among the trainings of ten years.

The years of a column are walked from the median outwards. Where the next one lies more than `GAP` years further, it and
everything beyond is far outside, provided that this is at most one value in `SHARE` on that side: more than that is no
slip of the pen but another time. Fewer than `FEWEST` values say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from extracts.checks import Check
from extracts.contract import Table
from extracts.engine import Engine

GAP = 25
SHARE = 10
FEWEST = 5


def years_of(table: Table) -> dict[str, str]:
    """Return, for each column of an activity table that is tried, its year as SQL.

    An end that is open or planned may lie anywhere, so the column of it is not tried.
    """
    if table.activity is None:
        return {}
    years = {table.activity.on: f'"{table.activity.on}"'} if table.activity.on and table.activity.on_is_year else {}
    dates = (field.name for field in table.fields if field.type == "date" and field.name != table.activity.active_to)
    return years | {name: f'extract(year from "{name}")' for name in dates}


def outlier_checks(engine: Engine, table: Table, clean: str) -> list[Check]:
    """Return the check on each tried column, with the years of the rows that keep all other rules.

    They are those in `_typed` that have kept them, and those of the relation `clean`.
    """
    columns = years_of(table)
    if not columns:
        return []
    histograms = " union all ".join(
        f"select '{name}', cast({year} as bigint), count(*) from {rows} and \"{name}\" is not null group by {year}"
        for name, year in columns.items()
        for rows in ("_typed where _mask = 0", f"{clean} where true")
    )
    counts: dict[str, dict[int, int]] = {name: {} for name in columns}
    engine.changed("_typed")
    for name, year, count in engine.ask(histograms):
        counts[name][year] = counts[name].get(year, 0) + count
    return [_check(name, year, bulk(counts[name])) for name, year in columns.items()]


def unasked_checks(table: Table) -> list[Check]:
    """Return the same checks for a table without rows."""
    return [_check(name, year, None) for name, year in years_of(table).items()]


def _check(column: str, year: str, span: tuple[int, int] | None) -> Check:
    fault = "false" if span is None else f"{year} not between {span[0]} and {span[1]}"
    return Check("year_far_outside", column, fault, None if span is None else f"{span[0]}–{span[1]}")


def bulk(counts: Mapping[int, int]) -> tuple[int, int] | None:
    """Return the first and last year that are not far outside the rest, or None where none is.

    `counts` says how many values each year has.
    """
    total = sum(counts.values())
    if total < FEWEST:
        return None
    years = sorted(counts)
    first, last = _walk(years[::-1], counts, total), _walk(years, counts, total)
    return None if (first, last) == (years[0], years[-1]) else (first, last)


def _walk(years: list[int], counts: Mapping[int, int], total: int) -> int:
    """Return the last of `years`, which are in order, that belongs to the rest."""
    allowed = max(1, total // SHARE)
    beyond = 0
    reached = years[-1]
    for nearer, further in zip(years[-2::-1], years[:0:-1], strict=True):
        beyond += counts[further]
        if beyond > allowed:
            break
        if abs(further - nearer) > GAP:
            reached = nearer
    return reached
