"""Reads and writes tables in the forms that the contract declares: CSV, or Parquet with typed columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.illustrative.draw import Row

_ARROW_TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32()}

Columns = dict[str, str]
"""Column name to its type in the contract, in the contract's order."""


def contract(folder: Path) -> dict[str, Columns]:
    """Return the columns of every table that `datapackage.json` in `folder` declares."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }


def _typed(text: str, kind: str) -> str | int | date | None:
    if not text:
        return None
    if kind == "integer":
        return int(text)
    return date.fromisoformat(text) if kind == "date" else text


def read_csv(path: Path, columns: Columns) -> list[Row]:
    """Return the rows of a hand-kept CSV; raise ValueError where its header is not the contract's."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != list(columns):
            raise ValueError(f"{path.name}: header {reader.fieldnames}, expected {list(columns)}")
        return [{name: _typed(line[name], kind) for name, kind in columns.items()} for line in reader]


def write_csv(path: Path, rows: Iterable[Row], columns: Columns) -> None:
    """Write UTF-8 with line feeds, ISO dates and a header; None is an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[name] for name in columns] for row in rows)


def write_parquet(path: Path, rows: Sequence[Row], columns: Columns) -> None:
    """Write one row group with real dates and integers; None is null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([(name, _ARROW_TYPES[kind]) for name, kind in columns.items()])
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path)
