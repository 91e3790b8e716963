"""The files that a manager takes along, over all years and with all that they hold: seconds to build, and size.

Each time covers everything after the click: the queries, the findings of the charts, and the writing of the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from bench.tables import Cell, Table
from exports.archive import archive_bytes
from exports.exhibit import Exhibit, exhibit
from exports.outline import CHAPTERS
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters
from queries.report import report_queries

LIBRARIES = ("duckdb", "pandas", "xlsxwriter", "python-pptx", "python-docx")
COLUMNS = (("file", ""), ("median s", ".2f"), ("slowest s", ".2f"), ("kB", ".0f"))


@dataclass(frozen=True)
class Measurement:
    """One file: what it is, the median seconds to build it, the slowest run, and its size in kilobytes (1000 bytes)."""

    name: str
    seconds: float
    slowest: float
    kilobytes: float


def files(snapshot: Snapshot) -> dict[str, Callable[[], bytes]]:
    """Return what is measured, by name: each builds one file over all years of `snapshot`."""
    filters, title = Filters().within(snapshot), "Whole report"

    def exhibits() -> list[Exhibit]:
        return [exhibit(snapshot, name, filters) for name in report_queries()]

    def deck() -> bytes:
        from exports.slides import deck_bytes  # as in the app, which imports it when the first deck is asked for

        return deck_bytes(snapshot, filters, CHAPTERS, title)

    def document() -> bytes:
        from exports.report import report_bytes

        return report_bytes(snapshot, filters.period[1], filters)

    return {
        "PowerPoint, whole deck": deck,
        "Excel, all report tables": lambda: workbook_bytes(title, exhibits()),
        "Word, yearly report": document,
        "ZIP of CSV, all report tables": lambda: archive_bytes(exhibits(), title),
    }


def measure(snapshot: Snapshot, runs: int) -> list[Measurement]:
    """Build each file `runs` times and return the measurements in the order of `files`."""
    found = []
    for name, build in files(snapshot).items():
        print(f"{name} …", file=sys.stderr)
        seconds, size = [], 0
        for _run in range(runs):
            start = perf_counter()
            size = len(build())
            seconds.append(perf_counter() - start)
        found.append(Measurement(name, median(seconds), max(seconds), size / 1000))
    return found


def table(snapshot: Snapshot, measurements: Sequence[Measurement]) -> Table:
    """Return the measurements as a table, with the data under it."""
    rows: list[list[Cell]] = [[one.name, one.seconds, one.slowest, one.kilobytes] for one in measurements]
    first, last = Filters().within(snapshot).period
    note = f"data: {first}–{last}, snapshot {snapshot.fingerprint[:8]}"
    return Table("Files of the whole report", COLUMNS, rows, LIBRARIES, (note,))
