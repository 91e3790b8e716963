"""Who does the heavy pass over the rows of a delivery: DuckDB in the worker's own process, or a Spark cluster.

The heavy pass looks at every row of what may be large: the proofs of `extracts.scanned` and the sums of
`extracts.cubes`. Both engines are asked the very same SQL and fill the same database file, which then answers every
click; only where the rows are looked at differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

from extracts.place import AwayError
from extracts.state import SPILL_END
from words.codes import N_

if TYPE_CHECKING:
    from extracts.contract import Table
    from extracts.reading.typed_parts import Part

ADDRESS = "ACTIVITY_ENGINE"
MISSING = N_("a package is missing: pip install -r requirements-spark.txt")


class EngineError(AwayError):
    """The engine that is asked for cannot do the work.

    `filename` is its address without what may stand behind the host: that may be a secret.
    """

    sentence = N_("The engine {name} does not check this delivery: {reason}")

    def __init__(self, address: str, reason: str, **values: object) -> None:
        host = re.match(r"sc://[^/;?]*", address)
        super().__init__(host[0] if host else ADDRESS, reason, **values)


class Engine(Protocol):
    """What looks at many rows. Names are those of tables and views of the database, which it knows or comes to know.

    Each method raises EngineError where the engine fails, and duckdb.Error where the database does.
    """

    def reads(self, part: Part) -> bool:
        """Tell whether the engine can look at `part` where it lies; its rows go the way of text otherwise."""

    def scan(self, name: str, parts: Sequence[Part], table: Table) -> None:
        """Know the temporary view `name`, which shows the rows of Parquet `parts` of `table`, anew."""

    def show(self, name: str, sql: str) -> None:
        """Know the temporary view `name`, which has just been made of the select `sql`, anew."""

    def changed(self, name: str) -> None:
        """Look at the rows of the table `name` again when it is asked for: they are others now."""

    def ask(self, sql: str, bound: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of the select `sql`, which are few."""

    def add(self, table: str, sql: str, bound: Mapping[str, Any] | None = None) -> int:
        """Add the rows of the select `sql` to the temporary `table` of the database and return how many they are."""

    def unite(self, name: str, scanned: str, kept: str) -> None:
        """Know `name`, a table or view just made of the rows of the view `scanned` and of the select `kept`."""

    def define(self, name: str, sql: str) -> None:
        """Make the select `sql` known to later selects as `name`; it ends with the connection."""

    def create(self, name: str, sql: str, but: str = "", by: str = "") -> None:
        """Create the table `name` of the select `sql`, without its column `but` and in the order of its column `by`."""


class Here:
    """DuckDB in this process, which knows its own tables and views."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def reads(self, part: Part) -> bool:  # noqa: ARG002
        return True

    def scan(self, name: str, parts: Sequence[Part], table: Table) -> None: ...

    def show(self, name: str, sql: str) -> None: ...

    def changed(self, name: str) -> None: ...

    def unite(self, name: str, scanned: str, kept: str) -> None: ...

    def ask(self, sql: str, bound: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, bound or {}).fetchall()

    def add(self, table: str, sql: str, bound: Mapping[str, Any] | None = None) -> int:
        [(count,)] = self._connection.execute(f"insert into {table} {sql}", bound or {}).fetchall()
        return int(count)

    def define(self, name: str, sql: str) -> None:
        # Summed up first, and put away: a join with a sum that is still being made has little memory left for itself.
        self._connection.execute(f"create temp table {name} as {sql}")

    def create(self, name: str, sql: str, but: str = "", by: str = "") -> None:
        self._connection.execute(f"create table {name} as {kept(sql, but, by)}")


def kept(rows: str, but: str, by: str) -> str:
    """Return the select `rows` without its column `but` and in the order of its column `by`, if they are named."""
    columns = f"* exclude ({but})" if but else "*"
    return f"select {columns} from ({rows})" + (f" order by {by}" if by else "") if but or by else rows


def engine_address() -> str:
    """Return the address of the Spark Connect server that does the heavy pass: `ACTIVITY_ENGINE`, "" for DuckDB."""
    return os.environ.get(ADDRESS, "").strip()


@contextmanager
def engine(connection: duckdb.DuckDBPyConnection, beside: Path | None) -> Iterator[Engine]:
    """Give the engine that the settings ask for, to fill the database of `connection`.

    A cluster and this process hand each other rows in a folder that is made in the folder `beside`, and removed after;
    without one (a database in memory) the work is done here. Raises EngineError where it cannot be reached.
    """
    address = engine_address()
    if not address or beside is None:
        yield Here(connection)
        return
    if not address.startswith("sc://"):
        raise EngineError(address, N_("it is the address of a Spark Connect server: write sc://host:15002"))
    try:
        # Imported here: only the worker has a use for it, and only where a cluster is asked for.
        from extracts.engine.spark import Spark
    except ImportError:
        raise EngineError(address, MISSING) from None
    with (
        TemporaryDirectory(dir=beside, prefix="engine-", suffix=SPILL_END) as folder,
        Spark(address, connection, Path(folder)) as spark,
    ):
        yield spark
