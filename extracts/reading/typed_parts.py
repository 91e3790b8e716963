"""Parquet parts whose columns have the types of the contract: DuckDB reads them where they lie, and never as text.

Only what a file says of its columns is looked at here. Whether its rows keep the contract is found out by
`extracts.scanned`.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq

from extracts.contract import Field
from extracts.folder import PARQUET_SUFFIXES, DeliveredFile, suffix_of
from extracts.limits import Limits
from extracts.reading.batches import Columns
from extracts.reading.header import read_header
from extracts.reading.source import opened
from extracts.sql import literal

# A place is the number of the file in the delivery of its table, from 0, and under it the line in the file, from 1.
LINE_BITS = 40
# Columns that DuckDB adds to those of a file, which must not have them itself.
OWN_COLUMNS = frozenset(("filename", "file_index", "file_row_number"))
SIGNED = (pa.int8(), pa.int16(), pa.int32(), pa.int64())
INTEGERS = (*SIGNED, pa.uint8(), pa.uint16(), pa.uint32())
# What Parquet itself says of a column of whole numbers.
STORED_INTEGERS = ("INT32 INT", "INT32 NONE", "INT64 INT", "INT64 NONE")
STRINGS = (pa.string(), pa.large_string(), pa.string_view())


@dataclass(frozen=True)
class Part:
    """A Parquet file that is read by DuckDB: `position` is its number in the delivery of its table, from 0.

    `columns` has an expression in SQL, of the contract's type, for each column of the table; `rows` is how many rows it
    has, and `state` what changes when it is written to.
    """

    file: DeliveredFile
    position: int
    columns: tuple[str, ...]
    rows: int
    state: tuple[int, int, int]

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the file is the one that was looked at, as far as can be told without reading it."""
        try:
            return state_of(self.file.path.lstat()) == self.state
        except OSError:
            return False


def state_of(stat: os.stat_result) -> tuple[int, int, int]:
    """Return what changes when a file is written to or replaced."""
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)


def typed_parts(files: Sequence[DeliveredFile], columns: Columns, limits: Limits) -> list[Part]:
    """Return those of the `files` of a table that DuckDB can read as the contract types them, in their order."""
    found = (_part(file, position, columns, limits) for position, file in enumerate(files))
    return [part for part in found if part]


def scan(parts: Sequence[Part], columns: Columns) -> str:
    """Return a select of the rows of `parts`: `_place` and the columns of the table.

    Parts that follow each other in the delivery and have the same columns are read together.
    """
    runs = groupby(enumerate(parts), key=lambda numbered: (numbered[1].columns, numbered[1].position - numbered[0]))
    return " union all ".join(_scan_of([part for _number, part in run], columns) for _key, run in runs)


def names_of(parts: Sequence[Part]) -> str:
    """Return the list of the files of `parts`, by the letter, for a function of DuckDB that takes patterns."""
    return f"[{', '.join(literal(glob.escape(str(part.file.path))) for part in parts)}]"


def _scan_of(parts: list[Part], columns: Columns) -> str:
    typed = ", ".join(
        f'cast({expression} as {field.sql_type}) as "{field.name}"'
        for expression, field in zip(parts[0].columns, columns.table.fields, strict=True)
    )
    return (
        f"select (cast({parts[0].position} + file_index as bigint) << {LINE_BITS}) + file_row_number + 1 as _place,"
        f" {typed} from read_parquet({names_of(parts)}, hive_partitioning = false)"
    )


def _part(file: DeliveredFile, position: int, columns: Columns, limits: Limits) -> Part | None:
    """Return `file` as a part, or None where it has to be read as text: to find out what is wrong, too."""
    path = str(file.path)
    if suffix_of(file.path.name) not in PARQUET_SUFFIXES or not path.isprintable() or "\\" in path:
        return None
    try:
        with opened(file.path) as handle:
            state = state_of(os.fstat(handle.fileno()))
            parquet = pq.ParquetFile(handle)
            schema, rows, stored = parquet.schema_arrow, parquet.metadata.num_rows, _stored_types(parquet)
            names = schema.names  # which are looked at when they are asked for, and may be no text
            # Of a group only this is asked: a false word about one of its columns ends the process within the library.
            groups = (parquet.metadata.row_group(number) for number in range(parquet.metadata.num_row_groups))
            size = sum(group.total_byte_size for group in groups)
    except Exception:  # whatever is wrong, the reading of it as text will meet it again, and say so
        return None
    header = read_header(names, columns, file.given)
    plain_names = [name.lower() for name in names]
    if (
        header.problem[0]
        or len(names) > limits.columns
        or rows > limits.rows
        or max(state[1], size) > min(limits.file_bytes, limits.expanded_bytes)
        or OWN_COLUMNS & set(plain_names)
    ):
        return None
    expressions = []
    for field in columns.table.fields:
        expression: str | None = "null"
        if field.name in header.positions:
            name = names[header.positions[field.name]]
            if plain_names.count(name.lower()) > 1 or '"' in name or "." in name:
                return None
            expression = _expression(field, name, schema.field(name).type, stored.get(name, ""))
        elif (value := header.given.get(field.name)) is not None:
            expression = literal(value) if field.type == "string" and "\0" not in value else None
        if expression is None:
            return None
        expressions.append(expression)
    return Part(file, position, tuple(expressions), rows, state)


def _stored_types(parquet: pq.ParquetFile) -> dict[str, str]:
    """Return how each plain column is stored: the type of Parquet, and what it stands for."""
    columns = (parquet.schema.column(number) for number in range(len(parquet.schema)))
    return {column.path: f"{column.physical_type} {column.logical_type.type}" for column in columns}


def _expression(field: Field, name: str, kind: pa.DataType, stored: str) -> str | None:
    """Return the column `name` of a file as SQL; None where its values have to come down to text first.

    Both what Arrow makes of the column and what Parquet says of it must agree: DuckDB goes by the latter.
    """
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if kind == pa.null():
        return "null"
    if field.type in ("integer", "string") and kind in INTEGERS and stored in STORED_INTEGERS:
        return f'"{name}"'
    if field.type == "string" and kind in STRINGS and stored == "BYTE_ARRAY STRING":
        return f'"{name}"'
    if field.type == "date" and kind == pa.date32() and stored == "INT32 DATE":
        return f'"{name}"'
    return None
