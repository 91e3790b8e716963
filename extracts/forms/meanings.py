"""What the cells of a table mean that are not written as the contract writes them.

Each spelling is looked at once, however many rows have it, and only where it differs from the contract's own: a million
clean rows cost nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

import duckdb
import pyarrow as pa

from extracts.contract import Field, Table
from extracts.forms.codes import code_reader, has_codes
from extracts.forms.dates import ORDERS, Figures, order_of, read_date
from extracts.forms.numbers import Number, meanings_of, read_number
from extracts.forms.offices import OfficeNames, office_columns
from extracts.forms.plain import in_capitals
from extracts.forms.spellings import Spelling, spellings

# What a lone mark was taken for, as an example.
SHOWN = {"decimal": "1{mark}000 = 1", "thousands": "1{mark}000 = 1000"}
SCHEMA = pa.schema([(name, pa.string()) for name in ("column_name", "file", "raw", "value", "rule", "expected")])


class Meaning(NamedTuple):
    """The `value` that the cell `raw` stands for, in the contract's form, or the `rule` that it breaks.

    `file` is set where the same cell may mean something else in another file. `expected` is what the rule asks for.
    """

    column_name: str
    file: str | None
    raw: str
    value: str | None
    rule: str | None = None
    expected: str | None = None


class Remark(NamedTuple):
    """How the open spellings of a `file` were read: `rule` with an example and what it was taken for."""

    file: str
    line: int
    column_name: str
    value: str
    rule: str
    expected: str


Reader = Callable[[Spelling], Meaning]
T = TypeVar("T")
OfFiles = dict[str | None, list[tuple[Spelling, T]]]


@dataclass(frozen=True)
class Meanings:
    """What was found out about the spellings of one table."""

    meanings: tuple[Meaning, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns that a meaning is known for."""
        return frozenset(meaning.column_name for meaning in self.meanings)

    def arrow(self) -> pa.Table:
        columns = zip(*self.meanings, strict=True) if self.meanings else [[] for _name in SCHEMA]
        return pa.table([pa.array(cells, pa.string()) for cells in columns], schema=SCHEMA)


def read_meanings(connection: duckdb.DuckDBPyConnection, table: Table) -> Meanings:
    """Look at every spelling in `_staged` that is not the contract's own.

    A date in figures and a number with a lone mark follow the other rows of their file.
    """
    fields = {field.name: field for field in table.fields}
    meanings: list[Meaning] = []
    remarks: list[Remark] = []
    readers: dict[str, Reader] = {}
    dates: OfFiles[date | Figures] = defaultdict(list)
    numbers: OfFiles[Number] = defaultdict(list)
    for spelling in spellings(connection, table):
        field = fields[spelling.column_name]
        if field.type == "date":
            if (day := read_date(spelling.raw)) is not None:
                dates[spelling.file].append((spelling, day))
        elif field.type == "integer":
            if (number := read_number(spelling.raw)) is not None:
                numbers[spelling.file].append((spelling, number))
        else:
            if field.name not in readers:
                readers[field.name] = _reader(connection, table, field)
            meaning = readers[field.name](spelling)
            if meaning.rule or meaning.value not in (None, spelling.raw):
                meanings.append(meaning)
    for of_file in dates.values():
        _add_dates(of_file, meanings, remarks)
    for of_numbers in numbers.values():
        _add_numbers(of_numbers, meanings, remarks)
    return Meanings(tuple(meanings), tuple(remarks))


def _reader(connection: duckdb.DuckDBPyConnection, table: Table, field: Field) -> Reader:
    """Return the function that finds what a text in `field` means, which no other row has a say in."""
    if field.name in office_columns(table):
        with connection.cursor() as cursor:
            names = OfficeNames(cursor.execute("select code, name, iso3, kind from offices").fetchall())
        return lambda spelling: _office(spelling, names)
    read = code_reader(field) if has_codes(field) else in_capitals
    return lambda spelling: Meaning(spelling.column_name, None, spelling.raw, read(spelling.raw))


def _office(spelling: Spelling, names: OfficeNames) -> Meaning:
    codes = names.codes_of(spelling.raw)
    if len(codes) > 1:
        return Meaning(spelling.column_name, None, spelling.raw, None, "office_ambiguous", ", ".join(codes))
    return Meaning(spelling.column_name, None, spelling.raw, codes[0] if codes else None)


def _add_dates(
    dates: Sequence[tuple[Spelling, date | Figures]], meanings: list[Meaning], remarks: list[Remark]
) -> None:
    """Add what the `dates` of one file mean, and a remark if it took another date to tell."""
    order = order_of(found for _spelling, found in dates)
    decided = []
    for spelling, found in dates:
        day: date | None
        if isinstance(found, Figures):
            if found.is_open:
                if order is None:
                    meanings.append(_wrong(spelling, "date_ambiguous"))
                    continue
                decided.append(spelling)
            day = found.read(found.order or order or "day")
        else:
            day = found
        if day:
            meanings.append(_means(spelling, day.isoformat()))
    if order and decided:
        remarks.append(_remark(decided, "date_order", ORDERS[order]))


def _add_numbers(numbers: Sequence[tuple[Spelling, Number]], meanings: list[Meaning], remarks: list[Remark]) -> None:
    """Add what the `numbers` of one file mean, and a remark for each mark that could have meant something else."""
    marks = meanings_of(number for _spelling, number in numbers)
    decided: dict[str, list[Spelling]] = defaultdict(list)
    for spelling, number in numbers:
        value = number.value()
        if number.lone:
            meant = marks[number.lone]
            if meant is None:
                meanings.append(_wrong(spelling, "number_ambiguous"))
                continue
            decided[number.lone].append(spelling)
            value = number.value(meant)
        if value is not None:
            meanings.append(_means(spelling, str(value)))
    for mark, decided_spellings in sorted(decided.items()):
        remarks.append(_remark(decided_spellings, "number_mark", SHOWN[marks[mark] or ""].format(mark=mark)))


def _means(spelling: Spelling, value: str) -> Meaning:
    return Meaning(spelling.column_name, spelling.file, spelling.raw, value)


def _wrong(spelling: Spelling, rule: str) -> Meaning:
    return Meaning(spelling.column_name, spelling.file, spelling.raw, None, rule)


def _remark(decided: Sequence[Spelling], rule: str, expected: str) -> Remark:
    """Return the remark on the first of the `decided` spellings, all of one file."""
    first = min(decided, key=lambda spelling: (spelling.line, spelling.column_name))
    return Remark(str(first.file), first.line or 0, first.column_name, first.raw, rule, expected)
