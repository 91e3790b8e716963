"""Each command measures the real thing, at a size that takes a moment, and prints a table with machine and versions."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bench import pages, questions
from bench.__main__ import main
from bench.deliveries import Delivery
from bench.tables import UNKNOWN
from tests.thorough import THOROUGH

Row = dict[str, Any]


@pytest.fixture(scope="session")
def folder(small: Delivery) -> Path:
    """Where the small delivery is kept, so that a command finds it made."""
    return small.data.parents[1]


def measured(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> list[list[Row]]:
    """Run `python -m bench` on the small delivery and return the rows of its tables, as its JSON has them."""
    record = folder / "record.json"
    # In a thread of its own: the browser of other tests may be open in this one, which can drive one only.
    with ThreadPoolExecutor(1) as pool:
        command = [*arguments, "--rows", "5000", "--folder", str(folder), "--json", str(record)]
        assert pool.submit(main, command).result() == 0
    printed = capsys.readouterr().out
    tables = json.loads(record.read_text())
    for table in tables:
        assert f"### {table['title']}\n" in printed
        assert f"- machine: {table['machine']}\n- versions: {table['versions']}" in printed
    return [table["rows"] for table in tables]


def test_wrong_usage_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ([], ["nothing"], ["exports", "--runs", "0"], ["intake", "--rows", "0"], ["server", "--rows", "many"])
    for arguments in (*wrong, ["load", "--apps", "dash"], ["pages", "--rows", "4"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert "at least 1" in told and "many is no number of rows" in told and "at least 5" in told


def test_deliveries_are_made_and_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["deliver", "--rows", "50", "1k", "--folder", str(tmp_path), "--parts", "30"]) == 0
    printed = capsys.readouterr().out
    for rows in (50, 1000):
        data = tmp_path / f"{rows}-in-30" / "data"
        assert f"| {rows:,} " in printed.replace("|    ", "| ") and str(data) in printed
        assert (data / "trainings").is_dir()


def test_questions_are_compared_and_must_agree(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [rows] = measured(capsys, folder, "questions", "--runs", "1")
    assert {row["question"] for row in rows} == set(questions.direct_queries())
    for row in rows:
        assert row["times"] == pytest.approx(row["of the rows ms"] / row["of the cube ms"])
    right = questions.run_direct
    monkeypatch.setattr(questions, "run_direct", lambda *asked: right(*asked).iloc[1:])
    with pytest.raises(questions.DisagreementError):
        main(["questions", "--runs", "1", "--rows", "5000", "--folder", str(folder)])


def test_a_question_that_the_rows_have_no_memory_for_is_told_with_the_time_of_its_cube(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_asked: object) -> None:
        raise duckdb.OutOfMemoryException

    monkeypatch.setattr(questions, "run_direct", too_large)
    monkeypatch.setattr(questions, "direct_queries", lambda: ["trainings_count"])
    [[row]] = measured(capsys, folder, "questions", "--runs", "1")
    assert (row["of the rows ms"], row["times"]) == ("out of memory", None)
    assert row["of the cube ms"] > 0 and row["of the cube, times its smallest"] == 1


def test_publication_is_measured_beside_the_group_by(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    [rows] = measured(capsys, folder, "publish", "--runs", "1", "--threads", "1", "--memory", "300")
    publication, *ways = rows
    assert publication["what"] == "publication" and len(ways) == 2
    best = min(way["seconds"] for way in ways)
    assert publication["times the best group-by"] == pytest.approx(publication["seconds"] / best)
    assert all(50 < row["peak MB"] < 1500 for row in rows)


@pytest.mark.live
def test_the_server_is_measured_beside_plain_ones(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    [rows] = measured(capsys, folder, "server", "--runs", "2")
    ours, *plain = rows
    assert ours["program"] == "this dashboard"
    assert [row["program"] for row in plain] == ["Streamlit + pandas", "Streamlit + pandas, whole page"]
    assert ours["fresh ms"] > 0 and ours["repeated ms"] > 0 and ours["times this dashboard"] == 1
    for row in plain:
        assert row["times this dashboard"] == pytest.approx(row["fresh ms"] / ours["fresh ms"])


@pytest.mark.live
def test_load_goes_to_all_pages_without_an_error(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    [rows] = measured(capsys, folder, "load", "--sessions", "4", "--every", "0.5", "--minutes", "0.05")
    assert [(row["sessions"], row["errors"], row["acts"]) for row in rows] == [(4, 0, 24)]


@pytest.mark.live
def test_start_and_imports_are_measured(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    imports, starts = measured(capsys, folder, "start", "--runs", "1", "--apps", "dashboard")
    assert [row["times bare"] for row in imports] == [1, imports[1]["ms"] / imports[0]["ms"]]
    [start] = starts
    assert 0 < start["up s"] < start["first page s"] and start["second visitor s"] > 0


@pytest.mark.live
def test_the_browser_sees_all_charts_redrawn(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "STEPS", 2)
    apps = ("dashboard", "streamlit") if THOROUGH else ("dashboard",)
    [rows] = measured(capsys, folder, "pages", "--runs", "1", "--apps", *apps)
    assert len(rows) == len(apps)
    for row in rows:
        assert row["changes"] == 2, row
        assert row["choose a region ms"] > 0 and row["move the years ms"] > 0 and row["warm load s"] > 0
        assert row["MB"] > 0.5 and row["requests"] > 5
    assert UNKNOWN not in {row["memory MB"] for row in rows}
