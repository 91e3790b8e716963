"""From staged text to typed tables: a row that breaks a rule is set aside with its place and reason, never dropped.

Rules come from the contract (types, required, enum, pattern, minimum, maximum, keys) and from `extracts.checks`.
Names in the SQL below are those of the contract; values are always bound.

All rules that look at one row are put to it in one pass: each has a bit in `_mask`, and only rows with a bit are looked
at again, so that a million rows take seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from extracts.checks import Check, bound_of, contract_checks, domain_checks, keys_of
from extracts.contract import Field, Table, read_contract
from extracts.cubes import REMADE
from extracts.forms.meanings import Meanings, Remark, read_meanings
from extracts.forms.spellings import canonical
from extracts.limits import IN_ORDER
from extracts.outliers import outlier_checks, unasked_checks
from extracts.reading.stage import stage_lines
from extracts.reading.typed_parts import LINE_BITS
from extracts.scanned import Scanned
from extracts.suspicions import keep_names

# The columns of the table `checks`.
BOOK = ["dataset", "column_name", "rule", "expected"]


@dataclass(frozen=True)
class Checks:
    """The checks of one table in the order in which they are put; the number of a check is its place in `all`."""

    of_contract: Sequence[Check]
    of_field: Sequence[Check]
    of_years: Sequence[Check]
    of_keys: Sequence[Check]

    @property
    def all(self) -> list[Check]:
        return [*self.of_contract, *self.of_field, *self.of_years, *self.of_keys]


def create_bookkeeping(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that say what was delivered and what became of it.

    `delivered_files` and `files_not_read` list the files, `rows_set_aside` each fault of a row that does not count,
    `rows_suspected` what looks wrong in rows that do, `remarks` how a file was read. `checks` has a row for each rule
    that was put to a table, kept or broken. A `rule` is a code and `expected` what the contract asks for, so that each
    language words them.
    """
    connection.execute("create table checks (dataset varchar, column_name varchar, rule varchar, expected varchar)")
    connection.execute(
        "create table delivered_files (dataset varchar, file varchar, form varchar, rows_read bigint,"
        " rows_accepted bigint, rows_set_aside bigint, rows_suspected bigint, changed_at timestamp)"
    )
    for name in ("rows_set_aside", "rows_suspected", "remarks"):
        connection.execute(
            f"create table {name} (dataset varchar, file varchar, line bigint, column_name varchar, value varchar,"
            " rule varchar, expected varchar)"
        )
    connection.execute("create table files_not_read (file varchar, rule varchar)")
    rows = [
        (table.name, check.column, check.rule, check.expected)
        for table in read_contract()
        for check in _checks_of(table).all
    ]
    connection.register("_batch", pa.table([pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)], BOOK))
    connection.execute("insert into checks select * from _batch")
    connection.unregister("_batch")


def accept(connection: duckdb.DuckDBPyConnection, table: Table, scanned: Scanned) -> None:
    """Create `table` from the rows of `_staged` and of `scanned` that keep every rule.

    They stand in the order delivered, but for those of a large table that had to be looked at as text: these come last.
    """
    [(has_rows,)] = connection.execute("select exists (select 1 from _staged)").fetchall()
    if not has_rows and not scanned.parts:
        create_empty(connection, table)
        _note_files(connection, table, scanned, "false")
        return
    checks = _checks_of(table)
    meanings = read_meanings(connection, table)
    connection.register("_meanings", meanings.arrow())
    if has_rows:
        _create_typed(connection, table, checks, meanings.columns)
    else:  # nothing to be looked up in other tables, which may be large
        _create_untyped(connection, table)
    checks = replace(checks, of_years=outlier_checks(scanned.engine, table, scanned.clean))
    if lines := scanned.leave_beside(checks.of_years):
        stage_lines(connection, scanned, lines)
        _create_typed(connection, table, checks, meanings.columns)
    _find_faults(connection, checks)
    _note_faults(connection, table, checks.all)
    _note_remarks(connection, table, meanings)
    _note_files(connection, table, scanned, "_problem is not null or _row in (select _row from _faults)")
    keep_names(connection, table)
    connection.unregister("_meanings")
    connection.execute("drop table _staged")  # before the accepted rows are copied: the two together are the peak
    _create_accepted(connection, table, scanned)
    connection.execute("drop table _typed")
    connection.execute("drop table _faults")


def create_empty(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create `table` without a row."""
    columns = ", ".join(f'cast(null as {field.sql_type}) as "{field.name}"' for field in table.fields)
    _create(connection, table, f"select cast(null as bigint) as _place, {columns} where false")


def _create_accepted(connection: duckdb.DuckDBPyConnection, table: Table, scanned: Scanned) -> None:
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    kept = f"select _row as _place, {names} from _typed where _mask = 0 and _row not in (select _row from _faults)"
    if table.name == REMADE:
        connection.execute(f"create or replace temp table _kept as {kept}")
        kept = "from _kept"
    is_large = sum(part.rows for part in scanned.parts.values()) > IN_ORDER
    order = "" if is_large else " order by _place"
    _create(connection, table, f"select * from {scanned.clean} union all {kept}", order)
    if scanned.parts and table.name == REMADE:
        scanned.engine.unite(f"accepted_{table.name}", scanned.clean, kept)
    elif scanned.parts:
        scanned.engine.unite(table.name, scanned.clean, f"select {names} from ({kept})")


def _create(connection: duckdb.DuckDBPyConnection, table: Table, rows: str, in_order: str = "") -> None:
    """Create `table` from `rows`, a select of its columns and of the `_place` of each row.

    The one that is made anew when all tables are there is written only then: until then it is a view of
    `accepted_<table>`, and what was scanned stays where it lies.
    """
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    if table.name == REMADE:
        connection.execute(f'create temp view "accepted_{table.name}" as {rows}')
        connection.execute(f'create temp view "{table.name}" as select {names} from "accepted_{table.name}"')
    else:
        connection.execute(f'create table "{table.name}" as select {names} from ({rows}){in_order}')


@cache
def _checks_of(table: Table) -> Checks:
    return Checks(contract_checks(table), domain_checks(table), unasked_checks(table), _key_checks(table))


def _key_checks(table: Table) -> list[Check]:
    """Return a check per key of `table`; its fault is the columns of the key, as SQL."""
    return [Check("unique", key[0], ", ".join(f'"{name}"' for name in key), ", ".join(key)) for key in keys_of(table)]


def _create_typed(connection: duckdb.DuckDBPyConnection, table: Table, checks: Checks, meant: frozenset[str]) -> None:
    """Make `_typed`: `_row`, the typed columns and `_mask`, a bit per check of one row, of the rows without a problem.

    `meant` are the columns with cells that stand for something else. A row that breaks the contract is not asked about
    the checks of the field: a date that cannot be read is not missing.
    """
    columns, joins = [], []
    for number, field in enumerate(table.fields):
        meaning = f"meaning_{number}" if field.name in meant else None
        columns.append(_typed_column(field, meaning))
        if meaning:
            same_file = f" and {meaning}.file = staged._file" if field.type != "string" else ""
            joins.append(
                f" left join _meanings as {meaning} on {meaning}.column_name = '{field.name}'"
                f' and {meaning}.raw = staged."{field.name}"{same_file}'
            )
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    read = f"select staged._row, {', '.join(columns)} from _staged as staged{''.join(joins)} where _problem is null"
    asked = f"select *, {_mask(checks.of_contract, 0)} as _broken from ({read})"
    later = _mask(checks.of_field, len(checks.of_contract))
    connection.execute(
        f"create or replace temp table _typed as select _row, {names},"
        f" case when _broken = 0 then {later} else _broken end as _mask from ({asked})",
        bound_of(checks.of_contract),
    )


def _create_untyped(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make `_typed` without a row."""
    columns = ", ".join(f'cast(null as {field.sql_type}) as "{field.name}"' for field in table.fields)
    connection.execute(
        f"create or replace temp table _typed as select cast(null as bigint) as _row, {columns},"
        " cast(0 as bigint) as _mask where false"
    )


def _typed_column(field: Field, meaning: str | None) -> str:
    """Return the cell as text, what its reading found wrong, and its typed value, as a list of columns in SQL."""
    raw = f'staged."{field.name}"'
    if field.type == "string":
        typed = f"coalesce({meaning}.value, {raw})" if meaning else raw
    else:
        typed = f"case when {canonical(field, raw)} then try_cast({raw} as {field.sql_type}) end"
        if meaning:
            typed = f"coalesce(cast({meaning}.value as {field.sql_type}), {typed})"
    rule = f"{meaning}.rule" if meaning else "cast(null as varchar)"
    return f'{raw} as "_raw_{field.name}", {rule} as "_rule_{field.name}", {typed} as "{field.name}"'


def _mask(checks: Sequence[Check], first: int) -> str:
    """Return the bits of the `checks` that a row breaks, as SQL; the first check has the bit number `first`."""
    bits = [f"case when {check.fault} then {1 << number} else 0 end" for number, check in enumerate(checks, first)]
    return f"({' | '.join(bits)})" if bits else "0"


def _find_faults(connection: duckdb.DuckDBPyConnection, checks: Checks) -> None:
    """Make `_faults` (`_row`, `number` of the check).

    Of its year, and then of its keys, only a row is asked that keeps all rules before.
    """
    first = len(checks.of_contract) + len(checks.of_field)
    # Without a span no year is far outside.
    far = [(number, check.fault) for number, check in enumerate(checks.of_years, first) if check.expected]
    connection.execute(
        "create or replace temp table _faults as select _row, number from"
        f" (select _row, _mask, unnest(range({first})) as number from _typed where _mask <> 0)"
        " where (_mask >> number) & 1 = 1"
        + "".join(f" union all select _row, {number} from _typed where _mask = 0 and {fault}" for number, fault in far)
    )
    # Of rows with the same key, by value and not by spelling, the first that keeps every other rule stays.
    for number, check in enumerate(checks.of_keys, first + len(checks.of_years)):
        columns = [column.strip() for column in check.fault.split(",")]
        filled = " and ".join(f"{column} is not null" for column in columns)
        same = " and ".join(f"whole.{column} = taken.{column}" for column in columns)
        connection.execute(
            f"insert into _faults with whole as (select _row, {check.fault} from _typed where _mask = 0 and"
            f" {filled} and _row not in (select _row from _faults)), taken as (select {check.fault}, min(_row) as first"
            f" from whole group by {check.fault} having count(*) > 1)"
            f" select whole._row, {number} from whole join taken on {same} where whole._row > taken.first"
        )


def _check_table(checks: Sequence[Check]) -> pa.Table:
    columns: Mapping[str, Any] = {
        "number": pa.array(range(len(checks)), pa.int64()),
        "column_name": pa.array([check.column for check in checks], pa.string()),
        "rule": pa.array([check.rule for check in checks], pa.string()),
        "expected": pa.array([check.expected for check in checks], pa.string()),
    }
    return pa.table(dict(columns))


def _note_faults(connection: duckdb.DuckDBPyConnection, table: Table, checks: Sequence[Check]) -> None:
    """Add the rows with a problem and the `_faults` to `rows_set_aside`, each with the cell as it was delivered."""
    [(has_any,)] = connection.execute(
        "select exists (select 1 from _faults) or exists (select 1 from _staged where _problem is not null)"
    ).fetchall()
    if not has_any:
        return
    cells = " ".join(f"when '{check}' then \"{check}\"" for check in dict.fromkeys(check.column for check in checks))
    connection.register("_batch", _check_table(checks))
    connection.execute(
        "insert into rows_set_aside select $dataset, _file, _line, null, null, _problem, _expected from _staged"
        " where _problem is not null union all"
        " select $dataset, _file, _line, faults.column_name, faults.raw, faults.rule,"
        " coalesce(meaning.expected, faults.expected) from (select _staged._file, _staged._line, checked.*,"
        f" case checked.column_name {cells} end as raw from _faults"
        " join _batch as checked using (number) join _staged using (_row)) as faults"
        " left join (select * from _meanings where expected is not null) as meaning"
        " on meaning.column_name = faults.column_name and meaning.raw = faults.raw and meaning.rule = faults.rule",
        {"dataset": table.name},
    )
    connection.unregister("_batch")


def _note_remarks(connection: duckdb.DuckDBPyConnection, table: Table, meanings: Meanings) -> None:
    if meanings.remarks:
        columns = (pa.array(cells) for cells in zip(*meanings.remarks, strict=True))
        connection.register("_batch", pa.table(dict(zip(Remark._fields, columns, strict=True))))
        connection.execute(
            "insert into remarks select $dataset, file, line, column_name, value, rule, expected from _batch",
            {"dataset": table.name},
        )
        connection.unregister("_batch")


def _note_files(connection: duckdb.DuckDBPyConnection, table: Table, scanned: Scanned, is_set_aside: str) -> None:
    """Add the files of `_files` to `delivered_files`, with what became of their rows; suspicions are counted later."""
    connection.execute(
        "insert into delivered_files with staged as (select _row >> $bits as position, count(*) as read,"
        f" count(*) filter (where {is_set_aside}) as aside from _staged group by _row >> $bits),"
        f" gone as (select _place >> $bits as position, count(*) as rows from {scanned.left} group by _place >> $bits),"
        " counted as (select _files.*, scanned - coalesce(gone.rows, 0) + coalesce(staged.read, 0) as read,"
        " coalesce(staged.aside, 0) as aside from _files"
        " left join staged on staged.position = _files.position left join gone on gone.position = _files.position)"
        " select $dataset, file, form, read, read - aside, aside, 0, changed_at from counted order by file",
        {"dataset": table.name, "bits": LINE_BITS},
    )
