"""The catalogue of questions: each `queries/<name>.sql` with its header, and the one way to run it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from extracts import Snapshot
from extracts.cubes import SUMMED_UP
from queries.completed import Every, completed, every
from queries.filters import CODE_COLUMNS, Filters, bits_of
from queries.guard import bound_to, in_front, prepared, statement, without_comments, without_rows
from queries.rows import Answer, fetched, framed
from queries.taken import Taken, taken
from words.headers import read_header

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).resolve().parent
REQUIRED_HEADERS = ("title", "question", "grain", "unit", "sources", "definition")
# What a question that pages itself is given where all rows are asked for; `queries.paging` says what the names mean.
ALL_ROWS: Mapping[str, object] = {
    "first_row": 0,
    "count_rows": None,
    "first_day": date.min,
    "last_day": date.max,
}
# Filters that SQL also names as sets in one number, by the name that it gives them.
AS_BITS: Mapping[str, str] = {"region_bits": "regions", "topic_bits": "topics"}


@dataclass(frozen=True)
class Query:
    """One question: its header, its SQL and the `parameters` that it depends on: names of filters, and of `ALL_ROWS`.

    `needs_all_regions` says that the answer only holds for all regions together (it compares with a published total,
    or quotes rows as they were delivered): who may see some of them gets no row of it. `counter` is the question that
    counts its rows by month, where there is one; its SQL then pages itself. `is_by_year` says that its answer has the
    column `year`, and that the rows of one year do not depend on which other years are asked for; `is_by_region` the
    same of regions. `every` says of which years and codes its answer has a row beside those that the SQL answers, and
    which total of a year (see `queries.completed`). `takes` says which rows of which part it answers, where it does no
    more (see `queries.taken`).
    """

    name: str
    title: str
    question: str
    grain: str
    unit: str
    sources: tuple[str, ...]
    definition: str
    caveats: str
    sql: str
    parameters: frozenset[str]
    every: Every | None = None
    takes: Taken | None = None
    needs_all_regions: bool = False
    counter: str = ""
    is_by_year: bool = False
    is_by_region: bool = False


class UnknownQueryError(LookupError):
    """No question has this name."""


@cache
def queries() -> dict[str, Query]:
    """Return all questions by name, in alphabetical order.

    Raises ValueError for a file without a full header or with anything but one SELECT.
    """
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}


def query(name: str) -> Query:
    """Return the question `name`. Raises UnknownQueryError."""
    try:
        return queries()[name]
    except KeyError:
        raise UnknownQueryError(name) from None


@cache
def part(name: str) -> Query:
    """Return the part `name` of questions as one that can be asked for itself. Raises UnknownQueryError."""
    path = FOLDER / "parts" / f"{name}.sql"
    if not path.exists():
        raise UnknownQueryError(name)
    sql = with_parts(path.read_text(encoding="utf-8"))
    return Query(
        name=name,
        title="",
        question="",
        grain="",
        unit="",
        sources=(),
        definition="",
        caveats="",
        sql=sql,
        parameters=_parameters(statement(sql)),
    )


def run(snapshot: Snapshot, name: str, filters: Filters | None = None) -> pd.DataFrame:
    """Answer the question `name`, on a cursor of its own; safe to call from many threads at once.

    Filters are made safe first and bound, exactly those that the SQL names. Counts come as (nullable) integers, dates
    as datetime64; unknown is missing (NA), never 0. A snapshot with allowed `regions` answers from their rows alone.
    For files and notebooks; pages use `ask`. Raises UnknownQueryError.
    """
    question = query(name)
    if question.every:
        return framed(ask(snapshot, name, filters))
    with asking(snapshot, question, filters) as (cursor, sql, bound):
        return cursor.execute(statement(sql), bound).df()


def ask(snapshot: Snapshot, name: str, filters: Filters | None = None) -> Answer:
    """Answer the question `name` like `run`, in plain rows. Raises UnknownQueryError."""
    question = query(name)
    return _complete(_fetched(snapshot, question, filters), question, snapshot, filters)


def ask_part(snapshot: Snapshot, name: str, filters: Filters | None = None) -> Answer:
    """Answer the part `name`, of which questions take rows, in plain rows. Raises UnknownQueryError."""
    return _fetched(snapshot, part(name), filters)


def take(answer: Answer, name: str, snapshot: Snapshot, filters: Filters | None = None) -> Answer:
    """Return what `ask` answers to the question `name`, of the `answer` to the part that it takes rows of."""
    question = query(name)
    return _complete(question.takes.of(answer) if question.takes else answer, question, snapshot, filters)


def _fetched(snapshot: Snapshot, question: Query, filters: Filters | None) -> Answer:
    with asking(snapshot, question, filters) as (cursor, sql, bound):
        return fetched(cursor.execute(statement(sql), bound))


def _complete(answer: Answer, question: Query, snapshot: Snapshot, filters: Filters | None) -> Answer:
    if question.every:
        return completed(answer, question.every, (filters or Filters()).within(snapshot), snapshot)
    return answer


@contextmanager
def asking(
    snapshot: Snapshot,
    question: Query,
    filters: Filters | None = None,
    page: Mapping[str, object] = ALL_ROWS,
    around: str = "{sql}",
) -> Iterator[tuple[duckdb.DuckDBPyConnection, str, dict[str, object]]]:
    """Give a cursor of its own to put `question` to, the SQL to execute and the values to bind, made safe.

    `page` are values that the SQL may name besides the filters. `around` is SQL of this program, in which the question
    stands as `{sql}`. What is answered so lacks the rows that `completed` adds.
    """
    is_hidden = question.needs_all_regions and snapshot.regions is not None
    filters = (filters or Filters()).within(snapshot)
    smallest = of_smallest_cube(question.sql, filters)
    sql = around.format(sql=without_rows(smallest) if is_hidden else smallest)
    bound = bound_to(sql, {**parameters(filters), **page})
    with snapshot.cursor() as cursor:
        yield cursor, *prepared(cursor, snapshot.regions, sql, bound)


def of_smallest_cube(sql: str, filters: Filters) -> str:
    """Return `sql` asked of the smallest cubes that know all that `filters` choose by."""
    for cube, smaller in SUMMED_UP.items():
        able = (name for name, summed_over in smaller if not any(getattr(filters, by) for by in summed_over))
        sql = re.sub(rf"\b{cube}\b", next(able, cube), sql)
    return sql


def parameters(filters: Filters) -> dict[str, int | str | list[str] | None]:
    """Return the values that SQL may name; an empty list filter, and its set, is NULL, which chooses all."""
    return {
        "from_year": filters.from_year,
        "to_year": filters.to_year,
        "basis": filters.basis,
        "development": filters.development,
        **{name: list(getattr(filters, name)) or None for name in CODE_COLUMNS},
        **{bits: bits_of(name, getattr(filters, name)) or None for bits, name in AS_BITS.items()},
    }


def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    lacking = [name for name in REQUIRED_HEADERS if not header.get(name)]
    if lacking:
        raise ValueError(f"{path.name}: the header lacks {', '.join(lacking)}")
    sql = with_parts(text)
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ValueError(f"{path.name}: exactly one select is expected")
    grid = every(header.get("every", ""), header.get("total", ""))
    return Query(
        name=path.stem,
        title=header["title"],
        question=header["question"],
        grain=header["grain"],
        unit=header["unit"],
        sources=tuple(source.strip() for source in header["sources"].split(",")),
        definition=header["definition"],
        caveats=header.get("caveats", ""),
        sql=sql,
        parameters=_parameters(statements[0]) | (grid.parameters if grid else frozenset()),
        every=grid,
        takes=taken(header.get("takes", ""), without_comments(text)),
        needs_all_regions=header.get("scope") == "all regions",
        counter=header.get("counter", ""),
        is_by_year=grid is not None or header.get("years") == "each by itself",
        is_by_region=header.get("regions") == "each by itself",
    )


def _parameters(select: duckdb.Statement) -> frozenset[str]:
    """Return the names of the filters, and of `ALL_ROWS`, that `select` names."""
    return frozenset(AS_BITS.get(name, name) for name in select.named_parameters)


def with_parts(text: str, before: Sequence[Path] = ()) -> str:
    """Return the SQL of a question with the parts that its header says it uses in front, as common table expressions.

    A part lies in one of the folders `before`, or else in `queries/parts/`. It may use parts in turn; each comes once,
    after those that it uses. Parts are SQL of this project, composed when it is read; no value ever takes this way.
    """
    parts: dict[str, str] = {}
    _add_parts(text, [*before, FOLDER / "parts"], parts)
    return in_front(parts, text)


def _add_parts(text: str, folders: Sequence[Path], parts: dict[str, str]) -> None:
    """Add the SQL of each part that `text` uses, and before it that of the parts it uses, unless it is there."""
    for name in filter(None, (part.strip() for part in read_header(text).get("uses", "").split(","))):
        if name not in parts:
            found = (folder / f"{name}.sql" for folder in folders)
            part = next(path for path in found if path.exists()).read_text(encoding="utf-8")
            _add_parts(part, folders, parts)
            parts[name] = without_comments(part)
