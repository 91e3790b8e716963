"""From staged text to typed tables: a row that breaks a rule is set aside with its place and reason, never dropped.

Rules come from the contract (types, required, enum, pattern, minimum, maximum, keys) and from `extracts.checks`.
Names in the SQL below are those of the contract; values are always bound.
"""

from __future__ import annotations

from typing import Any

import duckdb

from extracts.checks import CHECKS
from extracts.contract import Field, ForeignKey, Table

# What a value must look like besides being castable: DuckDB reads '3.7' as the integer 4 and '2020-1-5' as a date.
TYPE_PATTERNS = {"integer": r"[+-]?\d+", "date": r"\d{4}-\d{2}-\d{2}"}
TYPES_EXPECTED = {"integer": "1234", "date": "YYYY-MM-DD"}


def create_bookkeeping(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that say what was delivered: `delivered_files`, `checks` and `rows_set_aside`.

    `checks` has a row for each rule that was put to a table, kept or broken. A `rule` is a code and `expected` what the
    contract asks for, so that each language words them.
    """
    connection.execute("create table checks (dataset varchar, column_name varchar, rule varchar, expected varchar)")
    connection.execute(
        "create table delivered_files (dataset varchar, file varchar, rows_read bigint, rows_accepted bigint,"
        " rows_set_aside bigint, changed_at timestamp)"
    )
    connection.execute(
        "create table rows_set_aside (dataset varchar, file varchar, line bigint, column_name varchar, value varchar,"
        " rule varchar, expected varchar)"
    )


def accept(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Check the rows of `_staged` and create `table` from those that keep every rule."""
    connection.execute(
        "insert into rows_set_aside select $dataset, _file, _line, null, null, _problem, _expected from _staged"
        " where _problem is not null",
        {"dataset": table.name},
    )
    for field in table.fields:
        _check_field(connection, table, field)
    for key in table.foreign_keys:
        _check_foreign_key(connection, table, key)
    # From here on cells have their types, and a row that is refused already is not asked about a second time.
    columns = ", ".join(f'cast("{field.name}" as {field.sql_type}) as "{field.name}"' for field in table.fields)
    connection.execute(
        f"create or replace temp table _typed as select _file, _line, {columns} from _staged where {_not_set_aside()}",
        {"dataset": table.name},
    )
    for check in CHECKS:
        if check.table == table.name:
            faulty = f"(_file, _line) in (select (_file, _line) from _typed where {check.fault})"
            _set_aside(connection, table, faulty, check.rule, check.column)
    _check_keys(connection, table)
    connection.execute(
        f'create table "{table.name}" as select * exclude (_file, _line) from _typed'
        f" where {_not_set_aside()} order by _file, _line",
        {"dataset": table.name},
    )


def _check_field(connection: duckdb.DuckDBPyConnection, table: Table, field: Field) -> None:
    column = f'"{field.name}"'
    readable = f"_problem is null and {column} is not null"
    if field.required:
        _set_aside(connection, table, f"_problem is null and {column} is null", "required", field.name)
    if field.type in TYPE_PATTERNS:
        pattern = TYPE_PATTERNS[field.type]
        castable = f"regexp_full_match({column}, $pattern) and try_cast({column} as {field.sql_type}) is not null"
        wrong = f"{readable} and not ({castable})"
        _set_aside(connection, table, wrong, "type", field.name, TYPES_EXPECTED[field.type], pattern=pattern)
    if field.codes and not field.separator:
        unknown = f"{readable} and not list_contains($codes, {column})"
        _set_aside(connection, table, unknown, "enum", field.name, ", ".join(field.codes), codes=list(field.codes))
    if field.pattern:
        unlike = f"{readable} and not regexp_full_match({column}, $pattern)"
        expected = ", ".join(field.codes) or field.pattern
        _set_aside(connection, table, unlike, "pattern", field.name, expected, pattern=field.pattern)
    for rule, limit, sign in (("minimum", field.minimum, "<"), ("maximum", field.maximum, ">")):
        if limit is not None:
            outside = f"try_cast({column} as {field.sql_type}) {sign} cast($limit as {field.sql_type})"
            _set_aside(connection, table, outside, rule, field.name, limit, limit=limit)


def _check_keys(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Of rows with the same key, by value and not by spelling, the first that keeps every other rule stays."""
    unique = ((field.name,) for field in table.fields if field.unique)
    for key in dict.fromkeys((table.primary_key, *unique)):
        columns = ", ".join(f'"{name}"' for name in key)
        filled = " and ".join(f'"{name}" is not null' for name in key)
        seen_before = (
            f"(_file, _line) in (select (_file, _line) from _typed where {filled} and {_not_set_aside()}"
            f" qualify row_number() over (partition by {columns} order by _file, _line) > 1)"
        )
        _set_aside(connection, table, seen_before, "unique", key[0], ", ".join(key))


def _check_foreign_key(connection: duckdb.DuckDBPyConnection, table: Table, key: ForeignKey) -> None:
    missing = (
        f'"{key.column}" is not null and not exists'
        f' (select 1 from "{key.references}" as target where target."{key.references_column}" = _staged."{key.column}")'
    )
    _set_aside(connection, table, missing, "foreign_key", key.column, f"{key.references}.{key.references_column}")


def _set_aside(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    condition: str,
    rule: str,
    column: str,
    expected: str = "",
    **parameters: Any,
) -> None:
    """Put one rule to the staged rows: note each for which `condition` holds, with the value in its `column`."""
    connection.execute("insert into checks values (?, ?, ?, ?)", [table.name, column, rule, expected or None])
    bound = {"dataset": table.name, "column": column, "rule": rule, "expected": expected or None, **parameters}
    selected = f'$dataset, _file, _line, $column, "{column}", $rule, $expected'
    statement = f"insert into rows_set_aside select {selected} from _staged where {condition}"
    # DuckDB refuses a bound name that the statement does not hold.
    held = connection.extract_statements(statement)[0].named_parameters
    connection.execute(statement, {name: value for name, value in bound.items() if name in held})


def _not_set_aside() -> str:
    return "(_file, _line) not in (select (file, line) from rows_set_aside where dataset = $dataset)"
