"""Folders of parts and Parquet files: types come down to those of the contract, names on disk mean nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extracts.reading import batches
from tests.extracts.conftest import BASIS, COLUMNS, Folder, csv_text

COLLECTION = {"database": "GBD", "office": "KE", "year": 2020, "added_on": None, "order_in_report": None, **BASIS}


def write_parquet(folder: Folder, name: str, rows: list[dict[str, Any]], **types: pa.DataType) -> Path:
    """Write rows as Parquet; columns are typed by their values but for `types`."""
    table = pa.Table.from_pylist(rows)
    for column, kind in types.items():
        at = table.column_names.index(column)
        table = table.set_column(at, column, pa.array([row[column] for row in rows], kind))
    path = folder.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return path


# --- folders of parts


def test_parts_of_both_kinds_make_one_table(folder: Folder) -> None:
    folder.table("offices", {})
    folder.table("collections", {"year": "2018"})
    folder.table("collections", {"year": "2019"}, name="collections/deep/down/a.csv")
    write_parquet(folder, "collections/b.parquet", [{**COLLECTION, "year": 2020}, {**COLLECTION, "year": 2019}])
    folder.write("collections/notes.txt", "not an extract")
    loaded = folder.load()
    assert loaded.ask("from files_not_read") == [("collections/notes.txt", "no_table")]
    assert loaded.files == {
        "offices.csv": (1, 1, 0),
        "collections.csv": (1, 1, 0),
        "collections/b.parquet": (2, 2, 0),
        "collections/deep/down/a.csv": (1, 0, 1),
    }
    assert loaded.faults == [("collections/deep/down/a.csv", 2, "database", "GBD", "unique")]
    assert loaded.ask("select year from collections order by year") == [(2018,), (2019,), (2020,)]


def test_a_folder_may_give_the_value_of_a_column(folder: Folder) -> None:
    folder.table("offices", {})
    row = {name: value for name, value in COLLECTION.items() if name != "year"}
    write_parquet(folder, "collections/year=2019/a.parquet", [row])
    del row["added_on"]
    folder.write(
        "collections/year=2020/added_on=__HIVE_DEFAULT_PARTITION__/a.csv", csv_text("collections", [row], list(row))
    )
    loaded = folder.load()
    # Nobody gave `added_on` to the Parquet file, which holds it; the CSV file was given it, empty.
    assert loaded.faults == []
    assert loaded.ask("select year, added_on from collections order by year") == [(2019, None), (2020, None)]


def test_what_a_file_says_wins_over_its_folder(folder: Folder) -> None:
    folder.table("offices", {})
    write_parquet(folder, "collections/year=1999/a.parquet", [COLLECTION])
    folder.table("collections", {"database": "GDD"}, name="collections/year=1999/b.csv")
    assert folder.load().ask("select database, year from collections order by all") == [("GBD", 2020), ("GDD", 2020)]


def test_names_of_files_are_taken_by_the_letter(folder: Folder) -> None:
    folder.table("offices", {})
    names = ["a.parquet", "[ab].parquet", "*.parquet", "it's.parquet"]
    for year, name in enumerate(names, start=2017):
        write_parquet(folder, f"collections/{name}", [{**COLLECTION, "year": year}])
    broken = os.fsdecode(b"\xff.csv")
    folder.table("collections", {"year": "2011"}, name=f"collections/{broken}")
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select year from collections order by year") == [(2011,), (2017,), (2018,), (2019,), (2020,)]
    assert {f"collections/{name}" for name in [*names, "\\xff.csv"]} < set(loaded.files)


# --- Parquet


def test_types_of_parquet_come_down_to_those_of_the_contract(folder: Folder) -> None:
    folder.table("offices", {})
    day = date(2020, 2, 3)
    paris_midnight = datetime(2020, 2, 2, 23, tzinfo=UTC)
    kinds: list[dict[str, tuple[Any, pa.DataType]]] = [
        {"year": (2011, pa.int32()), "added_on": (datetime(2020, 2, 3), pa.timestamp("us"))},
        {"year": (2012.0, pa.float64()), "added_on": (day, pa.date64())},
        {"year": (Decimal(2013), pa.decimal128(12, 2)), "added_on": ("2020-02-03", pa.large_string())},
        {"year": (2014, pa.uint16()), "added_on": (paris_midnight, pa.timestamp("ms", "Europe/Paris"))},
        {"year": (" 2015 ", pa.string()), "added_on": ("2020-02-03", pa.dictionary(pa.int8(), pa.string()))},
    ]
    for number, kind in enumerate(kinds):
        row = {**COLLECTION, **{name: value for name, (value, _type) in kind.items()}}
        write_parquet(folder, f"collections/{number}.parquet", [row], **{name: of for name, (_, of) in kind.items()})
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select year, added_on from collections order by year") == [
        (year, day) for year in range(2011, 2016)
    ]


def test_a_parquet_row_is_found_by_its_number(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_ROWS", 2)
    folder.table("offices", {})
    rows = [{**COLLECTION, "year": year, "order_in_report": 1.0} for year in range(2011, 2016)]
    rows[3]["order_in_report"] = 2.5
    rows[4]["office"] = "ZZ"
    write_parquet(folder, "collections.parquet", rows)
    assert folder.load().faults == [
        ("collections.parquet", 4, "order_in_report", "2.5", "type"),
        ("collections.parquet", 5, "office", "ZZ", "foreign_key"),
    ]


def test_parquet_without_a_column(folder: Folder) -> None:
    folder.table("offices", {})
    write_parquet(folder, "collections/a.parquet", [{"database": "GBD", "office": "KE", "file_row_number": 9}] * 2)
    write_parquet(
        folder,
        "collections/b.parquet",
        [],
    )
    loaded = folder.load()
    assert loaded.faults == [
        ("collections/a.parquet", 1, None, None, "column"),
        ("collections/a.parquet", 2, None, None, "column"),
        ("collections/b.parquet", 1, None, None, "column"),
    ]
    assert loaded.ask("select expected from rows_set_aside where file like '%/a%' limit 1") == [
        ("year, basis, source",)
    ]
    assert loaded.ask("select file, rule, value from remarks order by all") == [
        ("collections/a.parquet", "column_not_read", "file_row_number"),
        ("collections/a.parquet", "column_unknown", "added_on, order_in_report"),
        ("collections/b.parquet", "column_unknown", "added_on, order_in_report"),
    ]


def test_a_list_where_text_belongs_is_refused(folder: Folder) -> None:
    folder.table("offices", {})
    write_parquet(folder, "collections.parquet", [{**COLLECTION, "database": ["GBD", "GDD"], "office": b"\xff"}])
    assert [(fault[2], fault[3], fault[4]) for fault in folder.load().faults] == [
        ("database", "['GBD', 'GDD']", "enum"),
        ("office", "b'\\xff'", "foreign_key"),
    ]


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def scribble(content: bytes) -> bytes:
    return content[:4] + b"\xaa" * (len(content) - 8) + content[-4:]


def empty(content: bytes) -> bytes:
    return content[:0]


@pytest.mark.parametrize("harm", [cut, scribble, empty], ids=lambda harm: harm.__name__)
def test_a_broken_parquet_file(folder: Folder, harm: Callable[[bytes], bytes]) -> None:
    folder.table("offices", {})
    folder.table("collections", {})
    path = write_parquet(folder, "collections/a.parquet", [COLLECTION])
    path.write_bytes(harm(path.read_bytes()))
    loaded = folder.load()
    assert loaded.faults == [("collections/a.parquet", 1, None, None, "unreadable")]
    assert loaded.files["collections.csv"] == (1, 1, 0)


def test_text_in_parquet_that_is_not_utf_8(folder: Folder) -> None:
    spoilt = pa.array([b"KE", b"C\xf4te"], pa.binary()).view(pa.string())
    pq.write_table(
        pa.table({**{name: ["AF", "AF"] for name in COLUMNS["offices"]}, "name": spoilt}),
        folder.path / "offices.parquet",
    )
    assert folder.load().faults == [("offices.parquet", 1, None, None, "unreadable")]


def test_a_nul_in_parquet_spoils_its_row_only(folder: Folder) -> None:
    columns = {name: ["", ""] for name in COLUMNS["offices"]}
    columns |= {"code": ["KE", "TZ"], "name": ["Ken\0ya", "Tanzania"], "region": ["AF"] * 2, "kind": ["state"] * 2}
    pq.write_table(pa.table(columns), folder.path / "offices.parquet")
    loaded = folder.load()
    assert loaded.faults == [("offices.parquet", 1, None, None, "encoding")]
    assert loaded.ask("select code from offices") == [("TZ",)]
