"""A delivery published through a cluster is the very database that DuckDB alone would have made, or none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.__main__ import main as bench
from extracts import data_folder, read_contract
from extracts.__main__ import main
from extracts.build import build, load
from extracts.engine import EngineError
from extracts.worker import AWAY, DONE
from queries import queries
from tests.extracts.conftest import TODAY
from tests.extracts.test_scanned import SCHEMAS, parquet

pytestmark = pytest.mark.spark
Tables = dict[str, list[tuple[object, ...]]]


def as_parquet(folder: Path) -> Path:
    """Write the shipped extracts as Parquet with the types of the contract, trainings in two parts."""
    shipped = load(data_folder(), TODAY)
    folder.mkdir()
    for table in read_contract():
        columns = ", ".join(f'"{name}"' for name in table.column_names)
        with shipped.cursor() as cursor:
            rows = cursor.sql(f'select {columns} from "{table.name}"').to_arrow_table()
        parts = [rows.slice(0, 100), rows.slice(100)] if table.name == "trainings" else [rows]
        for number, part in enumerate(parts):
            (folder / table.name).mkdir(exist_ok=True)
            pq.write_table(part.cast(SCHEMAS[table.name]), folder / table.name / f"part {number}=a.parquet")
    return folder


def tables_of(path: Path) -> Tables:
    """Return the types and the rows of every table of the database file at `path`, in a fixed order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: connection.execute(f"describe {name}").fetchall()
            + connection.execute(f"from {name} order by all").fetchall()
            for name in sorted(names)
        }


def assert_same(
    folder: Path, address: str, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[tuple[object, ...]]]:
    build(folder, scratch / "here.duckdb", today=TODAY)
    monkeypatch.setenv("ACTIVITY_ENGINE", address)
    build(folder, scratch / "there.duckdb", today=TODAY)
    here, there = tables_of(scratch / "here.duckdb"), tables_of(scratch / "there.duckdb")
    assert here.keys() == there.keys()
    for name, rows in here.items():
        assert rows == there[name], name
    assert sorted(path.name for path in scratch.iterdir()) == ["here.duckdb", "there.duckdb"]
    return there


def test_the_shipped_extracts_are_published_alike(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = as_parquet(tmp_path / "data")
    (tmp_path / "made").mkdir()
    found = assert_same(folder, address, tmp_path / "made", monkeypatch)
    assert len(found["trainings"]) > 300
    assert len(found["cube_attendances"]) > 300


def test_bad_rows_are_set_aside_alike(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    offices = [{"code": code, "name": code, "iso3": None} for code in ("KE", "TZ", "EG")]
    parquet(folder / "offices.parquet", "offices", offices)
    good = [{"training_id": f"T{number}"} for number in range(20)]
    bad = [
        {"training_id": "T3"},  # there already
        {"training_id": "T21", "mode": "by pigeon"},
        {"training_id": "T22", "title": " not tidy "},
        {"training_id": "T23", "topics": "IPC;IPC"},
        {"training_id": "T24", "host_office": "XX"},
        {"training_id": "T25", "title": "line\n"},
        {"training_id": "T26", "start_date": date(2020, 5, 2), "end_date": date(2020, 5, 1)},
        {"training_id": "T27", "start_date": date(1820, 5, 2), "end_date": date(1820, 5, 2)},
        {"training_id": None},
    ]
    parquet(folder / "trainings" / "a.parquet", "trainings", good)
    parquet(folder / "trainings" / "b.parquet", "trainings", bad)
    took_part = [{"training_id": f"T{number}", "office": "KE"} for number in (0, 1, 1, 3, 21, 99)]
    took_part += [
        {"training_id": "T5", "office": office, "participants": count} for office, count in (("TZ", -1), ("EG", 3))
    ]
    parquet(folder / "training_offices.parquet", "training_offices", took_part)
    (tmp_path / "made").mkdir()
    found = assert_same(folder, address, tmp_path / "made", monkeypatch)
    books = [row for row in found["rows_set_aside"] if row[0] in ("trainings", "training_offices")]
    assert len(books) >= len(bad)
    assert len(found["trainings"]) > 20


def test_a_file_that_only_says_it_is_parquet_is_told_alike(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    parquet(folder / "offices.parquet", "offices", [{"code": "KE", "name": "Kenya", "iso3": "KEN"}])
    parquet(folder / "trainings" / "a.parquet", "trainings", [{"training_id": "T1"}])
    no_text = pa.array([b"T2\xff"], pa.binary()).view(pa.string())
    whole = pa.Table.from_pylist([{}], SCHEMAS["trainings"])
    pq.write_table(whole.set_column(0, "training_id", no_text), folder / "trainings" / "b.parquet")
    (tmp_path / "made").mkdir()
    assert_same(folder, address, tmp_path / "made", monkeypatch)


def test_files_that_spark_passes_over_or_refuses_are_published_alike(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    parquet(folder / "offices.parquet", "offices", [{"code": "KE", "name": "Kenya", "iso3": "KEN"}])
    usual = SCHEMAS["trainings"]
    at = usual.get_field_index("training_id")
    parquet(folder / "trainings" / "a.parquet", "trainings", [{"training_id": "T1"}])
    parquet(folder / "trainings" / "_b.parquet", "trainings", [{"training_id": "T2"}])
    # A list of codes that is as long as none of ours; then types that Spark does not know, and a name of its own.
    parquet(
        folder / "trainings" / "c.parquet", "trainings", [{"training_id": "T3", "topics": ";".join(["IPC"] * 5_000)}]
    )
    whole = pq.read_table(folder / "trainings" / "a.parquet", schema=usual)
    whole = whole.set_column(at, "training_id", pa.array(["T4"]).dictionary_encode())
    for name, kind in (("made_at", pa.timestamp("ns")), ("share", pa.float16()), ("_metadata", pa.int64())):
        whole = whole.append_column(name, pa.nulls(1, kind))
    pq.write_table(whole, folder / "trainings" / "d.parquet", version="2.6")
    attendances = [{"training_id": f"T{number}", "office": "KE", "participants": 250} for number in range(1, 5)]
    place = SCHEMAS["training_offices"].get_field_index("participants")
    for number, kind in enumerate((pa.uint8(), pa.int16(), pa.uint32(), pa.int64())):
        schema = SCHEMAS["training_offices"].set(place, pa.field("participants", kind))
        parquet(folder / "training_offices" / f"{number}.parquet", "training_offices", [attendances[number]], schema)
    (tmp_path / "made").mkdir()
    found = assert_same(folder, address, tmp_path / "made", monkeypatch)
    assert {"T1", "T2", "T4"} <= {row[0] for row in found["trainings"]}
    assert len(found["cube_attendances_by_year"]) > 1


def test_an_engine_that_is_away_leaves_what_stands(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = as_parquet(tmp_path / "data")
    arguments = ["publish", "--data", str(folder), "--state", str(tmp_path / "state"), "--settle", "0"]
    monkeypatch.setenv("ACTIVITY_ENGINE", address)
    assert main(arguments) == DONE
    [stands] = (tmp_path / "state").glob("*/snapshot-*")
    (folder / "trainings" / "part 1=a.parquet").unlink()
    monkeypatch.setenv("ACTIVITY_ENGINE", "sc://127.0.0.1:1/;token=secret")
    assert main(arguments) == AWAY
    said = capsys.readouterr().err
    assert "sc://127.0.0.1:1 " in said
    assert "secret" not in said
    assert "Traceback" not in said
    assert [*(tmp_path / "state").glob("*/snapshot-*")] == [stands]


def test_a_cluster_that_does_not_see_the_files_says_so(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extracts.engine import spark

    folder = as_parquet(tmp_path / "data")
    real = spark.Spark._placed

    def elsewhere(self: spark.Spark, parts: object, kinds: str) -> object:
        self._session.read.parquet("/nowhere/at/all.parquet").collect()
        return real(self, parts, kinds)  # type: ignore[arg-type]

    monkeypatch.setattr(spark.Spark, "_placed", elsewhere)
    monkeypatch.setenv("ACTIVITY_ENGINE", address)
    (tmp_path / "made").mkdir()
    with pytest.raises(EngineError, match="folders of data and state"):
        build(folder, tmp_path / "made" / "there.duckdb", today=TODAY)


def test_engines_are_measured_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "engines.json"
    assert bench(["spark", "--rows", "500", "--folder", str(tmp_path), "--json", str(record)]) == 0
    publication, questions = json.loads(record.read_text())
    assert [row["tables that differ"] for row in publication["rows"]] == [None, 0]
    assert {row["question"] for row in questions["rows"]} == {*queries()}
    assert {row["rows that differ"] for row in questions["rows"]} == {0}
    assert "Engines: the same questions" in capsys.readouterr().out
