"""The catalogue of questions: each `queries/<name>.sql` with its header, and the one way to run it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from extracts import Snapshot
from queries.filters import CODE_COLUMNS, Filters
from words.headers import read_header

FOLDER = Path(__file__).resolve().parent
REQUIRED_HEADERS = ("title", "question", "grain", "unit", "sources", "definition")


@dataclass(frozen=True)
class Query:
    """One question: its header, its SQL and the names of the parameters that the SQL takes."""

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


def run(snapshot: Snapshot, name: str, filters: Filters | None = None) -> pd.DataFrame:
    """Answer the question `name`, on a cursor of its own; safe to call from many threads at once.

    Filters are made safe first and bound, exactly those that the SQL names. Counts come as (nullable) integers, dates
    as datetime64; unknown is missing (NA), never 0. Raises UnknownQueryError.
    """
    question = query(name)
    values = parameters((filters or Filters()).within(snapshot))
    with snapshot.cursor() as cursor:
        return cursor.execute(question.sql, {key: values[key] for key in question.parameters}).df()


def parameters(filters: Filters) -> dict[str, int | str | list[str] | None]:
    """Return the values that a query may name, by parameter name; an empty list filter is NULL, which chooses all."""
    return {
        "from_year": filters.from_year,
        "to_year": filters.to_year,
        "basis": filters.basis,
        "development": filters.development,
        **{name: list(getattr(filters, name)) or None for name in CODE_COLUMNS},
    }


def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    lacking = [name for name in REQUIRED_HEADERS if not header.get(name)]
    if lacking:
        raise ValueError(f"{path.name}: the header lacks {', '.join(lacking)}")
    sql = _with_parts(text, header.get("uses", ""))
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ValueError(f"{path.name}: exactly one select is expected")
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
        parameters=frozenset(statements[0].named_parameters),
    )


def _with_parts(text: str, uses: str) -> str:
    """Put the parts that a query uses, from `queries/parts/`, in front of it as common table expressions.

    A part may use parts in turn; each comes once, after those that it uses. Parts are SQL of this folder, composed when
    it is read; no value ever takes this way.
    """
    parts: dict[str, str] = {}
    _add_parts(uses, parts)
    if not parts:
        return text
    expressions = ",\n".join(f"{name} as (\n{sql}\n)" for name, sql in parts.items())
    body = re.sub(r"^\s*with\b", ",", _without_comments(text), count=1, flags=re.IGNORECASE)
    return f"with {expressions}\n{body}"


def _add_parts(uses: str, parts: dict[str, str]) -> None:
    """Add the SQL of each part named in `uses`, and before it that of the parts it uses, unless it is there."""
    for name in filter(None, (part.strip() for part in uses.split(","))):
        if name not in parts:
            text = (FOLDER / "parts" / f"{name}.sql").read_text(encoding="utf-8")
            _add_parts(read_header(text).get("uses", ""), parts)
            parts[name] = _without_comments(text)


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
