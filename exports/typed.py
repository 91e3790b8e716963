"""Answers as frames of typed cells, which files are written from."""

from __future__ import annotations

import pandas as pd

from charts.columns import code_field, code_names
from queries.rows import Answer


def table_rows(answer: Answer) -> pd.DataFrame:
    """Return `answer` as typed cells for files: column names, codes and their order stay, so that files can be joined.

    After each column of codes comes one `<column>_name` with their names. Numbers are int (float only with decimals),
    dates `date`, times `datetime`, truth values bool; a missing cell is None. `date_precision` stays: a typed date
    cannot carry its exactness itself.
    """
    cells: dict[str, list[object]] = {}
    for name in answer.columns:
        cells[name] = values = [_typed(row[name]) for row in answer.rows]
        if code_field(name) is not None:
            cells[f"{name}_name"] = [None if value is None else code_names(name, value) for value in values]
    return pd.DataFrame(cells, dtype=object)


def _typed(cell: object) -> object:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
