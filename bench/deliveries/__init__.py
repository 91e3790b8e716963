"""Deliveries of any size to measure with: valid under the contract, realistic, and for everybody the same.

Trainings and the offices that took part in them are drawn by DuckDB from a hash of the row's number, so that a size
always gives the same rows (with the pinned DuckDB): four offices to a training, most of one region and one in five of
two or three; one topic or, in three of ten, two; identifiers in order of date; all of it reported. The other tables,
which their keys keep small, are those that ship with the app.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import gettempdir

import duckdb

from extracts.contract import CONTRACT_FILE

FOLDER = Path(__file__).resolve().parent
SHIPPED = CONTRACT_FILE.parent
FIRST_YEAR, LAST_YEAR = 2011, 2025
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
OFFICES_PER_TRAINING = 4
LEAST_ROWS = 1 + OFFICES_PER_TRAINING
GENERATED = ("trainings", "training_offices")
COPIED = (
    *("offices.csv", "advice_requests.csv", "business_solutions.parquet", "collections.csv", "cws_participation.csv"),
    *("events.csv", "exchange_platforms.csv", "ocr_rollout.csv", "reported_figures.csv", "tool_releases.csv"),
)


@dataclass(frozen=True)
class Delivery:
    """A generated delivery: the folder of its extracts, and a folder beside it for what is published of it."""

    rows: int
    data: Path
    state: Path


def usual_folder() -> Path:
    """Return where deliveries are kept between runs unless told otherwise: in the system's folder for such things."""
    return Path(gettempdir()) / "activity-bench"


def delivery(rows: int, folder: Path, parts: int = len(YEARS)) -> Delivery:
    """Return the delivery of `rows` rows in `folder`, made there first unless it is there whole.

    `rows` counts trainings and attendances together, four fifths of them attendances; `parts` is the number of Parquet
    files of each, at least one per year. Raises ValueError for fewer rows than one training needs.
    """
    if rows < LEAST_ROWS:
        raise ValueError(f"at least {LEAST_ROWS} rows")
    home = folder / (f"{rows}" if parts <= len(YEARS) else f"{rows}-in-{parts}")
    made = Delivery(rows, home / "data", home / "state")
    if not made.data.is_dir():
        print(f"making {rows:,} rows …", file=sys.stderr)
        unfinished = home / "unfinished"
        rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        deliver(unfinished, rows, parts)
        unfinished.rename(made.data)
    return made


def deliver(folder: Path, rows: int, parts: int = len(YEARS)) -> None:
    """Write the delivery of `rows` rows into the empty `folder`."""
    for name in COPIED:
        copyfile(SHIPPED / name, folder / name)
    with duckdb.connect() as connection:
        connection.execute("create macro draw(number, what) as cast(hash(number, what) >> 33 as bigint)")
        connection.execute("set variable offices = $offices", {"offices": str(folder / "offices.csv")})
        connection.execute(f"create table numbered_offices as {_select('numbered_offices')}")
        for table in GENERATED:
            (folder / table).mkdir()
        for name, numbers in _parts(rows // LEAST_ROWS, parts):
            for variable, value in numbers.items():
                connection.execute(f"set variable {variable} = {value}")
            for table in GENERATED:
                connection.sql(_select(table)).write_parquet(str(folder / table / name))


def _parts(trainings: int, parts: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the name of each part with its year, the numbers of the trainings in it, and those of its whole year."""
    per_year = max(-(-parts // len(YEARS)), 1)
    for i, year in enumerate(YEARS):
        start, beyond = (trainings * j // len(YEARS) for j in (i, i + 1))
        bounds = [start + (beyond - start) * j // per_year for j in range(per_year + 1)]
        for j, (first, last) in enumerate(pairwise(bounds), start=1):
            name = f"part-{year}.parquet" if per_year == 1 else f"part-{year}-{j:03}.parquet"
            if first < last:
                of_year = {"year_start": start, "year_trainings": beyond - start}
                yield name, {"year": year, "part_start": first, "part_beyond": last, **of_year}


def _select(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
