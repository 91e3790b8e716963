"""Each question that reads a cube, against the same question asked of the rows: milliseconds and their ratio.

Both answer for the same filters in the same process, by turns, and must agree.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median
from time import perf_counter

import duckdb
import pandas as pd

from bench.deliveries import Delivery
from bench.direct import direct_queries, run_direct
from bench.servers import publish
from bench.tables import Cell, Table
from extracts import Snapshot
from extracts.standing import open_current
from extracts.state import read_state, state_folder
from queries import Filters, run

COLUMNS = (
    *(("question", ""), ("rows", ","), ("of the cube ms", ".1f"), ("of the rows ms", ".1f"), ("times", ".1f")),
    ("of the cube, times its smallest", ".2f"),
)
FILTERS = (
    Filters(),
    Filters(2014, 2020, regions=("AF",)),
    Filters(regions=("AP", "LC"), topics=("Nice",)),
    Filters(2016, 2024, basis="reported", modes=("online",)),
    Filters(topics=("IPC", "Standards"), modes=("hybrid", "on_site")),
)


class DisagreementError(Exception):
    """A cube gives another answer than the rows; the message names the question and the filters."""


def measure(deliveries: Sequence[Delivery], runs: int) -> Table:
    """Ask each question `runs` times of cube and rows of each of `deliveries`, with other filters each time."""
    rows: list[list[Cell]] = []
    smallest: dict[str, float] = {}
    for delivery in deliveries:
        snapshot = published(delivery)
        for name in direct_queries():
            print(f"{name}, {delivery.rows:,} rows …", file=sys.stderr)
            cube, direct = _times(snapshot, name, runs)
            grown = cube / smallest.setdefault(name, cube)
            of_rows: list[Cell] = ["out of memory", None] if direct is None else [1000 * direct, direct / cube]
            rows.append([name, delivery.rows, 1000 * cube, *of_rows, grown])
        snapshot.connection.close()
    note = f"Median of {runs} runs over {len(FILTERS)} filters by turns, answer as a data frame included"
    return Table("Questions: of the cube and of the rows", COLUMNS, rows, ("duckdb", "pandas"), (note,))


def published(delivery: Delivery) -> Snapshot:
    """Return what stands published of `delivery`, having it published first where it is not."""
    publish(delivery)
    kept = state_folder(delivery.data, delivery.state)
    snapshot = open_current(delivery.data, kept, read_state(kept))
    if snapshot is None:
        raise RuntimeError(f"nothing stands published of {delivery.data}")
    return snapshot


def _times(snapshot: Snapshot, name: str, runs: int) -> tuple[float, float | None]:
    """Return the median seconds of the question `name`, of the cube and of the rows.

    Those of the rows are None where they take more memory than a server gives to its questions.
    """
    of_cube: list[float] = []
    of_rows: list[float] | None = []
    for filters in FILTERS[:1] + tuple(islice(FILTERS * runs, runs)):
        cube, seconds = _timed(lambda: run(snapshot, name, filters))  # noqa: B023
        of_cube.append(seconds)
        if of_rows is None:
            continue
        try:
            rows, seconds = _timed(lambda: run_direct(snapshot, name, filters))  # noqa: B023
        except duckdb.OutOfMemoryException:
            of_rows = None
            continue
        of_rows.append(seconds)
        if not cube.equals(rows):
            raise DisagreementError(f"{name}: {filters}")
    # The first one of each also reads what is on the disk.
    return median(of_cube[1:]), None if of_rows is None else median(of_rows[1:])


def _timed(ask: Callable[[], pd.DataFrame]) -> tuple[pd.DataFrame, float]:
    start = perf_counter()
    answer = ask()
    return answer, perf_counter() - start
