"""From files to text: every row of every file of a table, with its place, whatever the file looks like."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BufferedReader
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from extracts.contract import Table
from extracts.folder import PARQUET_SUFFIXES, WORKBOOK_SUFFIXES, DeliveredFile, suffix_of
from extracts.limits import FOLDER, MEGABYTE, Limits
from extracts.reading import batches as shape
from extracts.reading import csv_rows, parquet_rows, workbook_rows
from extracts.reading.batches import PLACES, Columns, Reading, TooLargeError, UnreadableError, trimmed
from extracts.reading.source import opened
from extracts.reading.typed_parts import LINE_BITS, Part, state_of
from extracts.scanned import Scanned

# Batches wait for others until they are worth an insert: many small files must not cost one each.
BATCH_BYTES = 64 * MEGABYTE
FILES = pa.schema(
    [
        *(("position", pa.int64()), ("file", pa.string()), ("form", pa.string())),
        *(("changed_at", pa.timestamp("us")), ("digest", pa.string()), ("scanned", pa.int64())),
    ]
)
REMARK = ("dataset", "file", "line", "column_name", "value", "rule", "expected")
REMARKS = pa.schema([(name, pa.int64() if name == "line" else pa.string()) for name in REMARK])


def stage(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    files: Sequence[DeliveredFile],
    limits: Limits = FOLDER,
    scanned: Scanned | None = None,
) -> None:
    """Make the temporary tables `_staged` and `_files` of `table`; of the parts of `scanned`, only rows not clean.

    `_staged` has `_row` (the row's place, see `scanned`), `_file`, `_line`, `_problem`, `_expected` and each column of
    the contract as text, trimmed, NULL where empty. `_problem` is NULL or the code of a rule that the whole row breaks:
    `cells` (too few or too many), `column` (its file lacks a column that it must have), `column_twice`, `encoding`
    (letters that are not text), `total_row` (a line of totals, which is no row), `unreadable` (the file could not be
    read from that line on), `zip_content` (not one CSV in a ZIP) or `too_large` (a limit is reached on that line);
    `_expected` is what the rule asks for, where there is something to say.

    `_files` has `position` (number of the file, from 0), `file`, `form` (how it was read, for a person), `changed_at`
    (UTC), `digest` (SHA-256 of its bytes) and `scanned` (how many rows it has as a part, or 0); `changed_at` and
    `digest` are NULL where the file could not be opened. Remarks on the reading go to `remarks`, and a text among
    the parts that has no column of the table to `files_not_read`.
    """
    columns = Columns(table)
    connection.register("_batch", columns.schema.empty_table())
    connection.execute("create or replace temp table _staged as select 0::bigint as _row, * from _batch")
    staged = _Staged(connection)
    noted, remarks, no_extracts = [], [], []
    for position, file in enumerate(files):
        reading = Reading(file, columns, limits)
        note = _Note()
        part = scanned.parts.get(position) if scanned else None
        for batch in _batches(reading, note, part, scanned.lines(position) if scanned and part else None):
            staged.add(batch, position)
        if reading.is_extract:
            rows = part.rows if part else 0
            noted.append((position, file.name, reading.form, note.changed_at, note.digest, rows))
            remarks += [(table.name, file.name, *remark) for remark in reading.remarks]
        else:
            no_extracts.append((file.name, "no_table"))
    staged.flush()
    connection.register("_batch", _table(FILES, noted))
    connection.execute("create or replace temp table _files as select * from _batch")
    if remarks:
        connection.register("_batch", _table(REMARKS, remarks))
        connection.execute("insert into remarks select * from _batch")
    for row in no_extracts:
        connection.execute("insert into files_not_read values (?, ?)", row)
    connection.unregister("_batch")


def stage_lines(
    connection: duckdb.DuckDBPyConnection, scanned: Scanned, lines: Mapping[int, pa.Array], limits: Limits = FOLDER
) -> None:
    """Add the given `lines` of parts of `scanned`, by position, to `_staged`."""
    columns, staged = Columns(scanned.table), _Staged(connection)
    for position, only in lines.items():
        part = scanned.parts[position]
        for batch in _batches(Reading(part.file, columns, limits), None, part, only):
            staged.add(batch, position)
    staged.flush()
    connection.unregister("_batch")


class _Note:
    """What is known of a file besides its rows; nothing where it could not be opened."""

    changed_at: datetime | None = None
    digest: str | None = None

    def take(self, handle: BufferedReader) -> None:
        digest = hashlib.sha256()
        while block := handle.read(MEGABYTE):
            digest.update(block)
        self.digest = digest.hexdigest()
        try:
            self.changed_at = datetime.fromtimestamp(os.fstat(handle.fileno()).st_mtime, UTC).replace(tzinfo=None)
        except (OverflowError, ValueError):  # a clock that is no clock: year 60000
            self.changed_at = None


def _batches(
    reading: Reading, note: _Note | None, part: Part | None, only: pa.Array | None
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one file, or `only` these lines of a `part`.

    Whatever ends the reading early is told by a last row, after those before it.
    """
    last, read = 0, 0
    try:
        with opened(reading.file.path) as handle:
            before = os.fstat(handle.fileno())
            if before.st_size > reading.limits.file_bytes:
                raise TooLargeError(f"bytes ≤ {reading.limits.file_bytes}")
            if note:
                note.take(handle)
            for batch in _rows(handle, reading, only):
                if not len(batch):
                    continue
                room = reading.limits.rows - read
                if len(batch) > room:
                    yield batch.slice(0, room)
                    reading.line = batch.column("_line")[room].as_py()
                    raise TooLargeError(f"rows ≤ {reading.limits.rows}")
                yield batch
                read += len(batch)
                last = batch.column("_line")[-1].as_py()
            if state_of(os.fstat(handle.fileno())) != (part.state if part else state_of(before)):
                raise UnreadableError  # it was being written: its rows may be half of the one and half of the other
    except (OSError, UnreadableError, TooLargeError) as error:
        after = part.rows + (1 if note else 2) if part else 0  # a line that no row has, and that is told once
        reading.line = max(reading.line, last + 1, after)
        if isinstance(error, TooLargeError):
            yield reading.told("too_large", str(error))
        else:
            yield reading.told(error.rule if isinstance(error, UnreadableError) else "unreadable")


def _rows(handle: BinaryIO, reading: Reading, only: pa.Array | None) -> Iterator[pa.RecordBatch]:
    suffix = suffix_of(reading.file.path.name)
    if suffix in PARQUET_SUFFIXES:
        return parquet_rows.batches(handle, reading, only)
    if suffix in WORKBOOK_SUFFIXES:
        return workbook_rows.batches(handle, reading)
    return csv_rows.batches(handle, reading)


class _Staged:
    """The table `_staged` while it is filled: batches are gathered and inserted together."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._waiting: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def add(self, batch: pa.RecordBatch, position: int) -> None:
        """Take a batch of the file with the number `position`."""
        places = pc.add(batch.column("_line"), position << LINE_BITS)
        self._waiting.append(pa.RecordBatch.from_arrays([places, *batch.columns], ["_row", *batch.schema.names]))
        self._rows += len(batch)
        self._bytes += batch.get_total_buffer_size()
        if self._rows >= shape.BATCH_ROWS or self._bytes > BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Insert what waits, with cells trimmed."""
        if not self._waiting:
            return
        rows = pa.concat_batches(self._waiting)
        places, cells = rows.columns[: len(PLACES) + 1], rows.columns[len(PLACES) + 1 :]
        columns = [*places, *(trimmed(column) for column in cells)]
        self._connection.register("_batch", pa.table(columns, names=rows.schema.names))
        self._connection.execute("insert into _staged select * from _batch")
        self._waiting, self._rows, self._bytes = [], 0, 0


def _table(schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(cells, of.type) for cells, of in zip(columns, schema, strict=True)], schema=schema)
