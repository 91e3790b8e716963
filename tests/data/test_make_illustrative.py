"""The generator writes the same files on every run, and they are the shipped ones."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.illustrative.draw import Draw
from data.illustrative.files import read_csv
from data.illustrative.plan import join_days

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two runs in processes of their own, from elsewhere and with different orders of sets."""
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp(f"run{seed}")
        command = [sys.executable, str(DATA / "make_illustrative.py"), "--out", str(folder)]
        subprocess.run(command, check=True, cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed})
        folders.append(folder)
    return folders


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder` by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_write_the_same_bytes(runs: list[Path]) -> None:
    first, second = (files(folder) for folder in runs)
    assert sorted(first) == [
        "advice_requests.csv",
        "business_solutions.parquet",
        "collections.csv",
        "cws_participation.csv",
        "exchange_platforms.csv",
        "ocr_rollout.csv",
        "tool_releases.csv",
        "training_offices.parquet",
        "trainings/illustrative-1.csv",
        "trainings/illustrative-2.csv",
    ]
    assert first == second


def test_the_shipped_csv_files_are_what_it_writes(runs: list[Path]) -> None:
    made = {name: content for name, content in files(runs[0]).items() if name.endswith(".csv")}
    assert made == {name: (DATA / name).read_bytes() for name in made}


@pytest.mark.parametrize("name", ["training_offices.parquet", "business_solutions.parquet"])
def test_the_shipped_parquet_files_are_what_it_writes(runs: list[Path], name: str) -> None:
    made, shipped = pq.ParquetFile(runs[0] / name), pq.ParquetFile(DATA / name)
    assert made.schema_arrow == shipped.schema_arrow
    assert made.read().equals(shipped.read())
    # Another release of the library may encode the same rows differently.
    if made.metadata.created_by == shipped.metadata.created_by:
        assert (runs[0] / name).read_bytes() == (DATA / name).read_bytes()


def test_text_files_are_plain() -> None:
    for path in sorted(DATA.rglob("*.csv")):
        content = path.read_bytes()
        assert b"\r" not in content, path
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert content.endswith(b"\n"), path
        content.decode("utf-8")


def test_a_plan_is_met_on_each_of_its_days() -> None:
    plan = {date(2011, 1, 1): 4, date(2011, 12, 31): 5, date(2012, 6, 30): 5}
    already, departures = [date(2011, 1, 1), date(2012, 3, 1)], [date(2011, 5, 31), date(2012, 2, 1)]
    days = sorted([*already, *join_days(plan, Draw("test"), departures, already)])
    for day, planned in plan.items():
        assert sum(joined <= day for joined in days) - sum(left < day for left in departures) == planned


def test_a_plan_that_cannot_be_met_is_refused() -> None:
    with pytest.raises(ValueError, match="3 offices on 2012-12-31, 2 planned"):
        join_days({date(2011, 1, 1): 3, date(2012, 12, 31): 2}, Draw("test"))


def test_a_hand_kept_file_with_another_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "collections.csv"
    path.write_text("office,database\nCS,GBD\n", encoding="utf-8")
    with pytest.raises(ValueError, match="header"):
        read_csv(path, {"database": "string", "office": "string"})


def test_draws_stay_the_same_from_one_version_of_python_to_the_next() -> None:
    draw = Draw("test")
    numbers = [draw.number(0, 99) for _ in range(5)]
    assert numbers == [Draw("test").number(0, 99), *numbers[1:]]
    assert draw.sample(range(10), 10) != list(range(10))
    assert sorted(draw.sample(range(10), 10)) == list(range(10))
    with pytest.raises(ValueError, match="cannot draw 3 of 2"):
        draw.sample([1, 2], 3)
    assert {draw.weighted({"a": 1.0, "b": 0.0}) for _ in range(50)} == {"a"}
    assert set(draw.weighted_sample({"a": 1.0, "b": 2.0}, 5)) == {"a", "b"}
