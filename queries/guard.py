"""What a person may see of a snapshot: rows of the allowed regions, kept apart in the SQL itself.

A snapshot with `regions` is asked through a guard: common table expressions in front of a question that bear the names
of the tables and hold their allowed rows only, so that no question can reach past them. Which rows those are follows
from the foreign keys of the contract:

- an office is seen where its region is allowed; a row that must name an office, where that office is;
- a training, which may name one as its host, also where an office that took part in it is seen (the regions of both
  are its `seen_by_bits`); the name of a host that is not allowed is blanked, sets of regions shrink to those allowed;
- a table that has no way to an office (requests by channel, published totals) is the same for everybody;
- books that quote rows as they were delivered, and any table that is not known here, are empty.

Names in the SQL below are those of the contract; the regions are bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import duckdb

from extracts import Table, read_contract
from extracts.cubes import CUBES, CUBES_OF_OFFICES
from queries.filters import CODE_COLUMNS, bits_of

# Tables of a snapshot without a row of any office: codes and sets of them, years, and what was delivered, in numbers.
PUBLIC = frozenset(
    {"codes", "region_sets", "years", "coverage", "checks", "delivered_files", "files_not_read", "snapshot"}
)

PARAMETER, PARAMETER_BITS = "allowed_regions", "allowed_region_bits"
# Each question of the dashboard, as a whole, cut and counted, plainly and behind the guard of some regions.
STATEMENTS_KEPT = 512
_OFFICES, _REGION = CODE_COLUMNS["regions"].split(".")
_ALLOWED_BITS = f"${PARAMETER_BITS}"
_SEEN = f"(seen_by_bits & {_ALLOWED_BITS}) > 0"


@dataclass(frozen=True)
class Guard:
    """The allowed rows of one table as SQL, and the guarded tables that this SQL reads in turn."""

    sql: str
    needs: tuple[str, ...] = ()


def execute(
    cursor: duckdb.DuckDBPyConnection, regions: tuple[str, ...] | None, sql: str, bound: Mapping[str, object]
) -> duckdb.DuckDBPyConnection:
    """Execute `sql` with the values `bound` on `cursor`, behind the guard where only `regions` are allowed."""
    guarded_sql, held = prepared(cursor, regions, sql, bound)
    return cursor.execute(statement(guarded_sql), held)


@lru_cache(maxsize=STATEMENTS_KEPT)
def statement(sql: str) -> duckdb.Statement:
    """Return the one statement that `sql` is, for any cursor: to read it takes a third of the time of an answer."""
    [only] = duckdb.extract_statements(sql)
    return only


def bound_to(sql: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return those of `values` that `sql` names: DuckDB refuses any other."""
    return {name: values[name] for name in statement(sql).named_parameters}


def prepared(
    cursor: duckdb.DuckDBPyConnection, regions: tuple[str, ...] | None, sql: str, bound: Mapping[str, object]
) -> tuple[str, dict[str, object]]:
    """Return `sql` and the values to bind, ready for `cursor`: behind the guard where only `regions` are allowed."""
    if regions is None:
        return sql, dict(bound)
    sql = guarded(cursor, sql)
    allowed = {PARAMETER: list(regions), PARAMETER_BITS: bits_of("regions", regions)}
    return sql, bound_to(sql, {**bound, **allowed})


def guarded(cursor: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return the question `sql` behind the guards of all tables that it reads; the allowed regions are to be bound.

    Raises ValueError where `sql` names a table with its schema, which would reach past a guard.
    """
    # DuckDB names the tables of a statement without parameters only.
    found = cursor.get_table_names(re.sub(r"\$\w+", "null", sql), qualified=True)
    names = {name.strip('"') for name in found}
    if past := sorted(name for name in names if "." in name):
        raise ValueError(f"a question must not name the schema of a table: {', '.join(past)}")
    chosen: dict[str, str] = {}
    for name in sorted(names):
        _add(name, chosen)
    return in_front(chosen, sql)


def in_front(expressions: dict[str, str], sql: str) -> str:
    """Return `sql` with `expressions` (SQL by name) as the first of its common table expressions."""
    if not expressions:
        return sql
    first = ",\n".join(f"{name} as (\n{text}\n)" for name, text in expressions.items())
    body = re.sub(r"^\s*with\b", ",", without_comments(sql), count=1, flags=re.IGNORECASE)
    return f"with {first}\n{body}"


def without_rows(sql: str) -> str:
    """Return the question `sql` with its columns and no row."""
    return f"select * from (\n{without_comments(sql)}\n) as answer where false"


def without_comments(sql: str) -> str:
    """Return `sql` without the lines that are comments."""
    return "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))


def _add(name: str, chosen: dict[str, str]) -> None:
    """Add the guard of the table `name`, and before it those it needs, unless it is there or everybody may see all."""
    guard = guards().get(name)
    if name in chosen or (guard is None and name in PUBLIC | _free_tables()):
        return
    for needed in guard.needs if guard else ():
        _add(needed, chosen)
    chosen[name] = guard.sql if guard else f'select * from main."{name}" where false'


@cache
def guards() -> dict[str, Guard]:
    """Return the guard of each table that holds rows of offices, by name of the table."""
    found = {
        _OFFICES: Guard(
            f'select * from main."{_OFFICES}" where list_contains(cast(${PARAMETER} as varchar[]), {_REGION})'
        ),
        "source_years": Guard(f'select * from main."source_years" where seen_by_bits is null or {_SEEN}'),
    }
    for table in read_contract():
        if table.name not in _free_tables() and table.name != _OFFICES:
            found[table.name] = _guard(table)
    for name in CUBES:
        found[name] = _cube_guard(name)
    return found


@cache
def _free_tables() -> frozenset[str]:
    """Return the tables of the contract that have no way to an office, and those that list the members of their cells.

    A list of members holds texts and codes without a row of any table.
    """
    tables = [table for table in read_contract() if table.name != _OFFICES]
    lists = {
        f"{table.name}_{field.name}" for table in tables for field in table.fields if field.separator and field.member
    }
    return frozenset({table.name for table in tables if not _office_columns(table)} | lists)


def _guard(table: Table) -> Guard:
    required = {field.name for field in table.fields if field.required}
    columns = _office_columns(table)
    must = [name for name in columns if name in required]
    if must:
        seen = " and ".join(_is_allowed(name) for name in must)
        return Guard(f'select * from main."{table.name}" where {seen}', (_OFFICES,))
    # A training: its host may be anywhere, and its beneficiary offices in several regions.
    hosts = ", ".join(f'case when {_is_allowed(name)} then "{name}" end as "{name}"' for name in columns)
    return Guard(f"{_narrowed(table.name, f'{hosts}, ')} where {_SEEN}", (_OFFICES,))


def _cube_guard(name: str) -> Guard:
    if name in CUBES_OF_OFFICES:
        return Guard(f'select * from main."{name}" where {_is_allowed("office")}', (_OFFICES,))
    # What a measure counts may have no way to an office: then it has no set of regions, not even an empty one.
    return Guard(f"{_narrowed(name)} where region_bits is null or (region_bits & {_ALLOWED_BITS}) > 0")


def _narrowed(name: str, replaced: str = "") -> str:
    """Return the select of the table `name` with its sets of regions less those that are not allowed."""
    return (
        f"select * replace ({replaced}region_bits & {_ALLOWED_BITS} as region_bits,"
        f' reported_region_bits & {_ALLOWED_BITS} as reported_region_bits) from main."{name}"'
    )


def _is_allowed(column: str) -> str:
    key = next(table.primary_key[0] for table in read_contract() if table.name == _OFFICES)
    return f'"{column}" in (select "{key}" from "{_OFFICES}")'


def _office_columns(table: Table) -> list[str]:
    return [key.column for key in table.foreign_keys if key.references == _OFFICES]
