"""A publication and every question, by DuckDB alone and through a Spark cluster on this machine, side by side."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from bench.cluster import cluster
from bench.deliveries import Delivery
from bench.processes import Cost, cost
from bench.questions import published
from bench.tables import Cell, Table
from extracts.engine.spark import Spark
from extracts.state import read_state, state_folder
from queries import Filters, queries
from queries.catalogue import ALL_ROWS, parameters
from queries.guard import bound_to

COLUMNS = (
    *(("engine", ""), ("rows", ","), ("seconds", ".1f"), ("worker's processor s", ".1f"), ("worker's peak MB", ".0f")),
    *(("times DuckDB", ".1f"), ("tables that differ", ".0f")),
)
QUESTIONS = (
    *(("question", ""), ("rows", ","), ("DuckDB ms", ".0f"), ("Spark ms", ".0f"), ("times DuckDB", ".1f")),
    *(("answer", ","), ("rows that differ", ",")),
)
LIBRARIES = ("duckdb", "pyspark", "sqlglot")
ENGINES = ("DuckDB", "Spark, 2 workers")


def measure(deliveries: Sequence[Delivery], runs: int) -> list[Table]:
    """Publish each of `deliveries` by each engine, ask both each question, and compare all rows."""
    with TemporaryDirectory() as scratch, cluster(Path(scratch)) as address:
        made = [_published(delivery, runs, address) for delivery in deliveries]
        asked = [row for delivery in deliveries for row in _asked(delivery, address)]
    where = f"the cluster, which is up before, has the same {os.cpu_count()} cores"
    notes = (f"Median of {runs} runs by turns; {where}",)
    told = ("All years, no filter; the answer as a table that is put away; its rows are compared, each in its place",)
    return [
        Table("Engines: the same publication", COLUMNS, [row for rows in made for row in rows], LIBRARIES, notes),
        Table("Engines: the same questions", QUESTIONS, asked, LIBRARIES, told),
    ]


def _published(delivery: Delivery, runs: int, address: str) -> list[list[Cell]]:
    """Return a row per engine: what `runs` publications of `delivery` into an empty state took."""
    seen: dict[str, list[Cost]] = {name: [] for name in ENGINES}
    differ = 0
    for _run in range(runs):
        # On the same disk as the delivery: there is room for both.
        with TemporaryDirectory(dir=delivery.data.parent) as states:
            for name, engine in zip(ENGINES, ("", address), strict=True):
                print(f"{name}, {delivery.rows:,} rows …", file=sys.stderr)
                taken = _publish(delivery, Path(states, name), engine)
                if taken.status:
                    raise RuntimeError(f"{name} ended with {taken.status}")
                seen[name].append(taken)
            differ += len(differing(*(next(Path(states, name).glob("*/*.duckdb")) for name in ENGINES)))
    alone = median(one.seconds for one in seen[ENGINES[0]])
    rows: list[list[Cell]] = []
    for name, costs in seen.items():
        seconds = median(one.seconds for one in costs)
        processor = median(one.processor_seconds for one in costs)
        peak = max(one.megabytes for one in costs)
        rows.append([name, delivery.rows, seconds, processor, peak, seconds / alone, None])
    rows[-1][-1] = differ
    return rows


def _asked(delivery: Delivery, address: str) -> Iterator[list[Cell]]:
    """Yield a row per question, put to both engines over all that stands published of `delivery`."""
    snapshot = published(delivery)
    values = {**parameters(Filters().within(snapshot)), **ALL_ROWS}
    kept_in = state_folder(delivery.data, delivery.state)
    file = read_state(kept_in).current
    snapshot.connection.close()
    if file is None:
        raise RuntimeError(f"nothing stands published of {delivery.data}")
    with (
        TemporaryDirectory(dir=delivery.data.parent) as scratch,
        duckdb.connect(str(kept_in / file.file), read_only=True) as here,
        Spark(address, here, Path(scratch)) as there,
    ):
        for (table,) in here.execute("select table_name from duckdb_tables()").fetchall():
            there.ask(f'select count(*) from "{table}"')  # sends it, which is not part of a question
        for name, question in queries().items():
            print(f"{name}, {delivery.rows:,} rows …", file=sys.stderr)
            bound = bound_to(question.sql, values)
            start = perf_counter()
            here.execute(f"create or replace temp table of_here as {question.sql}", bound)
            middle = perf_counter()
            here.execute("create or replace temp table of_there as from of_here where false")
            there.add("of_there", question.sql, bound)
            seconds = middle - start, perf_counter() - middle
            yield [name, delivery.rows, *(1000 * one for one in seconds), seconds[1] / seconds[0], *_compared(here)]


def _compared(connection: duckdb.DuckDBPyConnection) -> list[Cell]:
    """Return how many rows DuckDB has answered, and how many of them Spark has not, each in its place."""
    [(rows, others, fewer)] = connection.execute(
        "select (select count(*) from of_here), (select count(*) from"
        " (select row_number() over () as place, * from of_here except select row_number() over (), * from of_there)),"
        " abs((select count(*) from of_here) - (select count(*) from of_there))"
    ).fetchall()
    return [rows, others + fewer]


def _publish(delivery: Delivery, state: Path, engine: str) -> Cost:
    arguments = ["--data", str(delivery.data), "--state", str(state), "--settle", "0"]
    return cost([sys.executable, "-m", "extracts", "publish", *arguments], settings={"ACTIVITY_ENGINE": engine})


def differing(one: Path, other: Path) -> list[str]:
    """Return the names of the tables of which two database files hold other rows, whatever their order."""
    with duckdb.connect() as connection:
        for name, path in (("one", one), ("other", other)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        tables = connection.execute("select distinct table_name from duckdb_tables()").fetchall()
        return [name for (name,) in tables if _differs(connection, name)]


def _differs(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    # A sum over a hash of each row tells rows of any number apart, and needs no room.
    told = "select count(*), sum(hash(rows)) from {}.main.{} as rows"
    one, other = (connection.execute(told.format(name, table)).fetchall() for name in ("one", "other"))
    return one != other
