"""What was measured, as one table: Markdown for people and JSON for programs, with the machine and the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Cell = str | float | None
LIBRARIES = ("streamlit", "pandas", "plotly", "duckdb", "pyarrow")
UNKNOWN = "–"


@dataclass(frozen=True)
class Table:
    """Measurements: `columns` (name, with its unit, and format of its numbers), one row per thing measured, and notes.

    A text in the place of a number says why there is none; None is unknown.
    """

    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Cell]]
    libraries: Sequence[str] = LIBRARIES
    notes: Sequence[str] = field(default=())

    def markdown(self) -> str:
        """Return the table as Markdown, with machine, versions and notes as a list under it."""
        names = [name for name, _form in self.columns]
        cells = [
            [_text(cell, form) for cell, (_name, form) in zip(row, self.columns, strict=True)] for row in self.rows
        ]
        widths = [max(len(line[i]) for line in (names, *cells)) for i in range(len(names))]
        # A column of texts has no format, and stands to the left.
        rule = ["-" * width if not form else "-" * (width - 1) + ":" for width, (_n, form) in zip(widths, self.columns)]  # noqa: B905
        lines = [f"### {self.title}", "", _line(names, widths), _line(rule, widths)]
        lines += [_line(row, widths) for row in cells]
        below = (*self.notes, f"machine: {machine()}", f"versions: {versions(self.libraries)}")
        return "\n".join([*lines, "", *(f"- {note}" for note in below)])

    def record(self) -> dict[str, object]:
        """Return the table as JSON would have it: numbers as measured, rows by name of the column."""
        names = [name for name, _form in self.columns]
        return {
            "title": self.title,
            "rows": [dict(zip(names, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
            "machine": machine(),
            "versions": versions(self.libraries),
        }


def machine() -> str:
    """Return system, cores and memory of this machine."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_memory():.0f} GB"


def versions(libraries: Iterable[str] = LIBRARIES) -> str:
    """Return the versions of Python and of those `libraries` that are installed."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {found}" for name, found in _found(libraries))])


def _found(libraries: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in libraries:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


def _memory() -> float:
    """Return the memory of this machine in gigabytes (10^9 bytes), or less where a container is given less."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    bound = Path("/sys/fs/cgroup/memory.max")
    granted = bound.read_text().strip() if bound.is_file() else "max"
    return min(pages, int(granted) if granted.isdigit() else pages) / 1e9


def _text(cell: Cell, form: str) -> str:
    if cell is None:
        return UNKNOWN
    return cell if isinstance(cell, str) else format(cell, form)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
