"""Makes a snapshot of a delivery: read, checked, summed up and written into a database.

This is the work of a process of its own and of the command lines. A server opens what was built (`extracts.snapshot`),
and starts sooner for not knowing how to read a delivery.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import duckdb

from extracts.contract import read_contract
from extracts.cubes import LARGE, create_cubes
from extracts.derived import create_codes, create_coverage, create_lists, create_years
from extracts.engine import Engine, engine
from extracts.folder import DeliveredFile, Found, NotRead, find
from extracts.intake import accept, create_bookkeeping, create_empty
from extracts.limits import FOLDER, Limits
from extracts.place import AtHand, ChangedError, Place, Store
from extracts.progress import Telling
from extracts.reading.stage import stage
from extracts.scanned import Scanned
from extracts.settings import memory_megabytes
from extracts.snapshot import Snapshot, shut
from extracts.source import at_hand
from extracts.sql import literal
from extracts.state import SPILL_END
from extracts.suspicions import note_suspicions
from words import _

# With less than this for each thread, an operation that puts parts of its work on disk soon has no room for the rest.
THREAD_MEGABYTES = 200


def load(folder: Place, today: date | None = None, may_scan: bool = True) -> Snapshot:
    """Read the extracts under `folder` into memory, set bad rows aside and return what was accepted.

    `today` (default: the clock's day in UTC) decides which year is still running. A table without files is empty.
    Without `may_scan` every file is read as text, which makes no difference but in time and memory.

    Raises NotADirectoryError where `folder` is none, another OSError where it may not be read.
    """
    if isinstance(folder, Store):
        with TemporaryDirectory() as name:
            return _load(at_hand(folder, Path(name)), today, may_scan)
    return _load(AtHand(folder), today, may_scan)


def _load(delivery: AtHand, today: date | None, may_scan: bool) -> Snapshot:
    connection = duckdb.connect(":memory:")
    # Made only where it is needed, and removed with the connection.
    spill = Path(gettempdir()) / f"activity-{os.getpid()}-{id(connection)}{SPILL_END}"
    connection.execute(f"set temp_directory = {literal(str(spill))}")
    _fill(connection, delivery, None, FOLDER, today, may_scan=may_scan)
    return shut(connection, delivery.folder)


def build(
    folder: Path,
    into: Path,
    today: date | None = None,
    overlay: Path | None = None,
    limits: Limits = FOLDER,
    telling: Telling | None = None,
    not_read: Sequence[NotRead] = (),
) -> None:
    """Read the extracts under `folder` into a new database file `into`; `open_snapshot` opens it.

    The files of a table that lies in the folder `overlay`, within `limits`, take the place of those in `folder`.
    `telling` is told how far the work is. `not_read` are names and rules of what came with the delivery but not into
    the folder. Raises OSError like `load`, EngineError where the engine that is asked for fails, ChangedError where a
    file is written to meanwhile, and duckdb.Error where `into` cannot be written.
    """
    telling = telling or Telling()
    with duckdb.connect(str(into)) as connection:
        try:
            _fill(
                connection,
                AtHand(folder, tuple(not_read)),
                overlay,
                limits,
                today,
                telling=telling,
                beside=None if overlay else into.parent,
            )
            connection.execute("checkpoint")
        finally:
            telling.end()


def _fill(
    connection: duckdb.DuckDBPyConnection,
    delivery: AtHand,
    overlay: Path | None,
    limits: Limits,
    today: date | None,
    may_scan: bool = True,
    telling: Telling | None = None,
    beside: Path | None = None,
) -> None:
    """Create all tables of `delivery`; an engine that is not DuckDB exchanges its rows in the folder `beside`."""
    folder = delivery.folder
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, _("there is no such folder"), str(folder))
    memory = memory_megabytes()
    connection.execute(f"set memory_limit = '{memory}MB'")
    connection.execute(f"set threads = {min(os.cpu_count() or 1, max(1, memory // THREAD_MEGABYTES))}")
    above = find(overlay, read_contract(), limits) if overlay else Found()
    below = find(folder, read_contract())
    found = _laid_over(replace(below, not_read=below.not_read + delivery.not_read), above)
    limits_of = dict.fromkeys((file.table for file in above.files), limits)
    scanned: list[Scanned] = []
    try:
        day = today or datetime.now(UTC).date()
        with engine(connection, beside) as heavy:
            _create_tables(connection, found, limits_of, day, may_scan, telling or Telling(), scanned, heavy)
    except duckdb.Error as error:
        if changed := _changed(scanned):
            raise changed from error
        raise
    if changed := _changed(scanned):
        raise changed


def _create_tables(
    connection: duckdb.DuckDBPyConnection,
    found: Found,
    limits_of: Mapping[str, Limits],
    day: date,
    may_scan: bool,
    telling: Telling,
    all_scanned: list[Scanned],
    heavy: Engine,
) -> None:
    """Create all tables, and add what is scanned to `all_scanned`; `limits_of` some tables are other than usual.

    `heavy` is the engine for what looks at all rows of large tables.
    """
    contract = read_contract()
    sizes = {table.name: _bytes(found.of(table.name)) for table in contract}
    telling.begin(connection, sum(sizes.values()))
    create_bookkeeping(connection)
    for name, rule in found.not_read:
        connection.execute("insert into files_not_read values (?, ?)", [name, rule])
    digest = hashlib.sha256(str(day.year).encode())
    for table in contract:
        if files := found.of(table.name):
            limits = limits_of.get(table.name, FOLDER)
            telling.step("reading", table.name, sizes[table.name])
            scanned = Scanned(connection, table, files, limits, may_scan, heavy if table.name in LARGE else None)
            all_scanned.append(scanned)
            stage(connection, table, files, limits, scanned)
            telling.step("writing", table.name, sizes[table.name])
            accept(connection, table, scanned)
            for name, content in connection.execute("select file, digest from _files order by file").fetchall():
                digest.update(f"{name}\0{content}\0".encode())
        else:
            create_empty(connection, table)
        create_lists(connection, table)
    telling.step("summing", size=sum(sizes.values()))
    create_codes(connection, contract)
    create_cubes(connection, contract, heavy)
    note_suspicions(connection)
    _clear_away(connection)
    create_years(connection, contract, day)
    create_coverage(connection, contract)
    connection.execute(
        "create table snapshot as select cast($fingerprint as varchar) as fingerprint, cast($year as bigint) as year",
        {"fingerprint": digest.hexdigest(), "year": day.year},
    )


def _bytes(files: Sequence[DeliveredFile]) -> int:
    """Return how large `files` are together; one that is gone by now has no size."""
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.path.lstat().st_size
    return total


def _changed(all_scanned: Sequence[Scanned]) -> ChangedError | None:
    """Return what is wrong where a file that was scanned is not the one any more that was looked at."""
    for scanned in all_scanned:
        for part in scanned.parts.values():
            if not part.is_unchanged:
                return ChangedError(errno.EBUSY, _("it changed while it was read"), str(part.file.path))
    return None


def _clear_away(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was only there to make the tables; views first, which look at tables."""
    leftovers = connection.execute(
        "select 'view', view_name from duckdb_views() where temporary and not internal"
        " union all select 'table', table_name from duckdb_tables() where temporary order by all desc"
    ).fetchall()
    for kind, name in leftovers:
        connection.execute(f'drop {kind} "{name}"')


def _laid_over(below: Found, above: Found) -> Found:
    """Return what is found when each table that has a file in `above` is taken from there."""
    replaced = {file.table for file in above.files}
    kept = tuple(file for file in below.files if file.table not in replaced)
    return Found(kept + above.files, below.not_read + above.not_read)
