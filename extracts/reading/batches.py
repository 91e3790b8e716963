"""What all readers share: the shape of a batch of staged rows, and what is told about a file while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from extracts.contract import Table
from extracts.folder import DeliveredFile
from extracts.limits import Limits
from extracts.spelling import plain

BATCH_ROWS = 50_000
# Rows that are lists of cells stay in the near memory of the processor as long as they are few: three times as fast.
TEXT_ROWS = 1_000
# The columns of `_staged` after `_row` and before those of the table: a row's place, what is wrong with it as a whole.
PLACES = (("_file", pa.string()), ("_line", pa.int64()), ("_problem", pa.string()), ("_expected", pa.string()))
# White space, and what pages of the web and other systems leave around a text without anybody seeing it.
AROUND = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200e\u200f\u2060\ufeff"
)

Problem = tuple[str | None, str | None]  # the rule that a whole row breaks, and what it asks for
NO_PROBLEM: Problem = (None, None)
Cells = dict[str, pa.Array]  # cells of some rows by column of the contract


class UnreadableError(Exception):
    """A file cannot be read from here on: it is broken, cut, locked with a password or no file of its kind."""

    def __init__(self, rule: str = "unreadable") -> None:
        super().__init__(rule)
        self.rule = rule


class TooLargeError(Exception):
    """A file goes beyond a limit, which is said for `expected`: `rows ≤ 2000000`."""


class Columns:
    """The columns of a table, in the ways in which each of its files asks for them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.names = table.column_names
        self.by_plain = {plain(name): name for name in self.names}
        self.required = frozenset(field.name for field in table.fields if field.required)
        self.schema = pa.schema([*PLACES, *((name, pa.string()) for name in self.names)])


@dataclass
class Reading:
    """One file on its way into the staged table, and what is told about it.

    `line` is the line of the next row, so that it is known where the reading ended. `form` says for a person how the
    file was read. A remark is (line, column, value, rule, expected). `is_extract` is False for a text that turned out
    to have nothing to do with the table.
    """

    file: DeliveredFile
    columns: Columns
    limits: Limits
    line: int = 1
    form: str = ""
    remarks: list[tuple[int | None, str | None, str | None, str, str | None]] = field(default_factory=list)
    is_extract: bool = True

    def remark(self, rule: str, value: str | None = None, line: int | None = None, column: str | None = None) -> None:
        """Note how the file was read where that was a choice."""
        self.remarks.append((line, column, value, rule, None))

    def guard_columns(self, columns: int) -> None:
        """Raise TooLargeError where the file has more than the allowed number of columns."""
        if columns > self.limits.columns:
            raise TooLargeError(f"columns ≤ {self.limits.columns}")

    def placed(
        self, lines: Sequence[int] | pa.Array, problem: Problem | Sequence[Problem], cells: Cells
    ) -> pa.RecordBatch:
        """Return rows with their places; `problem` is that of all or one for each, a column not in `cells` is empty."""
        rows = len(lines)
        if isinstance(problem, tuple):
            nothing = pa.nulls(rows, pa.string())
            rules, expected = (nothing if text is None else pa.repeat(text, rows) for text in problem)
        else:
            rules, expected = (pa.array(texts, pa.string()) for texts in zip(*problem, strict=True))
        at = lines if isinstance(lines, pa.Array) else pa.array(lines, pa.int64())
        empty = pa.nulls(rows, pa.string())
        held = [cells.get(column, empty) for column in self.columns.names]
        return pa.RecordBatch.from_arrays(
            [pa.repeat(self.file.name, rows), at, rules, expected, *held], schema=self.columns.schema
        )

    def told(self, rule: str | None, expected: str | None = None) -> pa.RecordBatch:
        """Return one row without cells at the line reached, which tells that `rule` is broken there."""
        return self.placed([self.line], (rule, expected), {})


def trimmed(text: pa.Array) -> pa.Array:
    """Return `text` without white space around it; nothing is NULL."""
    bare = pc.utf8_trim(text, characters=AROUND)
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)
