"""One consistent picture of the extracts: loaded, checked, and then shut off from the outside."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from extracts.contract import CONTRACT_FILE, read_contract
from extracts.derived import create_codes, create_coverage, create_lists, create_years
from extracts.files import stage
from extracts.intake import accept, create_bookkeeping
from words import _

# In this order: once the configuration is locked nothing can be set any more.
LOCK_DOWN = (
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


@dataclass(frozen=True)
class Snapshot:
    """A loaded delivery: an in-memory database that cannot change or reach the outside any more.

    `fingerprint` is the SHA-256 of all delivered files (hexadecimal), `changed_on` the day of their last change,
    `missing` the tables of the contract for which no file was found (they are there, empty).
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    fingerprint: str
    first_year: int
    last_year: int
    incomplete_years: frozenset[int]
    has_illustrative: bool
    changed_on: date | None
    missing: tuple[str, ...]

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of its own for one query: a connection shared by threads gives wrong rows."""
        return self.connection.cursor()


def data_folder() -> Path:
    """Return the folder of the extracts: `ACTIVITY_DATA`, or the `data/` that ships with the app."""
    return Path(os.environ.get("ACTIVITY_DATA") or CONTRACT_FILE.parent)


def load(folder: Path, today: date | None = None) -> Snapshot:
    """Read the extracts under `folder`, set bad rows aside and return what was accepted.

    `today` (default: the clock's day in UTC) decides which year is still running. A table without files is empty.

    Raises NotADirectoryError where `folder` is none, another OSError where it may not be read.
    """
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, _("there is no such folder"), str(folder))
    contract = read_contract()
    connection = duckdb.connect(":memory:")
    create_bookkeeping(connection)
    digest, missing = hashlib.sha256(), []
    for table in contract:
        files = stage(connection, folder, table.name, table.column_names)
        if not files:
            missing.append(table.name)
        accept(connection, table)
        for name, path in files.items():
            _note_file(connection, table.name, path, name, digest)
        create_lists(connection, table)
    connection.execute("drop table _staged")
    connection.execute("drop table _typed")
    create_codes(connection, contract)
    create_years(connection, contract, today or datetime.now(UTC).date())
    create_coverage(connection, contract)
    for statement in LOCK_DOWN:
        connection.execute(statement)
    return _snapshot(connection, folder, digest.hexdigest(), tuple(missing))


def _note_file(
    connection: duckdb.DuckDBPyConnection, dataset: str, path: Path, name: str, digest: hashlib._Hash
) -> None:
    """Add one file to `delivered_files` and to the fingerprint."""
    digest.update(name.encode())
    try:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
    except OSError:  # no permission, or gone since: the intake has set it aside as unreadable
        changed_at = None
    connection.execute(
        "insert into delivered_files"
        " select $dataset, $file, read, read - aside, aside, $changed_at from"
        " (select count(*) as read from _staged where _file = $file),"
        " (select count(distinct line) as aside from rows_set_aside where dataset = $dataset and file = $file)",
        {"dataset": dataset, "file": name, "changed_at": changed_at},
    )


def _snapshot(
    connection: duckdb.DuckDBPyConnection, folder: Path, fingerprint: str, missing: tuple[str, ...]
) -> Snapshot:
    years = connection.execute("select year, is_complete from years order by year").fetchall()
    illustrative, changed_at = connection.execute(
        "select (select coalesce(sum(illustrative_rows), 0) > 0 from coverage),"
        " (select max(changed_at) from delivered_files)"
    ).fetchall()[0]
    return Snapshot(
        connection=connection,
        folder=folder,
        fingerprint=fingerprint,
        first_year=years[0][0],
        last_year=years[-1][0],
        incomplete_years=frozenset(year for year, is_complete in years if not is_complete),
        has_illustrative=illustrative,
        changed_on=changed_at and changed_at.date(),
        missing=missing,
    )
