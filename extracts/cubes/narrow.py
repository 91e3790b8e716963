"""Texts that repeat as numbers, for as long as many wide rows are on their way through a join.

Rows that do not fit into memory are put on disk meanwhile, with each text in full. As values of an enumeration most of
them take a byte or two.
"""

from __future__ import annotations

import duckdb

# A column that has more values than this among its first rows is not looked through.
FIRST_ROWS, FEW_IN_FIRST, FEW = 100_000, 1_000, 10_000


def narrow(connection: duckdb.DuckDBPyConnection, relation: str, but: str) -> tuple[str, str]:
    """Return a select of all of `relation` with its repeating texts as enumerations, and columns that turn them back.

    The second is for the list of a select: each column of `relation` but the one called `but`. `widen` drops the types.
    """
    columns = connection.execute(f"select column_name, column_type from (describe {relation})").fetchall()
    repeating = {name for name, kind in columns if kind == "VARCHAR" and _repeats(connection, relation, name)}
    for name in repeating:
        values = f'select distinct "{name}" from {relation} where "{name}" is not null order by all'
        connection.execute(f'create type "_{name}" as enum ({values})')
    to = ", ".join(
        f'cast("{name}" as "_{name}") as "{name}"' if name in repeating else f'"{name}"' for name, _kind in columns
    )
    back = ", ".join(
        f'cast("{name}" as varchar) as "{name}"' if name in repeating else f'"{name}"'
        for name, _kind in columns
        if name != but
    )
    return f"select {to} from {relation}", back


def widen(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the types that `narrow` has made."""
    types = connection.execute("select type_name from duckdb_types() where not internal and logical_type = 'ENUM'")
    for (name,) in types.fetchall():
        connection.execute(f'drop type "{name}"')


def _repeats(connection: duckdb.DuckDBPyConnection, relation: str, name: str) -> bool:
    def few(rows: str, most: int) -> bool:
        return connection.execute(f'select count(distinct "{name}") <= {most} from {rows}').fetchall() == [(True,)]

    return few(f'(select "{name}" from {relation} limit {FIRST_ROWS})', FEW_IN_FIRST) and few(
        f'(select distinct "{name}" from {relation})', FEW
    )
