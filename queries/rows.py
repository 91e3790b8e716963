"""Answers as plain rows, which charts are drawn from: pandas takes longer over a hundred of them than the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# The cells of a row by column: numbers, texts, `date` or `datetime`, truth values; None where nothing is known.
Row = dict[str, Any]
Rows = Sequence[Row]


def plain_rows(answer: pd.DataFrame) -> list[Row]:
    """Return the rows of an answer that `queries.run` gave, as `queries.ask` gives them."""
    columns = [_cells(answer[name]) for name in answer.columns]
    return [dict(zip(answer.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _cells(column: pd.Series[Any]) -> list[Any]:
    """Return the cells of `column`, none of which is a time of day."""
    if column.dtype.kind == "M":
        column = column.dt.date
    return [None if is_missing else cell for cell, is_missing in zip(column.tolist(), column.isna(), strict=True)]
