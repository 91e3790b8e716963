"""Which cell of a file's header is which column of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extracts.folder import Given
from extracts.reading.batches import NO_PROBLEM, Columns, Problem, Reading
from extracts.spelling import plain


@dataclass(frozen=True)
class Header:
    """The columns of one file: `positions` of those of the contract that it holds, `given` those its folders give.

    `lacking` are required columns that the file has not, `unknown` other ones, `twice` those that several of its own
    could be, and `extra` names of the file that are none of the contract.
    """

    width: int
    positions: dict[str, int]
    given: Given
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def problem(self) -> Problem:
        """What all rows of the file break: `column_twice` or `column`, with the names of the columns."""
        if self.twice:
            return "column_twice", ", ".join(self.twice)
        return ("column", ", ".join(self.lacking)) if self.lacking else NO_PROBLEM

    def remark_on(self, reading: Reading) -> None:
        """Note which columns of the file are not read, and which of the contract stay unknown."""
        for rule, names in (("column_not_read", self.extra), ("column_unknown", self.unknown)):
            if names:
                reading.remark(rule, ", ".join(names))
        if reading.file.unknown:
            reading.remark("partition_not_read", ", ".join(reading.file.unknown))


def read_header(cells: Sequence[str], columns: Columns, given: Given) -> Header:
    """Match the `cells` of a header with the `columns` of a table.

    Case, accents, spaces, dashes, dots and underscores make no difference. Where two cells could be the same column,
    the one spelled exactly like it is.
    """
    found: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        if column := columns.by_plain.get(plain(cell)):
            found.setdefault(column, []).append(position)
    positions, twice = {}, []
    for column, places in found.items():
        exact = [place for place in places if cells[place].strip() == column]
        best = places if len(places) == 1 else exact
        if len(best) == 1:
            positions[column] = best[0]
        else:
            twice.append(column)
    read = {*positions.values(), *(place for column in twice for place in found[column])}
    absent = [column for column in columns.names if column not in found and column not in given]
    return Header(
        width=len(cells),
        positions=positions,
        given={column: value for column, value in given.items() if column not in found},
        lacking=tuple(column for column in absent if column in columns.required),
        unknown=tuple(column for column in absent if column not in columns.required),
        twice=tuple(twice),
        extra=tuple(cell.strip() for place, cell in enumerate(cells) if place not in read and cell.strip()),
    )


def columns_in(cells: Sequence[str], columns: Columns) -> int:
    """Return how many of `columns` are named by `cells`."""
    return len({plain(cell) for cell in cells} & columns.by_plain.keys())
