"""Plain answers and frames of pandas, each as the other: tests of counts are shorter in frames."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.columns import TIME, number_format
from queries.rows import Answer, Rows


def answer_of(frame: pd.DataFrame) -> Answer:
    """Return what `queries.run` has given, or a frame like it, as `queries.ask` gives it."""
    names = tuple(map(str, frame.columns))
    columns = [_cells(frame[name], name) for name in names]
    kinds = pd.api.types
    numbers = [name for name in names if kinds.is_numeric_dtype(frame[name]) and not kinds.is_bool_dtype(frame[name])]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return Answer(names, frozenset(numbers), rows)


def plain_rows(frame: pd.DataFrame) -> Rows:
    """Return the rows of `answer_of`."""
    return answer_of(frame).rows


def frame_of(answer: Answer) -> pd.DataFrame:
    """Return `answer` cell by cell as a frame."""
    return pd.DataFrame([list(row.values()) for row in answer.rows], columns=list(answer.columns), dtype=object)


def _cells(column: pd.Series[Any], name: str) -> list[Any]:
    missing = column.isna()
    cells = column.tolist()
    if column.dtype.kind == "M":
        cells = [cell if gone else cell.to_pydatetime() for cell, gone in zip(cells, missing, strict=True)]
        if number_format(name) != TIME:
            cells = [cell if gone else cell.date() for cell, gone in zip(cells, missing, strict=True)]
    return [None if gone else cell for cell, gone in zip(cells, missing, strict=True)]
