"""Parquet files as staged rows: columns of other but compatible types come down to text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extracts.reading import batches as shape
from extracts.reading.batches import Cells, Problem, Reading, TooLargeError, UnreadableError
from extracts.reading.header import read_header


def batches(handle: BinaryIO, reading: Reading, only: pa.Array | None = None) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one Parquet file; a row's line is its number in the file, from 1.

    With `only`, which are lines in order, no others. A file without rows that lacks a column yields one row, to tell
    so. Raises UnreadableError and TooLargeError, each after the rows before.
    """
    reading.form = "Parquet"
    handle.seek(0)
    file, names = _open(handle)
    reading.guard_columns(len(names))
    header = read_header(names, reading.columns, reading.file.given)
    header.remark_on(reading)
    if header.problem[0] and not file.metadata.num_rows:
        yield reading.told(*header.problem)
    held = {column: names[position] for column, position in header.positions.items()}
    size = 0
    for lines, length, texts in _read(file, held, only):
        rows, size = len(lines), size + length
        if size > reading.limits.expanded_bytes:
            raise TooLargeError(f"bytes unpacked ≤ {reading.limits.expanded_bytes}")
        cells = {column: pa.repeat(value, rows) for column, value in header.given.items() if value is not None}
        cells.update(texts)
        if rows:
            reading.line = lines[-1].as_py() + 1
        yield reading.placed(lines, *_without_spoilt(header.problem, cells, rows))


def _open(handle: BinaryIO) -> tuple[pq.ParquetFile, list[str]]:
    """Return the file and the names of its columns."""
    try:
        file = pq.ParquetFile(handle)
        return file, file.schema_arrow.names
    except Exception as error:  # the library has many errors, of its own and of Python, for what is no Parquet
        raise UnreadableError from error


def _read(file: pq.ParquetFile, held: dict[str, str], only: pa.Array | None) -> Iterator[tuple[pa.Array, int, Cells]]:
    """Yield the lines, the bytes and the texts of each batch; `held` says what the file calls a column."""
    try:
        for groups, last in [(None, 0)] if only is None else _groups_with(file, only):
            for batch in file.iter_batches(shape.BATCH_ROWS, row_groups=groups, columns=list(held.values())):
                batch.validate(full=True)
                first, last = last + 1, last + len(batch)
                lines = pa.arange(first, last + 1)
                if only is not None:
                    lines = _between(only, first, last)
                    batch = batch.take(pc.subtract(lines, first))
                yield lines, batch.nbytes, {column: _as_text(batch.column(name)) for column, name in held.items()}
    except Exception as error:
        raise UnreadableError from error


def _groups_with(file: pq.ParquetFile, lines: pa.Array) -> Iterator[tuple[list[int], int]]:
    """Yield each row group of `file` that has some of `lines`, with the number of rows before it."""
    before = 0
    for number in range(file.metadata.num_row_groups):
        after = before + file.metadata.row_group(number).num_rows
        if len(_between(lines, before + 1, after)):
            yield [number], before
        before = after


def _between(lines: pa.Array, first: int, last: int) -> pa.Array:
    return lines.filter(pc.and_(pc.greater_equal(lines, first), pc.less_equal(lines, last)))


def _without_spoilt(problem: Problem, cells: Cells, rows: int) -> tuple[Problem | list[Problem], Cells]:
    """Return what is wrong with each row, and the cells without those of a row that holds a NUL, which is no letter."""
    spoilt = pa.repeat(False, rows)
    for text in cells.values():
        spoilt = pc.or_(spoilt, pc.fill_null(pc.match_substring(text, "\0"), False))
    if not pc.any(spoilt).as_py():
        return problem, cells
    problems: list[Problem] = [("encoding", None) if is_spoilt else problem for is_spoilt in spoilt.to_pylist()]
    nothing = pa.scalar(None, pa.string())
    return problems, {column: pc.if_else(spoilt, nothing, text) for column, text in cells.items()}


def _as_text(column: pa.Array) -> pa.Array:
    """Return a Parquet column as text; a moment becomes its day, a whole number loses its decimals."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        wall_clock = pc.local_timestamp(column) if column.type.tz else column
        column = wall_clock.cast(pa.date32(), safe=False)
    if pa.types.is_floating(column.type):  # "not a number" is how pandas writes that there is none
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    try:
        text = column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists, records, bytes: shown as they are, to be refused
        text = pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_decimal(column.type):
        text = pc.replace_substring_regex(text, r"\.0+$", "")
    return text
