"""What is new: two published snapshots compared, table by table and row by row, when the newer one is published.

Only then are both at hand as files: a snapshot that is shown cannot reach another one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extracts.contract import Table, read_contract
from extracts.settings import memory_megabytes
from extracts.sql import literal

# Rows of a table in both snapshots together: to compare more of them would keep the publication waiting.
MOST_ROWS = 2_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TableChange:
    """How many rows a table had `before` and has `now`, and how many of them were added, removed or changed.

    A row is known again by its primary key. The last three are None where the rows were not compared: there are too
    many of them, or the older snapshot has the table in another form.
    """

    dataset: str
    before: int
    now: int
    added: int | None = None
    removed: int | None = None
    changed: int | None = None

    @property
    def is_one(self) -> bool:
        """Whether anything is known to have changed."""
        return self.before != self.now or bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class News:
    """What the snapshot that stands published has of new against the one before it.

    `fingerprint` and `published_at` (UTC, ISO) are those of the older one, `changed_on` the day of its data (ISO, or ""
    where no file had one). `tables` holds every table of the contract, in its order.
    """

    fingerprint: str
    published_at: str
    changed_on: str
    tables: tuple[TableChange, ...]

    @property
    def changed(self) -> tuple[TableChange, ...]:
        """The tables in which something has changed."""
        return tuple(table for table in self.tables if table.is_one)


def compare(older: Path, newer: Path, most: int = MOST_ROWS) -> tuple[TableChange, ...]:
    """Return what has changed in each table from the database file `older` to `newer`, both made by `build`.

    Of tables with more than `most` rows in both together, only the rows are counted. Raises duckdb.Error where a file
    is none.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"set memory_limit = '{memory_megabytes()}MB'")
        # Beside the files, under a name that is cleared away with the leftovers of a killed worker.
        spill = newer.with_name(f"building-compared-{newer.stem}.tmp")
        connection.execute(f"set temp_directory = {literal(str(spill))}")
        for name, path in (("older", older), ("newer", newer)):
            connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
        return tuple(_compared(connection, table, most) for table in read_contract())


def _compared(connection: duckdb.DuckDBPyConnection, table: Table, most: int) -> TableChange:
    try:
        before = _count(connection, f'older."{table.name}"')
    except duckdb.CatalogException:
        before = 0  # the contract of then had no such table
    now = _count(connection, f'newer."{table.name}"')
    if before and before + now > most:
        return TableChange(table.name, before, now)
    if not before:
        return TableChange(table.name, 0, now, now, 0, 0)
    try:
        [counts] = connection.execute(_sql(table)).fetchall()
    except (duckdb.BinderException, duckdb.ConversionException) as error:
        log.warning("the rows of %s cannot be compared with those before: %s", table.name, error)
        return TableChange(table.name, before, now)
    return TableChange(table.name, before, now, *counts)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


def _sql(table: Table) -> str:
    """Return SQL that counts the rows of `table` that were added, removed and changed."""
    keys = table.primary_key
    sides = {
        side: f"select {_names(keys)}, struct_pack({_pairs(table.column_names)}) as cells, 1 as here"
        f' from {side}."{table.name}"'
        for side in ("older", "newer")
    }
    return (
        "select count(*) filter (was.here is null), count(*) filter (is_now.here is null),"
        " count(*) filter (was.here = 1 and is_now.here = 1 and was.cells is distinct from is_now.cells)"
        f" from ({sides['older']}) as was full join ({sides['newer']}) as is_now using ({_names(keys)})"
    )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _pairs(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}" := "{name}"' for name in columns)
