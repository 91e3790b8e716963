"""A Spark cluster as the engine, spoken to through Spark Connect.

The cluster reads Parquet parts where they lie. Everything else goes there and comes back as Parquet in a folder that
both sides see under the same path, as a cluster and its clients share one as a matter of course.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, groupby
from pathlib import Path
from socket import create_connection
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from extracts.contract import Table
from extracts.engine import MISSING, EngineError, kept
from extracts.engine.dialect import tables_of, translated
from extracts.reading.typed_parts import LINE_BITS, Part
from extracts.sql import literal
from words.codes import N_

# What makes Spark mean by a statement what DuckDB means by it, and look at the rows whatever a file says of them.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.filterPushdown": "false",
    "spark.sql.parquet.aggregatePushdown": "false",
}
PORT, CONNECT_SECONDS, RETRIES = 15002, 10.0, 6
PLACE = "_place_in_delivery"
UNSEEN_STARTS = ("_", ".")

log = logging.getLogger(__name__)


class Spark:
    """The session of one publication on the cluster at `address`, which reads and writes in `folder`."""

    def __init__(self, address: str, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._address, self._connection, self._folder = address, connection, folder
        self._known: set[str] = set()
        self._numbers = count()
        self._session: Any = None

    def __enter__(self) -> Self:
        self._folder.chmod(0o777)  # the cluster may work as another user than this process
        self._session = session(self._address)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._session.stop()
        except Exception as failure:  # the work is done, or its own failure is the one to tell
            log.info("the session was not ended: %s", type(failure).__name__)

    def reads(self, part: Part) -> bool:
        """Tell whether the cluster reads `part`: it passes over files whose names begin so, without a word."""
        return not part.file.path.name.startswith(UNSEEN_STARTS)

    def scan(self, name: str, parts: Sequence[Part], table: Table) -> None:
        """Know the view `name` of `parts`: read from their files by the cluster itself."""
        nothing = ", ".join(f'cast(null as {field.sql_type}) as "{field.name}"' for field in table.fields)
        selects = [f"select cast(0 as bigint) as _place, {nothing} where false"]
        with told(self._address):
            forms = [(form, list(alike)) for form, alike in groupby(sorted(parts, key=_form), key=_form)]
        for (columns, kinds), alike in forms:
            typed = ", ".join(
                f'cast({expression} as {field.sql_type}) as "{field.name}"'
                for expression, field in zip(columns, table.fields, strict=True)
            )
            rows = f"scanned_{next(self._numbers)}"
            with told(self._address):
                self._placed(alike, kinds).createOrReplaceTempView(rows)
            self._known.add(rows)
            selects.append(f"select {PLACE} as _place, {typed} from {rows}")
        self.show(name, " union all ".join(selects))
        # DuckDB reads no text that is not UTF-8, which Spark takes as it comes.
        texts = [field.name for field in table.fields if field.type == "string"]
        unlike = " or ".join(["_place is null", *(f'not is_valid_utf8("{text}")' for text in texts)])
        seen = f"select count(*), count(*) filter (where {unlike}) from {name}"
        if parts and self.ask(seen) != [(sum(part.rows for part in parts), 0)]:
            raise EngineError(self._address, N_("it reads other files, or other texts in them, than DuckDB does"))

    def _placed(self, parts: Sequence[Part], kinds: str) -> Any:
        """Return the columns `kinds` of the files of `parts` as a data frame, each row with its place."""
        from pyspark.sql import functions as f

        firsts = {address_of(part.file.path): (part.position << LINE_BITS) + 1 for part in parts}
        first = f.create_map(*(f.lit(value) for pair in firsts.items() for value in pair))
        place = first[f.regexp_replace(f.col("_metadata.file_path"), "^file:/+", "/")] + f.col("_metadata.row_index")
        # By the letter: neither patterns, nor columns made of the names of folders.
        paths = (re.sub(r"([\[\]{}*?])", r"\\\1", str(part.file.path.absolute())) for part in parts)
        read = self._session.read.schema(kinds).option("recursiveFileLookup", "true").parquet(*paths)
        return read.select("*", place.alias(PLACE))

    def show(self, name: str, sql: str) -> None:
        """Know the view `name` of the select `sql`."""
        with told(self._address):
            self._frame(sql).createOrReplaceTempView(plain(name))
        self._known.add(plain(name))

    def changed(self, name: str) -> None:
        """Send the rows of the table `name` again when they are asked for."""
        self._known.discard(plain(name))

    def ask(self, sql: str, bound: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of the select `sql`."""
        with told(self._address):
            return [tuple(row) for row in self._frame(sql, bound).collect()]

    def add(self, table: str, sql: str, bound: Mapping[str, Any] | None = None) -> int:
        """Add the rows of the select `sql` to the temporary `table` of the database and return how many they are."""
        with told(self._address):
            rows = self._written(self._frame(sql, bound))
        [(added,)] = self._connection.execute(f"insert into {table} from read_parquet({rows})").fetchall()
        if added:
            self.changed(table)
        return int(added)

    def unite(self, name: str, scanned: str, kept: str) -> None:
        """Know `name`: the rows of the view `scanned`, which the cluster knows, and those of the select `kept`."""
        columns = self._connection.execute(f"select column_name from (describe {kept})").fetchall()
        names = ", ".join(f'"{column}"' for (column,) in columns)
        self._share(kept_name := f"kept_{plain(name)}", kept)
        self.show(name, f"select {names} from {scanned} union all select {names} from {kept_name}")

    def define(self, name: str, sql: str) -> None:
        """Make the select `sql` known as `name`, there as a view; here it stands for its columns only."""
        self.show(name, sql)
        self._connection.execute(f"create temp table {name} as select * from ({sql}) where false")

    def create(self, name: str, sql: str, but: str = "", by: str = "") -> None:
        """Create the table `name` from the select `sql`, which the cluster answers."""
        kinds = self._connection.execute(f"select column_name, column_type from (describe {sql})").fetchall()
        with told(self._address):
            rows = self._written(self._frame(sql), name)
        typed = ", ".join(f'cast("{column}" as {kind}) as "{column}"' for column, kind in kinds)
        made = kept(f"select {typed} from read_parquet({rows})", but, by)
        self._connection.execute(f"create table {name} as {made}")

    def _frame(self, sql: str, bound: Mapping[str, Any] | None = None) -> Any:
        """Return the select `sql` as a data frame of the cluster, which knows all that it reads."""
        for table in sorted(tables_of(sql) - self._known):
            self._share(table, f'from "{table}"')
        text, values = translated(sql, bound or {})
        return self._session.sql(text, args=values)

    def _share(self, name: str, sql: str) -> None:
        """Send the rows of the select `sql` of the database to the cluster, which knows them as `name`."""
        folder = self._folder / f"{next(self._numbers)}-sent"
        folder.mkdir()
        self._connection.execute(f"copy ({sql}) to {literal(str(folder / 'rows.parquet'))} (format parquet)")
        self._view(folder, name)

    def _written(self, frame: Any, name: str = "") -> str:
        """Have the cluster write the rows of `frame`, known as `name` from then on, and return where, as SQL."""
        folder = self._folder / f"{next(self._numbers)}-made"
        frame.write.parquet(str(folder))
        if name:
            self._view(folder, name)
        return literal(f"{folder}/*.parquet")

    def _view(self, folder: Path, name: str) -> None:
        """Make what lies in `folder` known to the cluster as `name`."""
        with told(self._address):
            self._session.read.parquet(str(folder)).createOrReplaceTempView(name)
        self._known.add(name)


def _form(part: Part) -> tuple[tuple[str, ...], str]:
    """Return what files must have in common to be read at once: the same columns, of the same types for Spark.

    Other columns of a file are not looked at: they may be of types that Spark refuses.
    """
    kinds, schema = [], pq.read_schema(part.file.path)
    for name in dict.fromkeys(column[1:-1] for column in part.columns if column.startswith('"')):
        kind = schema.field(name).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        spoken = "bigint" if pa.types.is_integer(kind) else "date" if pa.types.is_date32(kind) else "string"
        kinds.append(f"`{name.replace('`', '``')}` {spoken}")
    return part.columns, ", ".join(kinds or ["_ string"])


def address_of(path: Path) -> str:
    """Return the file at `path` as the cluster names it: as in an address, but for what stands before the path."""
    return quote(str(path.absolute()), safe="/!$&'()*+,;=:@")


def plain(name: str) -> str:
    """Return `name` as it stands in SQL without its quotes."""
    return name.strip('"')


def session(address: str) -> Any:
    """Return a session of its own on the Spark Connect server at `address`. Raises EngineError."""
    with told(address):
        from pyspark.sql import SparkSession
        from pyspark.sql.connect.client.retries import DefaultPolicy

        # Spark itself would try for ten minutes to reach a server that is away.
        at = urlsplit(address)
        create_connection((at.hostname or "", at.port or PORT), CONNECT_SECONDS).close()
        found = SparkSession.builder.remote(address).create()
        found.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
        for name, value in SETTINGS.items():
            found.conf.set(name, value)
        return found


@contextmanager
def told(address: str) -> Iterator[None]:
    """Tell what goes wrong in the block as EngineError, in words for an operator. Errors of the database pass."""
    try:
        yield
    except ImportError as error:
        log.warning("no engine: %s", error)
        raise EngineError(address, MISSING) from None
    except (EngineError, duckdb.Error):
        raise
    except Exception as error:
        # Its own words may hold values of rows, and its address a token.
        kind = getattr(error, "getCondition", lambda: None)() or type(error).__name__
        log.warning("the engine fails: %s", kind)
        reason = N_(
            "the engine does not do its work ({code}): check that it runs and sees the folders of data and state"
        )
        raise EngineError(address, reason, code=kind) from error
