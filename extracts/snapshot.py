"""One consistent picture of the extracts: a database that `extracts.build` has made, shut off from the outside."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

import duckdb

from extracts.contract import CONTRACT_FILE, Table, read_contract
from extracts.place import Place, place
from extracts.settings import server_memory_megabytes

# In this order: once the configuration is locked nothing can be set any more.
LOCK_DOWN = (
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
# Of two threads that open the same file, the second one must find its configuration locked or open, not in between.
_opening = Lock()


@dataclass(frozen=True)
class Snapshot:
    """A loaded delivery: a database that cannot change or reach the outside any more.

    `fingerprint` is the SHA-256 of all delivered files and of the running year (hexadecimal), `changed_on` the day of
    their last change, `missing` the tables of the contract for which no file was found (they are there, empty).
    `not_listed` are activity datasets by year whose full list was never published: illustrative rows stand for it.
    `regions` are those that the person who asks may see, in the contract's order; None allows all.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    fingerprint: str
    first_year: int
    last_year: int
    incomplete_years: frozenset[int]
    not_listed: frozenset[tuple[str, int]]
    changed_on: date | None
    missing: tuple[str, ...]
    regions: tuple[str, ...] | None = None

    @property
    def has_illustrative(self) -> bool:
        """Whether there is any illustrative row."""
        return bool(self.not_listed)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of its own for one query: a connection shared by threads gives wrong rows."""
        return self.connection.cursor()


def data_folder() -> Place:
    """Return where the extracts lie: `ACTIVITY_DATA`, or the folder `data/` that ships with the app.

    Raises StoreError where it is an address that cannot be used.
    """
    return place(os.environ.get("ACTIVITY_DATA") or str(CONTRACT_FILE.parent))


def open_snapshot(path: Path, folder: Path) -> Snapshot:
    """Open the database file `path` that `extracts.build` has made from `folder`. Raises duckdb.Error where it is none.

    The same file may be open several times in a process, which then share its database.
    """
    with _opening:
        connection = duckdb.connect(str(path), read_only=True)
        if not _is_locked(connection):
            connection.execute(f"set memory_limit = '{server_memory_megabytes()}MB'")
            # Each question has a thread of its own already; with more, a small one takes half as long again.
            connection.execute("set threads = 1")
        return shut(connection, folder)


def shut(connection: duckdb.DuckDBPyConnection, folder: Path) -> Snapshot:
    """Shut `connection` off from the outside and return it with what everybody asks of a snapshot."""
    # A database file that is open in this process already comes with its locked configuration.
    if not _is_locked(connection):
        for statement in LOCK_DOWN:
            connection.execute(statement)
    years = connection.execute("select year, is_complete from years order by year").fetchall()
    not_listed = connection.execute("select dataset, year from coverage where illustrative_rows > 0").fetchall()
    changed_at, fingerprint = connection.execute(
        "select (select max(changed_at) from delivered_files), (select fingerprint from snapshot)"
    ).fetchall()[0]
    return Snapshot(
        connection=connection,
        folder=folder,
        fingerprint=fingerprint,
        first_year=years[0][0],
        last_year=years[-1][0],
        incomplete_years=frozenset(year for year, is_complete in years if not is_complete),
        not_listed=frozenset(not_listed),
        changed_on=changed_at and changed_at.date(),
        missing=_missing(connection, read_contract()),
    )


def _is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("select current_setting('lock_configuration')").fetchall() == [(True,)]


def _missing(connection: duckdb.DuckDBPyConnection, contract: Sequence[Table]) -> tuple[str, ...]:
    delivered = {name for (name,) in connection.execute("select distinct dataset from delivered_files").fetchall()}
    return tuple(table.name for table in contract if table.name not in delivered)
