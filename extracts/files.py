"""Which files of a folder belong to a table, and their rows as text, each with the line it stands on.

A table is delivered as `<table>.csv`, `<table>.parquet`, or a folder `<table>/` of parts of either kind, at any depth.
A folder of parts named `column=value` gives that value to the parts that lack the column. This is where another file
form would be taught: whatever a file looks like, the rest of the intake sees text and lines.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

SUFFIXES = (".csv", ".parquet")
BATCH_ROWS = 50_000
# The columns of `_staged` before those of the table: a row's place, and what is wrong with it as a whole.
PLACES = (("_file", pa.string()), ("_line", pa.int64()), ("_problem", pa.string()), ("_expected", pa.string()))
# What a folder of parts is called where the value is missing.
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"

Given = dict[str, str | None]  # values that the folders of a part give to all of its rows, by column
Row = tuple[int, str | None, str | None, list[str | None]]  # line, problem, expected, cells


def files_of(folder: Path, table: str) -> list[Path]:
    """Return the delivered files of `table` under `folder`, sorted by path."""
    single = [folder / f"{table}{suffix}" for suffix in SUFFIXES]
    parts = sorted(path for suffix in SUFFIXES for path in (folder / table).rglob(f"*{suffix}"))
    return [path for path in [*single, *parts] if path.is_file()]


def stage(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: tuple[str, ...]) -> dict[str, Path]:
    """Make the table `_staged`: `_file`, `_line`, `_problem`, `_expected` and each column as text, NULL where empty.

    A cell is trimmed. `_problem` is NULL or the code of a rule that the whole row breaks: `cells` (too few or too
    many), `column` (its file lacks a declared column), `encoding` (letters that are not UTF-8) or `unreadable` (the
    file could not be read from that line on); `_expected` is what the first two ask for.

    Returns the files that were found, by their name relative to `folder`.
    """
    schema = pa.schema([*PLACES, *((column, pa.string()) for column in columns)])
    connection.register("_batch", schema.empty_table())
    connection.execute("create or replace temp table _staged as select * from _batch")
    files = {}
    for path in files_of(folder, table):
        # A name on disk may be no text at all; its bytes are shown then, so that it can be told and stored.
        name = os.fsencode(path.relative_to(folder).as_posix()).decode(errors="backslashreplace")
        files[name] = path
        read = _parquet_batches if path.suffix == ".parquet" else _csv_batches
        for batch in read(path, name, schema, _given(name, columns)):
            connection.register("_batch", batch)
            connection.execute("insert into _staged select * from _batch")
    connection.unregister("_batch")
    return files


def _given(name: str, columns: tuple[str, ...]) -> Given:
    pairs = (folder.split("=", 1) for folder in name.split("/")[:-1] if "=" in folder)
    return {key: None if value == NO_VALUE else unquote(value) for key, value in pairs if key in columns}


def _lacking(columns: list[str], held: list[str], given: Given) -> str | None:
    """Return the names of the declared columns that a file neither holds nor is given, or None."""
    return ", ".join(column for column in columns if column not in held and column not in given) or None


def _csv_batches(path: Path, name: str, schema: pa.Schema, given: Given) -> Iterator[pa.Table]:
    """Yield the rows of one CSV file as tables of text, `BATCH_ROWS` at a time."""
    rows = _csv_rows(path, schema.names[len(PLACES) :], given)
    while batch := list(islice(rows, BATCH_ROWS)):
        columns = zip(
            *((name, line, problem, expected, *cells) for line, problem, expected, cells in batch), strict=True
        )
        yield pa.table(
            [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema
        )


def _csv_rows(path: Path, columns: list[str], given: Given) -> Iterator[Row]:
    """Yield each row of a CSV file with the line on which it starts; its cells are in the order of `columns`.

    A file without rows that lacks a column or cannot be read at all yields one row for its header, to tell so.
    """
    nothing: list[str | None] = [None] * len(columns)
    line = 1
    try:
        # newline="" leaves line ends inside quotes alone, so that line_num counts the lines of the file; a wrong letter
        # is let through as a surrogate, so that it spoils its own row and not the file.
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            if not _is_text(header):
                yield line, "unreadable", None, nothing
                return
            lacking = _lacking(columns, header, given)
            problem = "column" if lacking else None
            positions = [header.index(column) if column in header else None for column in columns]
            usual = [given.get(column) for column in columns]
            line, is_empty = reader.line_num + 1, True
            for row in reader:
                if not row:  # an empty line holds no row
                    line = reader.line_num + 1
                    continue
                if len(row) != len(header):
                    yield line, "cells", str(len(header)), nothing
                elif not _is_text(row):
                    yield line, "encoding", None, nothing
                else:
                    cells = [
                        value if at is None else row[at].strip() or None
                        for at, value in zip(positions, usual, strict=True)
                    ]
                    yield line, problem, lacking, cells
                line, is_empty = reader.line_num + 1, False
            if is_empty and lacking:
                yield 1, problem, lacking, nothing
    except (OSError, csv.Error):
        yield line, "unreadable", None, nothing


def _is_text(cells: list[str]) -> bool:
    """Tell whether `cells` are text: no byte that is not UTF-8, and no NUL, which other encodings are full of."""
    text = "".join(cells)
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))


def _parquet_batches(path: Path, name: str, schema: pa.Schema, given: Given) -> Iterator[pa.Table]:
    """Yield the rows of one Parquet file as tables of text; a row's line is its number in the file, from 1."""
    columns = schema.names[len(PLACES) :]
    line = 1
    try:
        with pq.ParquetFile(path) as file:
            held = [column for column in columns if column in file.schema_arrow.names]
            lacking = _lacking(columns, held, given)
            if lacking and not file.metadata.num_rows:
                yield _placed(schema, name, 1, 1, "column", lacking, {})
            for batch in file.iter_batches(BATCH_ROWS, columns=held):
                batch.validate(full=True)
                cells: dict[str, Any] = {column: _as_text(batch.column(column)) for column in held}
                values = {**{column: pa.repeat(value, len(batch)) for column, value in given.items()}, **cells}
                yield _placed(schema, name, line, len(batch), "column" if lacking else None, lacking, values)
                line += len(batch)
    except (OSError, pa.ArrowException):
        yield _placed(schema, name, line, 1, "unreadable", None, {})


def _placed(
    schema: pa.Schema, name: str, line: int, rows: int, problem: str | None, expected: str | None, cells: dict[str, Any]
) -> pa.Table:
    """Return `rows` rows with their places from `line` on; a column that is not in `cells` is empty."""
    places = {
        "_file": pa.repeat(name, rows),
        "_line": pa.array(range(line, line + rows)),
        "_problem": pa.repeat(problem, rows),
        "_expected": pa.repeat(expected, rows),
    }
    held = {**places, **cells}
    arrays = [held.get(field.name, pa.nulls(rows)).cast(field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _as_text(column: pa.Array) -> pa.Array:
    """Return a Parquet column as trimmed text; a moment becomes its day, a whole number loses its decimals."""
    if pa.types.is_timestamp(column.type):
        wall_clock = pc.local_timestamp(column) if column.type.tz else column
        column = wall_clock.cast(pa.date32(), safe=False)
    try:
        text = column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists, records, bytes: shown as they are, to be refused
        text = pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_decimal(column.type):
        text = pc.replace_substring_regex(text, r"\.0+$", "")
    text = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
