"""The yardstick of a publication: what DuckDB itself takes to group the same columns of the same Parquet files.

`python -m bench.group_by NAME --data DIR --threads N --memory MB` runs `NAME.sql` once, in a process of its own, and
prints nothing. Each file gives the same rows in another way; the quickest is the one to compare with.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

FOLDER = Path(__file__).resolve().parent
WAYS = tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))
Row = tuple[object, ...]


def grouped(way: str, data: Path, threads: int, megabytes: int) -> list[Row]:
    """Return year, region, mode, topics, trainings, offices, participants of the delivery in `data`, grouped."""
    sql = (FOLDER / f"{way}.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection, TemporaryDirectory() as spill:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"set threads = {threads}")
        connection.execute(f"set memory_limit = '{megabytes}MB'")
        connection.execute("set temp_directory = $spill", {"spill": spill})
        for table in ("trainings", "training_offices"):
            connection.read_parquet(str(data / table / "*.parquet")).create_view(table)
        connection.read_csv(str(data / "offices.csv"), all_varchar=True).create_view("offices")
        return connection.execute(sql).fetchall()
