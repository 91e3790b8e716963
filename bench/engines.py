"""A publication by DuckDB alone and the same through a Spark cluster on this machine, side by side."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from bench.cluster import cluster
from bench.deliveries import Delivery
from bench.processes import Cost, cost
from bench.tables import Cell, Table

COLUMNS = (
    *(("engine", ""), ("rows", ","), ("seconds", ".1f"), ("worker's processor s", ".1f"), ("worker's peak MB", ".0f")),
    *(("times DuckDB", ".1f"), ("tables that differ", ".0f")),
)
ENGINES = ("DuckDB", "Spark, 2 workers")


def measure(deliveries: Sequence[Delivery], runs: int) -> Table:
    """Publish each of `deliveries` into an empty state by each engine, by turns, `runs` times, and compare all rows."""
    rows: list[list[Cell]] = []
    with TemporaryDirectory() as scratch, cluster(Path(scratch)) as address:
        for delivery in deliveries:
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
            for name, costs in seen.items():
                seconds = median(one.seconds for one in costs)
                processor = median(one.processor_seconds for one in costs)
                peak = max(one.megabytes for one in costs)
                ratio = [seconds / alone, None if name == ENGINES[0] else differ]
                rows.append([name, delivery.rows, seconds, processor, peak, *ratio])
    notes = (f"Median of {runs} runs by turns; the cluster, which is up before, has the same {os.cpu_count()} cores",)
    return Table("Engines: the same publication", COLUMNS, rows, ("duckdb", "pyspark"), notes)


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
