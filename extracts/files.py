"""Which files of a folder belong to a table, and their rows as text, each with the line it stands on.

A table is delivered as `<table>.csv`, `<table>.parquet`, or a folder `<table>/` of parts of either kind, at any depth.
This is where another file form would be taught: whatever a file looks like, the rest of the intake sees text and lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

SUFFIXES = (".csv", ".parquet")
BATCH_ROWS = 50_000


def files_of(folder: Path, table: str) -> list[Path]:
    """Return the delivered files of `table` under `folder`, sorted by path."""
    single = [folder / f"{table}{suffix}" for suffix in SUFFIXES]
    parts = sorted(path for suffix in SUFFIXES for path in (folder / table).rglob(f"*{suffix}"))
    return [path for path in [*single, *parts] if path.is_file()]


def stage(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: tuple[str, ...]) -> list[str]:
    """Make the table `_staged`: `_file`, `_line`, `_problem` and each column as text, NULL where a cell is empty.

    A cell is trimmed. `_problem` is NULL or the code of a rule that the whole row breaks: `cells` (too few or too
    many), `column` (its file lacks a declared column) or `unreadable` (the file could not be read from that line on).

    Returns the files that were found, relative to `folder`.
    """
    declared = ", ".join(
        ["_file VARCHAR", "_line BIGINT", "_problem VARCHAR", *(f'"{name}" VARCHAR' for name in columns)]
    )
    connection.execute(f"create or replace temp table _staged ({declared})")
    names = []
    for path in files_of(folder, table):
        name = path.relative_to(folder).as_posix()
        names.append(name)
        if path.suffix == ".parquet":
            _stage_parquet(connection, path, name, columns)
        else:
            for batch in _csv_batches(path, name, columns):
                connection.register("_batch", batch)
                connection.execute("insert into _staged select * from _batch")
                connection.unregister("_batch")
    return names


def _csv_batches(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[pa.Table]:
    """Yield the rows of one CSV file as tables of text, `BATCH_ROWS` at a time."""
    places = [("_file", pa.string()), ("_line", pa.int64()), ("_problem", pa.string())]
    schema = pa.schema([*places, *((column, pa.string()) for column in columns)])
    rows = ((name, line, problem, *cells) for line, problem, cells in _csv_rows(path, columns))
    while batch := list(islice(rows, BATCH_ROWS)):
        arrays = [pa.array(values, field.type) for values, field in zip(zip(*batch, strict=True), schema, strict=True)]
        yield pa.Table.from_arrays(arrays, schema=schema)


def _csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, str | None, list[str | None]]]:
    """Yield (line on which the row starts, problem, cells in the order of `columns`) for each row of a CSV file."""
    nothing: list[str | None] = [None] * len(columns)
    line = 1
    try:
        # newline="" leaves line ends inside quotes alone, so that line_num counts the lines of the file.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            problem = None if set(columns) <= set(header) else "column"
            positions = [header.index(column) if column in header else None for column in columns]
            line = reader.line_num + 1
            for row in reader:
                if not row:  # an empty line holds no row
                    pass
                elif len(row) != len(header):
                    yield line, "cells", nothing
                else:
                    yield line, problem, [None if at is None else row[at].strip() or None for at in positions]
                line = reader.line_num + 1
    except (OSError, UnicodeDecodeError, csv.Error):
        yield line, "unreadable", nothing


def _stage_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, columns: tuple[str, ...]) -> None:
    """Add the rows of one Parquet file to `_staged`; a row's line is its number in the file, from 1."""
    try:
        described = connection.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
        types = {row[0]: row[1] for row in described}
        cells = [_as_text(column, types.get(column)) for column in columns]
        problem = "null" if set(columns) <= set(types) else "'column'"
        connection.execute(
            f"insert into _staged select $name, file_row_number + 1, {problem}, {', '.join(cells)}"
            " from read_parquet($path, file_row_number = true) order by file_row_number",
            {"name": name, "path": str(path)},
        )
    except (duckdb.Error, OSError):
        connection.execute("delete from _staged where _file = ?", [name])
        empty = ", ".join(["null"] * len(columns))
        connection.execute(f"insert into _staged select ?, 1, 'unreadable', {empty}", [name])


def _as_text(column: str, sql_type: str | None) -> str:
    if sql_type is None:
        return "null"
    if sql_type.startswith("TIMESTAMP"):
        return f'cast(cast("{column}" as date) as varchar)'
    return f"nullif(trim(cast(\"{column}\" as varchar)), '')"
