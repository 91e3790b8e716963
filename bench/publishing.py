"""A publication as a whole command, side by side with DuckDB's own group-by over the same columns of the same files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from tempfile import TemporaryDirectory

from bench.deliveries import Delivery
from bench.group_by import WAYS
from bench.processes import Cost, cost
from bench.tables import Cell, Table

COLUMNS = (
    *(("what", ""), ("rows", ","), ("seconds", ".2f"), ("processor s", ".2f"), ("peak MB", ".0f")),
    ("times the best group-by", ".2f"),
)
PUBLICATION = "publication"


def measure(deliveries: Sequence[Delivery], runs: int, threads: int, megabytes: int) -> Table:
    """Publish each of `deliveries` into an empty state and group it in each way, by turns, `runs` times."""
    rows: list[list[Cell]] = []
    for delivery in deliveries:
        seen: dict[str, list[Cost]] = {}
        for _run in range(runs):
            for name in (PUBLICATION, *WAYS):
                print(f"{name}, {delivery.rows:,} rows …", file=sys.stderr)
                taken = (
                    _publish(delivery, megabytes) if name == PUBLICATION else _group(name, delivery, threads, megabytes)
                )
                if taken.status:
                    raise RuntimeError(f"{name} ended with {taken.status}")
                seen.setdefault(name, []).append(taken)
        best = min(median(one.seconds for one in seen[way]) for way in WAYS)
        for name, costs in seen.items():
            seconds = median(one.seconds for one in costs)
            processor = median(one.processor_seconds for one in costs)
            peak = max(one.megabytes for one in costs)
            what = name if name == PUBLICATION else f"group-by, {name.replace('_', ' ')}"
            rows.append([what, delivery.rows, seconds, processor, peak, seconds / best])
    notes = (
        f"Median of {runs} runs by turns, start of the process included; DuckDB may hold {megabytes} MB in both, the"
        f" group-by has {threads} threads",
    )
    return Table("Publication", COLUMNS, rows, ("duckdb", "pyarrow"), notes)


def _publish(delivery: Delivery, megabytes: int) -> Cost:
    # On the same disk as the delivery: there is room for both.
    delivery.state.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=delivery.state.parent) as state:
        arguments = ["--data", str(delivery.data), "--state", state, "--settle", "0"]
        settings = {"ACTIVITY_MEMORY": str(megabytes)}
        return cost([sys.executable, "-m", "extracts", "publish", *arguments], settings=settings)


def _group(way: str, delivery: Delivery, threads: int, megabytes: int) -> Cost:
    bounds = ["--threads", str(threads), "--memory", str(megabytes)]
    return cost([sys.executable, "-m", "bench.group_by", way, "--data", str(delivery.data), *bounds])
