"""Lists of any length: their number of rows, one page of them, or all of them batch by batch.

A question whose rows can be millions names a `counter` in its header: a question whose rows are a year, a month and how
many rows start in it, in the order of the list. From these follow the number of rows and the days between which a page
lies, so that nothing else of the list is read. Such SQL names `$first_row`, `$count_rows`, `$first_day`, `$last_day`;
any other list is cut outside its SQL.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa

from extracts import Snapshot
from queries.catalogue import Query, asking, query
from queries.filters import Filters
from queries.guard import statement

# Rows of a batch: some 50 MB of the widest list while they are written.
BATCH_ROWS = 50_000
Month = tuple[int, int, int]  # year, month, how many rows start in it

_CUT = "{sql}\nlimit $count_rows offset $first_row"
_COUNTED = "select count(*)\nfrom (\n{sql}\n) as answer"


@dataclass(frozen=True)
class Page:
    """`count` rows of a list in its order, after the `first` ones (0: from the beginning)."""

    first: int
    count: int

    @property
    def end(self) -> int:
        """The number of rows up to the end of this page."""
        return self.first + self.count


@dataclass(frozen=True)
class Part:
    """Some rows of a list, and how many rows it has in all."""

    rows: pd.DataFrame
    total: int


def run_page(snapshot: Snapshot, name: str, filters: Filters | None, page: Page) -> Part:
    """Return the rows of `page` of the question `name`, typed as `queries.run` does; none where the list has ended.

    All pages of a list together are its rows, in its order. Raises UnknownQueryError.
    """
    question = query(name)
    months = _months(snapshot, question, filters)
    with _asking(snapshot, question, filters, page, months) as (cursor, sql, bound):
        rows = cursor.execute(statement(sql), bound).df()
    if months is not None:
        return Part(rows, _total(months))
    if len(rows) < page.count and (len(rows) or not page.first):
        return Part(rows, page.first + len(rows))
    with asking(snapshot, question, filters, around=_COUNTED) as (cursor, sql, bound):
        return Part(rows, int(cursor.execute(statement(sql), bound).fetchall()[0][0]))


def batches(
    snapshot: Snapshot, name: str, filters: Filters | None = None, rows: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Yield all rows of the question `name` in its order, in batches of at most `rows` that alone are in memory.

    There is at least one batch, which has the columns even where there is no row. Raises UnknownQueryError.
    """
    question = query(name)
    months = _months(snapshot, question, filters)
    # As one statement, all rows of a long list would have to be sorted with all that is looked up for them.
    parts = [None] if months is None else [Page(first, rows) for first in range(0, max(1, _total(months)), rows)]
    for part in parts:
        with _asking(snapshot, question, filters, part, months) as (cursor, sql, bound):
            # Not `execute`, whose rows are all in memory before the first is handed out as Arrow.
            reader = cursor.sql(sql, params=bound).to_arrow_reader(rows)
            first = next(reader, None)
            yield pa.RecordBatch.from_pylist([], schema=reader.schema) if first is None else first
            yield from reader


def _asking(
    snapshot: Snapshot, question: Query, filters: Filters | None, page: Page | None, months: Sequence[Month] | None
) -> AbstractContextManager[tuple[duckdb.DuckDBPyConnection, str, dict[str, object]]]:
    """Ask for the rows of `page`, or for all."""
    if page is None:
        return asking(snapshot, question, filters)
    cut: dict[str, object] = {"first_row": page.first, "count_rows": page.count}
    if months is None:
        return asking(snapshot, question, filters, cut, around=_CUT)
    return asking(snapshot, question, filters, cut | _days(months, page))


def _months(snapshot: Snapshot, question: Query, filters: Filters | None) -> Sequence[Month] | None:
    """Return how many rows start in each month, in the order of the list; None where nothing counts them so."""
    if not question.counter:
        return None
    with asking(snapshot, query(question.counter), filters) as (cursor, sql, bound):
        months: Sequence[Month] = cursor.execute(statement(sql), bound).fetchall()
    return months


def _total(months: Sequence[Month]) -> int:
    return sum(count for _year, _month, count in months)


def _days(months: Sequence[Month], page: Page) -> dict[str, object]:
    """Return between which days the rows of `page` start, and how many rows there are before it since the first."""
    days: list[date] = []
    before = skipped = 0
    for year, month, count in months:
        if before < page.end and before + count > page.first:
            if not days:
                skipped = before
            days += [date(year, month, 1), date(year, month, monthrange(year, month)[1])]
        before += count
    if not days:  # the list has ended before this page
        return {"first_day": date.max, "last_day": date.min}
    return {"first_day": days[0], "last_day": days[-1], "first_row": page.first - skipped}
