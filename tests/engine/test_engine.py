"""Which engine does the heavy pass, and what is said where it cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest

from extracts import data_folder
from extracts.__main__ import main
from extracts.engine import EngineError, Here, engine
from extracts.worker import AWAY


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


@pytest.mark.parametrize("asked", ["", " "])
def test_without_a_setting_the_work_is_done_here(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("ACTIVITY_ENGINE", asked)
    with engine(connection, tmp_path) as found:
        assert isinstance(found, Here)


def test_a_database_in_memory_is_made_here(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_ENGINE", "sc://127.0.0.1:1")
    with engine(connection, None) as found:
        assert isinstance(found, Here)


def test_another_address_is_refused_without_its_secret(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_ENGINE", "spark://me:secret@host:7077")
    with pytest.raises(EngineError, match="sc://host:15002") as caught, engine(connection, tmp_path):
        pass
    assert caught.value.filename == "ACTIVITY_ENGINE"
    assert "secret" not in str(caught.value)


def test_a_package_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACTIVITY_ENGINE", "sc://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    arguments = ["publish", "--data", str(data_folder()), "--state", str(tmp_path), "--settle", "0"]
    assert main(arguments) == AWAY
    assert "requirements-spark.txt" in capsys.readouterr().err
    assert not [*tmp_path.glob("*/snapshot-*")]


def test_what_is_made_here_leaves_out_a_column_and_keeps_an_order(connection: duckdb.DuckDBPyConnection) -> None:
    here = Here(connection)
    here.create("made", "select unnest([1, 2, 3]) as a, unnest([9, 7, 8]) as b", but="b", by="b")
    assert here.ask("from made") == [(2,), (3,), (1,)]
    assert here.add("made", "select 5 where $more", {"more": True}) == 1
    assert here.ask("select count(*) from made where a = $a", {"a": 5}) == [(1,)]
