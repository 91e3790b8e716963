"""Lists of any length: their number of rows, one page of them, or all of them batch by batch.

A question whose rows can be millions names a `counter` in its header: a question whose rows are a year, a month and how
many rows start in it, in the order of the list. From these follow the number of rows and the days between which a page
lies, so that nothing else of the list is read. Such SQL names `$first_row`, `$count_rows`, `$first_day`, `$last_day`;
any other list is cut outside its SQL.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

import duckdb

from extracts import Snapshot
from queries.catalogue import ALL_ROWS, Query, ask, asking, query
from queries.filters import Filters
from queries.guard import statement
from queries.rows import Answer, Rows, batch, fetched

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a batch: some 50 MB of the widest list while they are written.
BATCH_ROWS = 50_000

_CUT = "{sql}\nlimit $count_rows offset $first_row"
_ANSWER = "from (\n{sql}\n) as answer"


@dataclass(frozen=True)
class Page:
    """`count` rows of a list in its order, after the `first` ones (0: from the beginning)."""

    first: int
    count: int

    @property
    def end(self) -> int:
        """The number of rows up to the end of this page."""
        return self.first + self.count


@dataclass(frozen=True, eq=False)
class Part:
    """Some rows of a list, and how many rows it has in all."""

    answer: Answer
    total: int


def part_of(whole: Answer, page: Page) -> Part:
    """Return the rows of `page` of an answer that is there as a whole."""
    return Part(whole.of(whole.rows[page.first : page.end]), len(whole.rows))


@dataclass(frozen=True)
class Stretch:
    """Where a page lies in a list that is counted by months: between two days, after the `first` rows since the first.

    `total` is the number of rows of the whole list.
    """

    first_day: date
    last_day: date
    first: int
    count: int
    total: int


def stretch_of(months: Rows, page: Page) -> Stretch:
    """Return where `page` lies in the list whose rows `months` count, an answer to the counter of the list."""
    ends = list(accumulate(month["trainings"] for month in months))
    total = ends[-1] if ends else 0
    inside = [i for i, end in enumerate(ends) if end > page.first and end - months[i]["trainings"] < page.end]
    if not inside:  # the list has ended before this page
        return Stretch(date.max, date.min, page.first, page.count, total)
    first, last = inside[0], inside[-1]
    year, month = months[last]["year"], months[last]["start_month"]
    return Stretch(
        first_day=date(months[first]["year"], months[first]["start_month"], 1),
        last_day=date(year, month, monthrange(year, month)[1]),
        first=page.first - (ends[first] - months[first]["trainings"]),
        count=page.count,
        total=total,
    )


def ask_page(
    snapshot: Snapshot, name: str, filters: Filters | None, page: Page, stretch: Stretch | None = None
) -> Part:
    """Return the rows of `page` of the question `name`; none where the list has ended.

    All pages of a list together are its rows, in its order. `stretch` is where the page lies, if that is known. Raises
    UnknownQueryError.
    """
    question = query(name)
    if question.every:
        return part_of(ask(snapshot, name, filters), page)
    stretch = stretch or _stretch(snapshot, question, filters, page)
    with _asking(snapshot, question, filters, page, stretch) as (cursor, sql, bound):
        answer = fetched(cursor.execute(statement(sql), bound))
    if stretch:
        return Part(answer, stretch.total)
    count = len(answer.rows)
    if count < page.count and (count or not page.first):
        return Part(answer, page.first + count)
    return Part(answer, _count(snapshot, question, filters, ALL_ROWS))


def ask_where(
    snapshot: Snapshot, name: str, filters: Filters | None, where: str, values: Mapping[str, object], most: int
) -> Part:
    """Return the first `most` of those rows of the question `name` for which `where` holds, and how many there are.

    `where` is SQL of this program over the columns of the answer; the `values` that it names are bound. Raises
    UnknownQueryError, duckdb.BinderException for a column that the answer lacks, and ValueError for a question whose
    SQL does not answer all its rows.
    """
    question, values = query(name), {**ALL_ROWS, **values, "most": most}
    if question.every:
        raise ValueError(f"{name}: its rows are completed, so that SQL cannot choose among them")
    around = f"select * {_ANSWER} where {where} limit $most"
    with asking(snapshot, question, filters, values, around) as (cursor, sql, bound):
        answer = fetched(cursor.execute(statement(sql), bound))
    count = len(answer.rows)
    return Part(answer, count if count < most else _count(snapshot, question, filters, values, where))


def _count(
    snapshot: Snapshot, question: Query, filters: Filters | None, values: Mapping[str, object], where: str = "true"
) -> int:
    """Return how many rows of an answer there are for which `where` holds, as in `ask_where`."""
    around = f"select count(*) {_ANSWER} where {where}"
    with asking(snapshot, question, filters, values, around) as (cursor, sql, bound):
        return int(cursor.execute(statement(sql), bound).fetchall()[0][0])


def batches(
    snapshot: Snapshot, name: str, filters: Filters | None = None, rows: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Yield all rows of the question `name` in its order, in batches of at most `rows` that alone are in memory.

    There is at least one batch, which has the columns even where there is no row. Raises UnknownQueryError.
    """
    # Only for files: a server starts without it.
    import pyarrow as pa

    question = query(name)
    if question.every:
        whole = batch(ask(snapshot, name, filters))
        yield from (whole.slice(first, rows) for first in range(0, max(1, len(whole)), rows))
        return
    months = _months(snapshot, question, filters) if question.counter else None
    total = 0 if months is None else sum(month["trainings"] for month in months)
    # As one statement, all rows of a long list would have to be sorted with all that is looked up for them.
    pages = [None] if months is None else [Page(first, rows) for first in range(0, max(1, total), rows)]
    for page in pages:
        stretch = None if months is None or page is None else stretch_of(months, page)
        with _asking(snapshot, question, filters, page, stretch) as (cursor, sql, bound):
            # Not `execute`, whose rows are all in memory before the first is handed out as Arrow.
            reader = cursor.sql(sql, params=bound).to_arrow_reader(rows)
            begin = next(reader, None)
            yield pa.RecordBatch.from_pylist([], schema=reader.schema) if begin is None else begin
            yield from reader


def _asking(
    snapshot: Snapshot, question: Query, filters: Filters | None, page: Page | None, stretch: Stretch | None
) -> AbstractContextManager[tuple[duckdb.DuckDBPyConnection, str, dict[str, object]]]:
    """Ask for the rows of `page`, which lies in `stretch` if the list is counted by months; or for all."""
    if stretch:
        cut = {"first_row": stretch.first, "count_rows": stretch.count}
        return asking(
            snapshot, question, filters, {**cut, "first_day": stretch.first_day, "last_day": stretch.last_day}
        )
    if page:
        return asking(snapshot, question, filters, {"first_row": page.first, "count_rows": page.count}, around=_CUT)
    return asking(snapshot, question, filters)


def _stretch(snapshot: Snapshot, question: Query, filters: Filters | None, page: Page) -> Stretch | None:
    return stretch_of(_months(snapshot, question, filters), page) if question.counter else None


def _months(snapshot: Snapshot, question: Query, filters: Filters | None) -> Rows:
    """Return how many rows start in each month, in the order of the list."""
    return ask(snapshot, question.counter, filters).rows
