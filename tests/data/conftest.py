"""The shipped extracts as DuckDB tables, read by the contract alone and without the project's own loader."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"

Facts = dict[str, dict[str, str]]


def _load(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    kinds = {"string": "varchar", "integer": "bigint", "date": "date"}
    for resource in package["resources"]:
        paths = [str(folder / path) for path in (resource["path"], *resource.get("extrapaths", ()))]
        if resource["format"] == "parquet":
            rows = connection.read_parquet(paths)
        else:
            rows = connection.read_csv(paths, header=True, all_varchar=True)  # type: ignore[arg-type]  # takes lists too
        fields = resource["schema"]["fields"]
        assert rows.columns == [field["name"] for field in fields], resource["name"]
        rows.project(", ".join(f"{f['name']}::{kinds[f['type']]} as {f['name']}" for f in fields)).create(
            resource["name"]
        )


@pytest.fixture(scope="session")
def shipped() -> duckdb.DuckDBPyConnection:
    """A database with one table for each resource of the contract."""
    connection = duckdb.connect()
    _load(connection, DATA)
    return connection


@pytest.fixture(scope="session")
def published() -> Callable[[str], Facts]:
    """A function from the name of a file of `data/published/` to its facts by their identifier."""

    def read(name: str) -> Facts:
        with (DATA / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {fact["fact_id"]: fact for fact in csv.DictReader(file)}

    return read


@pytest.fixture(scope="session")
def code_of(shipped: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """ISO 3166-1 alpha-3 code to WIPO ST.3 code, with the withdrawn code of Czechoslovakia."""
    return {"CSK": "CS", **dict(shipped.sql("select iso3, code from offices where iso3 is not null").fetchall())}
