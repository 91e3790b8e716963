"""Rewrite the illustrative rows of the shipped extracts.

`python data/make_illustrative.py [--out DIR]` joins the published facts, which are kept by hand in `reported/`, with
rows that are made up so that every chart has the years 2011 to 2025, and writes the files that `datapackage.json`
names. The same command always writes the same rows. README.md says what is fact and what is not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

# Started as a script, Python looks for modules beside it, not in the project.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data.illustrative import business_solutions, exchange_platforms, ocr_rollout, trainings, yearly
from data.illustrative.draw import Row
from data.illustrative.files import contract, read_csv, write_csv, write_parquet
from data.illustrative.offices import Office

FOLDER = Path(__file__).resolve().parent
_SECOND_PART_FROM = date(2019, 1, 1)
"""The illustrative trainings come in two files, as a monthly or yearly delivery would."""
_DATABASES = ("GBD", "PATENTSCOPE", "GDD")
_CHANNELS = ("email", "online", "in_person")

# The order of the rows in the files: by time where there is one, so that a difference in git is easy to read.
_ORDER: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "training_offices": lambda row: (str(row["training_id"])[1:5], row["training_id"], row["office"]),
    "advice_requests": lambda row: (row["year"], _CHANNELS.index(str(row["channel"]))),
    "business_solutions": lambda row: (row["office"], row["in_use_from"], row["solution"]),
    "exchange_platforms": lambda row: (row["platform"], row["joined_on"], row["office"]),
    "ocr_rollout": lambda row: (row["received_on"], row["office"]),
    "collections": lambda row: (row["year"], _DATABASES.index(str(row["database"])), row["order_in_report"]),
    "cws_participation": lambda row: (row["year"], row["session"]),
    "tool_releases": lambda row: (row["released_on"] or date.max, row["tool"], row["version"]),
}


def write_all(out: Path) -> None:
    """Write every table that holds illustrative rows into the folder `out`."""
    columns = contract(FOLDER)
    offices = [
        Office(**{name: str(cell or "") for name, cell in row.items()})
        for row in read_csv(FOLDER / "offices.csv", columns["offices"])
    ]

    def reported(table: str) -> list[Row]:
        path = FOLDER / "reported" / f"{table}.csv"
        return read_csv(path, columns[table]) if path.exists() else []

    made, attendances = trainings.make(offices)
    write_csv(
        out / "trainings/illustrative-1.csv",
        [row for row in made if _start(row) < _SECOND_PART_FROM],
        columns["trainings"],
    )
    write_csv(
        out / "trainings/illustrative-2.csv",
        [row for row in made if _start(row) >= _SECOND_PART_FROM],
        columns["trainings"],
    )
    tables: dict[str, Sequence[Row]] = {
        "training_offices": attendances,
        "advice_requests": yearly.advice_requests(),
        "business_solutions": business_solutions.make(offices),
        "exchange_platforms": exchange_platforms.make(reported("exchange_platforms")),
        "ocr_rollout": ocr_rollout.make(),
        "collections": yearly.collections(offices, reported("collections")),
        "cws_participation": yearly.cws_participation(),
        "tool_releases": yearly.tool_releases(),
    }
    for table, rows in tables.items():
        ordered = sorted([*reported(table), *rows], key=_ORDER[table])
        if table in ("training_offices", "business_solutions"):
            write_parquet(out / f"{table}.parquet", ordered, columns[table])
        else:
            write_csv(out / f"{table}.csv", ordered, columns[table])


def _start(row: Row) -> date:
    day = row["start_date"]
    assert isinstance(day, date)
    return day


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Rewrite the illustrative rows of the shipped extracts.")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to (default: that of the extracts)")
    write_all(parser.parse_args().out)


if __name__ == "__main__":
    main()
