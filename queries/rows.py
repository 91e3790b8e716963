"""Answers as plain rows, which pages are made of.

pandas takes longer over a hundred rows than the drawing of them, and half as long to load as all else of a server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

# The cells of a row by column: numbers, texts, `date` or `datetime`, truth values; None where nothing is known.
Row = dict[str, Any]
Rows = Sequence[Row]

_NUMBERS = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE"))


@dataclass(frozen=True, eq=False)
class Answer:
    """The `rows` that answer a question, and its `columns` in order, those of `numbers` among them."""

    columns: tuple[str, ...]
    numbers: frozenset[str]
    rows: Rows

    def of(self, rows: Rows) -> Answer:
        """Return an answer with the same columns and other rows."""
        return replace(self, rows=rows)

    def only(self, columns: Sequence[str]) -> Answer:
        """Return the `columns` of each row, in their order."""
        rows = [{name: row[name] for name in columns} for row in self.rows]
        return Answer(tuple(columns), self.numbers & set(columns), rows)

    def renamed(self, names: Mapping[str, str]) -> Answer:
        """Return the same rows under other `names` of columns, by those that they have."""
        columns = {name: names.get(name, name) for name in self.columns}
        rows = [{new: row[name] for name, new in columns.items()} for row in self.rows]
        return Answer(tuple(columns.values()), frozenset(columns[name] for name in self.numbers), rows)


def fetched(cursor: duckdb.DuckDBPyConnection) -> Answer:
    """Return what a question that has been executed on `cursor` answers."""
    kinds = {name: str(kind) for name, kind, *_rest in cursor.description or ()}
    columns = tuple(kinds)
    numbers = frozenset(name for name, kind in kinds.items() if kind in _NUMBERS)
    return Answer(columns, numbers, [dict(zip(columns, cells, strict=True)) for cells in cursor.fetchall()])


def batch(counts: Answer) -> pa.RecordBatch:
    """Return `counts`, whose columns are integers and codes, as Arrow."""
    # Only for files: a server starts without it.
    import pyarrow as pa

    kinds = [(name, pa.int64() if name in counts.numbers else pa.string()) for name in counts.columns]
    return pa.RecordBatch.from_pylist(list(counts.rows), schema=pa.schema(kinds))


def framed(counts: Answer) -> pd.DataFrame:
    """Return `counts`, whose columns are integers and codes, in the types that DuckDB gives to a frame."""
    import pandas as pd

    frame = {}
    for name in counts.columns:
        values = [row[name] for row in counts.rows]
        number, text = "Int64" if None in values else "int64", "str" if values else "object"
        frame[name] = pd.Series(values, dtype=number if name in counts.numbers else text)
    return pd.DataFrame(frame)
