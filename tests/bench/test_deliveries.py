"""The generated deliveries: always the same, valid under the contract, and as varied as they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from bench.deliveries import COPIED, GENERATED, Delivery, deliver, delivery
from extracts import read_contract
from extracts.__main__ import main as extracts_main
from extracts.build import load


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    """Return all rows of a generated table, its files in the order of their names."""
    return duckdb.read_parquet(str(folder / table / "*.parquet")).fetchall()


def one(folder: Path, sql: str) -> float:
    """Return the one number that `sql` gives over the views trainings, training_offices and offices."""
    with duckdb.connect() as connection:
        for table in GENERATED:
            connection.read_parquet(str(folder / table / "*.parquet")).create_view(table)
        connection.read_csv(str(folder / "offices.csv"), all_varchar=True).create_view("offices")
        [(number,)] = connection.execute(sql).fetchall()
    return float(number)


def test_a_size_always_gives_the_same_rows_in_any_number_of_parts(tmp_path: Path) -> None:
    folders = {parts: tmp_path / str(parts) for parts in (1, 15, 60)}
    for parts, folder in folders.items():
        folder.mkdir()
        deliver(folder, 500, parts)
    for table in GENERATED:
        assert [len(list((folder / table).iterdir())) for folder in folders.values()] == [15, 15, 60]
        first, *others = [rows(folder, table) for folder in folders.values()]
        assert all(other == first for other in others)


def test_the_rows_are_those_of_the_seed(small: Delivery) -> None:
    # Another hash of DuckDB would make other deliveries, and its figures could not be compared with earlier ones.
    training, offices = rows(small.data, "trainings")[500], rows(small.data, "training_offices")[2000:2004]
    assert training[:6] == ("T000000500", "Training no. 500 on IPC", "seminar", "IPC", "on_site", date(2018, 7, 5))
    assert [row[1:3] for row in offices] == [("GE", 39), ("HR", 38), ("PG", None), ("HN", 26)]


def test_it_is_valid_and_complete(small: Delivery, capsys: pytest.CaptureFixture[str]) -> None:
    assert extracts_main(["check", "--data", str(small.data)]) == 0
    assert "would be published" in capsys.readouterr().out
    snapshot = load(small.data)
    assert snapshot.missing == ()
    with snapshot.cursor() as cursor:
        counts = dict(
            cursor.execute(
                "select dataset, cast(sum(rows_accepted) as bigint) from delivered_files"
                " where dataset in ('trainings', 'training_offices') group by dataset"
            ).fetchall()
        )
    assert counts == {"trainings": 1000, "training_offices": 4000}
    assert {*GENERATED, *(Path(name).stem for name in COPIED)} == {table.name for table in read_contract()}


def test_it_is_as_varied_as_it_says(small: Delivery) -> None:
    regions = """
        with regions as (
            select training_id, count(distinct region) as regions, count(distinct office) as different
            from training_offices inner join offices on offices.code = training_offices.office group by training_id
        )
    """
    assert one(small.data, f"{regions} select min(different) from regions") == 4
    assert one(small.data, f"{regions} select max(regions) from regions") == 3
    assert 0.15 < one(small.data, f"{regions} select avg(cast(regions > 1 as integer)) from regions") < 0.25
    assert 0.25 < one(small.data, "select avg(cast(contains(topics, ';') as integer)) from trainings") < 0.35
    assert 0.05 < one(small.data, "select avg(cast(participants is null as integer)) from training_offices") < 0.15
    for column, count in (("mode", 3), ("type", 4), ("extract(year from start_date)", 15), ("basis", 1)):
        assert one(small.data, f"select count(distinct {column}) from trainings") == count
    dates = [row[5] for row in sorted(rows(small.data, "trainings"))]
    assert dates == sorted(dates)  # identifiers are in order of date


def test_it_is_made_once_and_never_left_half_made(tmp_path: Path) -> None:
    half_made = tmp_path / "100" / "unfinished" / "trainings"
    half_made.mkdir(parents=True)
    first = delivery(100, tmp_path)
    assert not half_made.exists()
    made = first.data.stat().st_mtime_ns
    assert delivery(100, tmp_path) == first
    assert first.data.stat().st_mtime_ns == made
    assert delivery(100, tmp_path, 30).data != first.data
    with pytest.raises(ValueError, match="at least 5"):
        delivery(4, tmp_path)
