"""CSV files as staged rows: whatever separates the cells, ends the lines, encodes the letters and packs the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from extracts.limits import MEGABYTE
from extracts.reading import batches as shape
from extracts.reading.batches import Columns, Reading, TooLargeError, UnreadableError
from extracts.reading.encoding import Encoding, examine
from extracts.reading.header import Header, columns_in, read_header
from extracts.reading.source import Unpacked, compression_of
from extracts.reading.text_rows import as_batch
from extracts.reading.totals import is_empty
from words import _
from words.codes import N_

SEPARATORS = {
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("pipe"),
    ":": N_("colon"),
}
# Excel's own hint, in a line before the header.
HINT = re.compile(r'\ufeff?"?sep=(?P<separator>\t|[^\w\s"\0])"?[,;\t]*(\r\n|\r|\n)', re.IGNORECASE)
# Rows are handed on when so much of the file has been read, also where they are few and long.
BATCH_BYTES = 16 * MEGABYTE


def batches(handle: BinaryIO, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one CSV file; a row's line is the line of the file on which it starts.

    A file without rows that lacks a column yields one row for its header, to tell so. Raises UnreadableError and
    TooLargeError, each after the rows before.
    """
    lines = _Lines(handle, reading)
    cells = lines.header()
    reading.guard_columns(len(cells))
    if lines.encoding.spoilt and lines.encoding.spoilt.search("\n".join(cells)):
        raise UnreadableError
    is_note = reading.file.path.name.lower().endswith(".txt") and "/" in reading.file.name
    if is_note and cells and not columns_in(cells, reading.columns):
        reading.is_extract = False
        return
    header = read_header(cells, reading.columns, reading.file.given)
    header.remark_on(reading)
    reading.line, rows = lines.next_line, 0
    while not lines.is_done:
        batch = lines.batch(header)
        rows += len(batch)
        yield batch
    if lines.failure:
        raise lines.failure
    if not rows and header.problem[0]:
        reading.line = 1
        yield reading.told(*header.problem)


class _Lines:
    """An open CSV file: its rows with the lines on which they start."""

    def __init__(self, handle: BinaryIO, reading: Reading) -> None:
        compression, limit = compression_of(reading.file.path.name), reading.limits.expanded_bytes
        self.encoding = examine(Unpacked(handle, compression, limit))
        self.failure: Exception | None = None
        self.is_done = False
        self._reading = reading
        self._content = Unpacked(handle, compression, limit)
        # newline="" leaves line ends inside quotes alone, so that line_num counts the lines of the file.
        content = io.BufferedReader(self._content, 65_536)
        text = io.TextIOWrapper(content, self.encoding.codec, self.encoding.errors, newline="")
        hint = HINT.match(self.encoding.head_text)
        if hint:
            text.readline()
        separator = hint["separator"] if hint else _separator(self.encoding.head_text, reading.columns)
        reading.form = _form(separator, self.encoding, compression)
        self._before = 1 if hint else 0
        self._rows = csv.reader(text, delimiter=separator, strict=True)
        self._is_assumed = self.encoding.is_assumed

    def header(self) -> list[str]:
        """Return the first row that is not empty, or nothing. Raises UnreadableError where there is none to be read."""
        try:
            return next((row for row in self._rows if not is_empty(row)), [])
        except csv.Error as error:
            raise UnreadableError from error

    def batch(self, header: Header) -> pa.RecordBatch:
        """Return the next rows; `is_done` says that these were the last, and `failure` why, if not by their end."""
        rows: list[list[str]] = []
        lines: list[int] = []
        line, before, content = self._reading.line, self._before + 1, self._content
        most, full = min(shape.TEXT_ROWS, shape.BATCH_ROWS), content.count + BATCH_BYTES
        content.mark = content.count
        try:
            for row in self._rows:
                rows.append(row)
                lines.append(line)
                line = self._rows.line_num + before
                if len(rows) >= most or content.count > full:
                    break
            else:
                self.is_done = True
                if rows and not self.encoding.is_ended and not is_empty(rows[-1]):
                    self._reading.remark("no_line_end", line=lines[-1])
        except csv.Error:
            self.is_done, self.failure = True, UnreadableError()
        except (UnreadableError, TooLargeError) as error:
            self.is_done, self.failure = True, error
        self._reading.line = line
        if self._is_assumed:
            self._tell_assumed(rows, lines)
        return as_batch(self._reading, header, rows, lines, self.encoding.spoilt)

    @property
    def next_line(self) -> int:
        """The line after the last row read."""
        return self._rows.line_num + self._before + 1

    def _tell_assumed(self, rows: list[list[str]], lines: list[int]) -> None:
        """Remark on the first cell whose letters depend on an encoding that nothing in the file proves."""
        for row, line in zip(rows, lines, strict=True):
            for cell in row:
                if not cell.isascii() and not re.search("[\ud800-\udfff]", cell):
                    self._reading.remark("encoding_assumed", cell, line)
                    self._is_assumed = False
                    return


def _separator(head: str, columns: Columns) -> str:
    """Return the separator that makes most of `columns` out of the header."""

    def found(separator: str) -> int:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            return columns_in(next((row for row in rows if not is_empty(row)), []), columns)
        except csv.Error:
            return 0

    return max(SEPARATORS, key=found)


def _form(separator: str, encoding: Encoding, compression: str) -> str:
    name = _(SEPARATORS[separator]) if separator in SEPARATORS else separator
    return " · ".join(part for part in ("CSV", name, encoding.name, compression.removeprefix(".")) if part)
