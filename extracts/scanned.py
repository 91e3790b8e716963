"""Rows that DuckDB reads where they lie, in Parquet parts with the contract's own types, and never holds as text.

Most rows of a large delivery are clean: the way of text would let them in as they are, and say nothing of them. That is
proven here for all of them together, which is cheap; only where a proof fails are the rows looked for that spoil it.
These leave the clean ones and go the way of text, which knows what to say of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa

from extracts.checks import Check, bound_of, domain_checks, field_checks, foreign_key_checks, keys_of
from extracts.contract import Field, ForeignKey, Table
from extracts.engine import Engine, EngineError, Here
from extracts.folder import DeliveredFile
from extracts.forms.offices import office_columns
from extracts.forms.spellings import own_list, own_text
from extracts.limits import FOLDER, Limits
from extracts.reading.batches import AROUND, Columns
from extracts.reading.typed_parts import LINE_BITS, Part, names_of, scan, typed_parts

# A text that is trimmed, not empty and without NUL, which is no letter.
_BLANK = "".join(f"\\x{{{ord(sign):x}}}" for sign in AROUND)
TIDY = rf"(?s)[^\x00{_BLANK}](?:[^\x00]*[^\x00{_BLANK}])?"
# The dates that the contract's form can write.
DAYS = "date '0001-01-01' and date '9999-12-31'"
# A list of codes with more letters is none of ours: some engines run out of room for a longer one.
LONGEST_LIST = 1_000
WORD_BITS = 62  # of a whole number with a sign, which both engines shift
# A column that takes fewer bytes than this per row has few different values, each written once for many rows.
FEW_BYTES = 4


class Scanned:
    """The clean rows of one table: the temporary view `clean` has their `_place` and the columns of the contract.

    A place tells the file in the upper bits, as its number among the delivered ones, and the line in the lower ones.
    `parts` are the files that are scanned, by that number; the temporary table `left` has the places of those of their
    rows that are not, or no longer, clean. Without `may_scan`, or where no file has the right types, nothing is clean.
    `engine` is what looks at the clean rows.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: Table,
        files: Sequence[DeliveredFile],
        limits: Limits = FOLDER,
        may_scan: bool = True,
        engine: Engine | None = None,
    ) -> None:
        self.table = table
        self.clean, self.left = f'"_clean_{table.name}"', f'"_left_{table.name}"'
        self._scan = f'"_scan_{table.name}"'
        self._connection, self._columns = connection, Columns(table)
        self._heavy, self._here = engine or Here(connection), Here(connection)
        self._offices = office_columns(table)
        # Keys that lead to a table which may be large are proven for all rows together.
        self._leading = {key.column: key for key in table.foreign_keys if key.column not in self._offices}
        # Rows that swell when they are copied are only noticed as text: an upload may be made of such.
        parts = typed_parts(files, self._columns, limits) if may_scan and limits == FOLDER else []
        self._take([part for part in parts if self._heavy.reads(part)])
        self._prove()

    def lines(self, position: int, left: str = "") -> pa.Array:
        """Return the lines of one part that go the way of text, in order; of those in the table `left`, if given."""
        first = position << LINE_BITS
        lines = self._connection.sql(
            f"select _place - {first} as line from {left or self.left}"
            f" where _place between {first} and {first + (1 << LINE_BITS) - 1} order by _place"
        ).to_arrow_table()
        return lines.column("line").combine_chunks()

    def leave_beside(self, far: Sequence[Check]) -> dict[int, pa.Array]:
        """Let those clean rows leave that must be looked at beside the rows of `_typed`; return their lines by part.

        They are those that a check of `far` finds, and those with the key of a row that keeps every rule of one row.
        """
        places = [f"select _place from {self.clean} where {check.fault}" for check in far if check.expected]
        [(has_typed,)] = self._connection.execute("select exists (select 1 from _typed where _mask = 0)").fetchall()
        for key in keys_of(self.table) if has_typed else ():
            names = ", ".join(f'"{name}"' for name in key)
            taken = f"select {names} from _typed where _mask = 0"
            places.append(f"select _place from {self.clean} semi join ({taken}) as taken using ({names})")
            self.engine.changed("_typed")
        if not self.parts or not places:
            return {}
        self._connection.execute("create or replace temp table _beside (_place bigint)")
        self.engine.add("_beside", " union ".join(places))
        found = {position: self.lines(position, "_beside") for position in self.parts}
        self._leave("select _place from _beside")
        self._connection.execute("drop table _beside")
        return {position: lines for position, lines in found.items() if len(lines)}

    def _take(self, parts: Sequence[Part]) -> None:
        """Make `parts`, all of whose rows are clean so far, what is scanned; but not what DuckDB cannot open."""
        try:
            self._show(parts)
        except (duckdb.Error, EngineError):
            self._show(self._readable(parts))
        self._connection.execute(f"create or replace temp table {self.left} (_place bigint)")
        self.engine.changed(self.left)
        self._show_clean("")

    def _show(self, parts: Sequence[Part]) -> None:
        self.engine = self._heavy if parts else self._here
        self.parts = {part.position: part for part in parts}
        nothing = ", ".join(f'cast(null as {field.sql_type}) as "{field.name}"' for field in self.table.fields)
        rows = scan(parts, self._columns) if parts else f"select cast(0 as bigint) as _place, {nothing} where false"
        self._connection.execute(f"create or replace temp view {self._scan} as {rows}")
        self.engine.scan(self._scan, parts, self.table)

    def _show_clean(self, where: str) -> None:
        rows = f"select * from {self._scan} as scanned {where}"
        self._connection.execute(f"create or replace temp view {self.clean} as {rows}")
        self.engine.show(self.clean, rows)

    def _leave(self, places: str, bound: dict[str, Any] | None = None) -> None:
        """Take the rows at `places`, a select, away from the clean ones."""
        if self.engine.add(self.left, f"select distinct _place from ({places})", bound):
            gone = f"select 1 from {self.left} as gone where gone._place = scanned._place"
            self._show_clean(f"where not exists ({gone})")

    def _prove(self) -> None:
        """Let everything leave that is not clean: the rows, and the files that DuckDB cannot read."""
        while self.parts:
            try:
                with self._without_belief():
                    self._leave_spoilt()
                self._prove_keys()
                return
            except (duckdb.Error, EngineError):
                readable = self._readable(self.parts.values())
                if len(readable) == len(self.parts):
                    raise
                self._take(readable)

    def _readable(self, parts: Iterable[Part]) -> list[Part]:
        return [part for part in parts if self._is_readable(part)]

    def _is_readable(self, part: Part) -> bool:
        counts = ", ".join(f'count("{name}")' for name in self.table.column_names)
        try:
            with self._without_belief():
                self._connection.execute(f"select {counts} from ({scan([part], self._columns)})").fetchall()
        except duckdb.Error:
            return False
        return True

    @contextmanager
    def _without_belief(self) -> Iterator[None]:
        """Read values whatever a file says of them: that may not be so, and must not keep them from being looked at."""
        self._connection.execute("set disabled_optimizers = 'statistics_propagation'")
        try:
            yield
        finally:
            self._connection.execute("reset disabled_optimizers")

    # --- rows by themselves

    def _leave_spoilt(self) -> None:
        few = self._columns_with_few_values()
        asked = domain_checks(self.table)
        for field in self.table.fields:
            checks = self._checks_of(field)
            # Of a column with few values each value is looked at once, and its rows only if one of them is not clean.
            if checks and not (field.name in few and self._has_clean_values(field, checks)):
                asked += checks
        # A column that nothing is asked of is read all the same: that it can be is part of the proof.
        counts = ", ".join(f'count("{field.name}")' for field in self.table.fields if field.type == "integer")
        if counts:
            self.engine.ask(f"select {counts} from {self._scan}")
        if asked:
            self._leave(f"select _place from ({self._as_text(self._scan)}) where {_any(asked)}", bound_of(asked))

    def _columns_with_few_values(self) -> set[str]:
        """Return the columns with few different values, as far as their sizes tell; true or not, no row hangs on it."""
        parts = list(self.parts.values())
        asked = (
            "select '\"' || path_in_schema || '\"' from (select file_name, path_in_schema,"
            f" sum(total_uncompressed_size) <= {FEW_BYTES} * sum(num_values) as is_few from"
            f" parquet_metadata({names_of(parts)}) group by all) group by path_in_schema having bool_and(is_few)"
        )
        try:
            sizes = self._connection.execute(asked).fetchall()
        except duckdb.Error:  # what a file says of itself may be wrong where its rows are not
            return set()
        few = {name for (name,) in sizes}
        expressions = zip(self.table.column_names, *(part.columns for part in parts), strict=True)
        return {column for column, *of_parts in expressions if few.issuperset(of_parts)}

    def _has_clean_values(self, field: Field, checks: Sequence[Check]) -> bool:
        values = self._as_text(f'(select distinct "{field.name}" from {self._scan})', field)
        spoilt = f"select count(*) from ({values}) where {_any(checks)}"
        return self.engine.ask(spoilt, bound_of(checks)) == [(0,)]

    def _as_text(self, rows: str, *fields: Field) -> str:
        """Return `rows` with their columns, or those of `fields`, also under the names that checks go by."""
        cells = ", ".join(
            f'"{field.name}" as "_raw_{field.name}", cast(null as varchar) as "_rule_{field.name}"'
            for field in fields or self.table.fields
        )
        return f"select *, {cells} from {rows}"

    def _checks_of(self, field: Field) -> list[Check]:
        """Return what the cells of one column are asked: the checks of the contract, and whether they are canonical."""
        if field.name in self._leading:  # as clean as what it leads to
            return []
        name = f'"{field.name}"'
        bound: dict[str, Any] = {}
        form = None
        if field.type == "date":
            form = f"{name} between {DAYS}"
        elif field.type == "string" and field.separator and field.codes:
            form = f"length({name}) <= {LONGEST_LIST} and {own_list(field)}"
        elif field.type == "string" and not field.codes and field.name not in self._offices:
            bound["tidy"] = TIDY
            own = own_text(self.table, field, bound)
            form = f"regexp_full_match({name}, $tidy)" + (f" and {own}" if own else "")
        canonical = [Check("form", field.name, f"not ({form})", None, bound)] if form else []
        keys = [key for key in self.table.foreign_keys if key.column == field.name]
        of_field = field_checks(self.table, field)
        if field.separator:
            is_long = f"length({name}) > {LONGEST_LIST}"
            of_field = [
                replace(check, fault=f"{is_long} or {check.fault}") if check.rule == "pattern" else check
                for check in of_field
            ]
        return [*of_field, *foreign_key_checks(self.table, keys), *canonical]

    # --- keys

    def _prove_keys(self) -> None:
        """Let the rows leave whose key leads to no row, or is that of another row."""
        leading = dict(self._leading)
        for key in keys_of(self.table):
            if len(key) == 2 and key[0] in leading and key[1] in self._offices:
                to = leading.pop(key[0])
                leads_nowhere, is_twice = self._look_at_groups(to, key[1])
                if leads_nowhere:
                    self._leave_nowhere(to)
            else:
                is_twice = True
            names = ", ".join(f'"{name}"' for name in key)
            twice = f"select {names} from {self.clean} group by {names} having count(*) > 1"
            if is_twice and self.engine.ask(f"select count(*) from ({twice})") != [(0,)]:
                self._leave(f"select _place from {self.clean} semi join ({twice}) as twice using ({names})")
        for to in leading.values():
            self._leave_nowhere(to)

    def _look_at_groups(self, leading: ForeignKey, office: str) -> tuple[bool, bool]:
        """Tell whether a value of `leading` leads to no row, and whether one comes twice with the same `office`.

        Both are told by the rows summed up by that value, of which there are fewer: if a value comes with as many
        offices as it has rows, none of them is there twice. The offices of a value are bits of a few words.
        """
        [(offices,)] = self._connection.execute("select count(*) from offices").fetchall()
        words = range(max(offices - 1, 0) // WORD_BITS + 1)
        bits = ", ".join(
            f"case when number // {WORD_BITS} = {word} then cast(1 as bigint) << (number % {WORD_BITS}) else 0 end"
            f" as word_{word}"
            for word in words
        )
        column = f'"{leading.column}"'
        [(nowhere, twice, seen)] = self.engine.ask(
            "with numbered as (select code, cast(row_number() over (order by code) - 1 as bigint) as number"
            f" from offices), office_bits as (select code, {bits} from numbered),"
            f" summed as (select {column} as value, count(*) as row_count,"
            f" {' + '.join(f'bit_count(bit_or(word_{word}))' for word in words)} as office_count"
            f' from {self.clean} inner join office_bits on code = "{office}" group by {column}),'
            f' known as (select "{leading.references_column}" as known from "{leading.references}")'
            " select count(*) filter (where known is null), count(*) filter (where office_count < row_count),"
            " coalesce(sum(row_count), 0) from summed left join known on known = value"
        )
        # A file that says false things of its values may have kept rows from being summed up.
        [(rows,)] = self.engine.ask(f"select count(*) from {self.clean}")
        return bool(nowhere or seen < rows), bool(twice or seen < rows)

    def _leave_nowhere(self, key: ForeignKey) -> None:
        column, target = f'clean."{key.column}"', f'known."{key.references_column}"'
        [field] = [field for field in self.table.fields if field.name == key.column]
        self._leave(
            f"select _place from {self.clean} as clean"
            f' where not exists (select 1 from "{key.references}" as known where {target} = {column})'
            + ("" if field.required else f" and {column} is not null")
        )


def _any(checks: Sequence[Check]) -> str:
    """Return the condition that a row breaks one of `checks`, as SQL."""
    return " or ".join(f"coalesce({check.fault}, false)" for check in checks)
