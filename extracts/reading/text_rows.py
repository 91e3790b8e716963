"""Rows of text cells, from CSV files and workbooks alike, as batches of staged rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa

from extracts.reading.batches import Problem, Reading
from extracts.reading.header import Header
from extracts.reading.totals import MAY_HOLD_NO_ROW, is_empty, is_total

Row = Sequence[str]


def as_batch(
    reading: Reading, header: Header, rows: Sequence[Row], lines: Sequence[int], spoilt: re.Pattern[str] | None
) -> pa.RecordBatch:
    """Return `rows`, which stand on `lines`, with the cells that the contract asks for.

    A row that is empty is left out. One with too few or too many cells (`cells`), with letters that `spoilt` finds
    (`encoding`), or that is a totals line (`total_row`) is told without its cells.
    """
    problems = _problems(reading, header, rows, spoilt)
    problem: Problem | list[Problem] = header.problem
    if problems:
        kept = [at for at in range(len(rows)) if problems.get(at, header.problem) is not None]
        problem = [problems.get(at) or header.problem for at in kept] or header.problem
        nothing = [""] * header.width
        rows = [nothing if at in problems else rows[at] for at in kept]
        lines = [lines[at] for at in kept]
    cells = {column: pa.repeat(value, len(rows)) for column, value in header.given.items() if value is not None}
    columns = list(zip(*rows, strict=True)) or [()] * header.width
    cells.update((column, pa.array(columns[at], pa.string())) for column, at in header.positions.items())
    return reading.placed(lines, problem, cells)


def _problems(
    reading: Reading, header: Header, rows: Sequence[Row], spoilt: re.Pattern[str] | None
) -> dict[int, Problem | None]:
    """Return what is wrong with which of `rows`; None stands for a row that is empty."""
    problems: dict[int, Problem | None] = {}
    width = header.width
    required = [at for column, at in header.positions.items() if column in reading.columns.required]
    for at, row in enumerate(rows):
        if len(row) != width or MAY_HOLD_NO_ROW[row[0][:2]]:
            if is_empty(row):
                problems[at] = None
            elif is_total(row, width, required):
                problems[at] = ("total_row", None)
            elif len(row) != width:
                problems[at] = ("cells", str(width))
    if spoilt:
        find = spoilt.search
        for at, row in enumerate(rows):
            if find("\n".join(row)) and at not in problems:
                problems[at] = ("encoding", None)
    return problems
