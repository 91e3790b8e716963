"""What stands published, as a server opens it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from extracts.snapshot import Snapshot, open_snapshot
from extracts.state import State, recipe

log = logging.getLogger(__name__)


def open_current(data: Path, state_folder: Path, state: State) -> Snapshot | None:
    """Return the snapshot that stands published by `state`, or None where there is none that this program can use.

    One made under another recipe is good enough until it is replaced, as long as it has the same tables and codes.
    """
    if state.current is None:
        return None
    try:
        snapshot = open_snapshot(state_folder / state.current.file, data)
    except (duckdb.Error, OSError) as error:
        log.error("the published snapshot %s cannot be opened: %s", state.current.file, error)
        return None
    if state.current.recipe != recipe() and not same_layout(snapshot, nothing(data)):
        log.warning("the published snapshot %s has other tables or codes than this program", state.current.file)
        return None
    return snapshot


def nothing(data: Path) -> Snapshot:
    """Return a snapshot without a row, for where nothing stands published."""
    # Seldom needed where others have built what is opened, and slow to load.
    from extracts.build import load

    with TemporaryDirectory() as empty:
        return replace(load(Path(empty)), folder=data)


def same_layout(one: Snapshot, other: Snapshot) -> bool:
    """Tell whether a question that can be put to `other` can be put to `one`.

    It has the same tables and columns, and each of its codes has the same place in the numbers that are sets.
    """
    columns = "select table_name, column_name, data_type from duckdb_columns() where not internal"
    codes = "select field, code, position from codes"
    return _rows(one, columns) == _rows(other, columns) and _rows(one, codes) <= _rows(other, codes)


def _rows(snapshot: Snapshot, sql: str) -> set[tuple[object, ...]]:
    with snapshot.cursor() as cursor:
        return set(cursor.execute(sql).fetchall())
