"""Workbooks of Excel and LibreOffice as staged rows: one sheet of each, with the texts that its cells come down to."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO

import pyarrow as pa

from extracts.folder import suffix_of
from extracts.reading import batches as shape
from extracts.reading.batches import Columns, Reading, TooLargeError, UnreadableError
from extracts.reading.header import Header, columns_in, read_header
from extracts.reading.text_rows import as_batch
from extracts.spelling import plain
from words import _
from words.codes import N_

EXCEL = N_("Excel · sheet {name}")
FORMS = {".ods": N_("OpenDocument · sheet {name}")}
PROCESS = Path(__file__).with_name("workbook_process.py")
TOO_MUCH_MEMORY = 3
# What the system does to a process that takes more memory or time than it may.
ENDED = (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGXCPU)
SPOILT = re.compile(r"[\0\ud800-\udfff\ufffd]")

Sheet = tuple[str, list[tuple[int, list[str]]]]  # name, and its first rows with their numbers


def batches(handle: BinaryIO, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one sheet of a workbook; a row's line is its number in the sheet.

    The sheet is the one called like the table, else the first with the columns that the table must have, else the first
    with a cell. Raises UnreadableError and TooLargeError, each after the rows before.
    """
    form = FORMS.get(suffix_of(reading.file.path.name), EXCEL)
    reading.form = form.partition(" · ")[0]
    _guard_size(handle, reading)
    with _Process(handle, reading) as process:
        sheets: list[Sheet] = [(name, [(line, cells) for line, cells in top]) for name, top in process.answer()]
        if not sheets:
            yield reading.told(*read_header([], reading.columns, reading.file.given).problem)
            return
        chosen = _chosen(sheets, reading)
        reading.form = _(form).format(name=sheets[chosen][0])
        for name in (name for place, (name, _top) in enumerate(sheets) if place != chosen):
            reading.remark("sheet_not_read", name)
        top_line, cells = _header_row(sheets[chosen], reading.columns)
        for line, title in (row for row in sheets[chosen][1] if row[0] < top_line):
            reading.remark("above_header", " ".join(filter(None, title)), line)
        reading.guard_columns(len(cells))
        header = read_header(cells, reading.columns, reading.file.given)
        header.remark_on(reading)
        reading.line, rows = top_line + 1, 0
        for batch in _batches(process, chosen, top_line, header, reading):
            rows += len(batch)
            yield batch
        if not rows and header.problem[0]:
            reading.line = top_line
            yield reading.told(*header.problem)


def _batches(
    process: _Process, chosen: int, top_line: int, header: Header, reading: Reading
) -> Iterator[pa.RecordBatch]:
    below = ((line, cells) for line, cells in process.rows(chosen) if line > top_line)
    while batch := list(islice(below, min(shape.TEXT_ROWS, shape.BATCH_ROWS))):
        lines, rows = zip(*batch, strict=True)
        reading.line = lines[-1] + 1
        yield as_batch(reading, header, rows, lines, SPOILT)


def _guard_size(handle: BinaryIO, reading: Reading) -> None:
    """Raise TooLargeError where the workbook, which is a ZIP but for the oldest kind, unpacks to more than allowed."""
    if not zipfile.is_zipfile(handle):
        return
    try:
        with zipfile.ZipFile(handle) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except Exception as error:  # the list of a broken ZIP breaks the reading of it in many ways
        raise UnreadableError from error
    if size > reading.limits.expanded_bytes:
        raise TooLargeError(f"bytes unpacked ≤ {reading.limits.expanded_bytes}")


def _chosen(sheets: list[Sheet], reading: Reading) -> int:
    for place, (name, _top) in enumerate(sheets):
        if plain(name) == plain(reading.columns.table.name):
            return place
    tops = [_header_row(sheet, reading.columns)[1] for sheet in sheets]
    headers = [read_header(cells, reading.columns, reading.file.given) for cells in tops]
    return next((place for place, header in enumerate(headers) if not header.lacking), 0)


def _header_row(sheet: Sheet, columns: Columns) -> tuple[int, list[str]]:
    """Return number and cells of the header: the first row that names most columns, as a title may stand above it."""
    _name, top = sheet
    return max(top, key=lambda row: columns_in(row[1], columns))


class _Process:
    """The process that reads a workbook, from its start to its end."""

    def __init__(self, handle: BinaryIO, reading: Reading) -> None:
        limits = reading.limits
        arguments = [str(handle.fileno()), str(limits.memory_bytes), str(limits.seconds)]
        # -P: modules beside the script are not what it means when it imports by name.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(PROCESS), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[handle.fileno()],
            text=True,
            encoding="utf-8",
        )
        self._limits = limits

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.communicate()

    def answer(self) -> list[Any]:
        """Return what the process says first: the sheets. Raises like `rows`."""
        line = self._output.readline()
        if not line.endswith("\n"):
            self._check_end()
            raise UnreadableError
        sheets: list[Any] = json.loads(line)
        return sheets

    def rows(self, sheet: int) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of each row of a sheet. Raises UnreadableError or TooLargeError where it must end."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{sheet}\n")
        self._process.stdin.flush()
        for line in self._output:
            if not line.endswith("\n"):  # the process ended in the middle of it
                break
            number, cells = json.loads(line)
            yield number, cells
        self._check_end()

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _check_end(self) -> None:
        status = self._process.wait()
        if status == TOO_MUCH_MEMORY or status in ENDED:
            raise TooLargeError(f"bytes in memory ≤ {self._limits.memory_bytes}, seconds ≤ {self._limits.seconds}")
        if status:
            raise UnreadableError
