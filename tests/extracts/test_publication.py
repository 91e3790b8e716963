"""A delivery is published whole or not at all, and what stands published outlasts everything else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from extracts.snapshot import open_snapshot
from extracts.standing import open_current
from extracts.state import POINTER, State, read_state, state_folder
from extracts.verdict import has_faults, objections, reason_text
from extracts.worker import DONE, ROOT, WorkerError, build_apart, run_worker
from tests.extracts.conftest import Folder, csv_text
from tests.extracts.publications import published, titles

LATER = date(2027, 3, 1)


@pytest.fixture
def state(complete: Folder) -> Path:
    """The folder of the state of `complete`."""
    return state_folder(complete.path)


def codes(state: State) -> list[tuple[str, str, str]]:
    assert state.refused
    return [(reason.code, reason.dataset, reason.file) for reason in state.refused.reasons]


# --- one publication


def test_a_good_delivery_is_published(complete: Folder, state: Path) -> None:
    done = published(complete)
    assert done.current
    assert done.refused is None
    assert done.sequence == 1
    snapshot = open_current(complete.path, state, done)
    assert snapshot
    assert snapshot.fingerprint == done.current.fingerprint == complete.load().snapshot.fingerprint
    assert titles(snapshot) == ["A training"]
    assert sorted(path.name for path in state.iterdir()) == ["lock", done.current.file, POINTER]


def test_nothing_new_is_not_read_again(complete: Folder, state: Path) -> None:
    first = published(complete)
    changed = (state / POINTER).stat().st_mtime_ns
    assert published(complete) == first
    assert (state / POINTER).stat().st_mtime_ns == changed


def test_the_same_content_touched_stays_the_same_publication(complete: Folder) -> None:
    first = published(complete)
    os.utime(complete.path / "trainings.csv", (1, 1))
    second = published(complete)
    assert (second.sequence, second.current) == (first.sequence, first.current)
    assert second.seen != first.seen


def test_only_the_snapshot_before_is_kept_besides_the_newest(complete: Folder, state: Path) -> None:
    for number in range(4):
        complete.table("trainings", {"title": f"Training {number}"})
        done = published(complete)
    assert done.sequence == 4
    assert done.current
    assert done.previous
    databases = {path.name for path in state.glob("*.duckdb")}
    assert databases == {done.current.file, done.previous}


def test_a_snapshot_that_was_removed_still_answers_who_holds_it(complete: Folder, state: Path) -> None:
    first = open_current(complete.path, state, published(complete))
    for number in range(3):
        complete.table("trainings", {"title": f"Training {number}"})
        done = published(complete)
    assert first
    assert titles(first) == ["A training"]
    second, third = (open_current(complete.path, state, done) for _time in range(2))
    assert second
    assert third
    assert titles(second) == titles(third) == ["Training 2"]
    del second
    assert titles(third) == ["Training 2"]


def test_a_published_snapshot_is_shut_off_and_cannot_change(complete: Folder, state: Path) -> None:
    snapshot = open_current(complete.path, state, published(complete))
    assert snapshot
    for sql in ("delete from trainings", "create table x (y int)", "select * from read_text('/etc/hostname')"):
        with snapshot.cursor() as cursor, pytest.raises(duckdb.Error):
            cursor.execute(sql)


# --- refused


def test_the_last_good_delivery_stays_when_one_is_refused(complete: Folder, state: Path) -> None:
    good = published(complete)
    complete.write("trainings.csv", "training_id,title\nT1,x\n")
    bad = published(complete)
    assert codes(bad) == [("file", "trainings", "trainings.csv")]
    assert bad.current == good.current
    assert bad.sequence == 2
    assert titles(open_current(complete.path, state, bad) or pytest.fail()) == ["A training"]
    assert bad.refused
    assert bad.refused.file
    refused = open_snapshot(state / bad.refused.file, complete.path)
    with refused.cursor() as cursor:
        assert cursor.execute("select rule from rows_set_aside where file = 'trainings.csv'").fetchall() == [
            ("column",)
        ]


def test_a_delivery_put_back_ends_the_refusal(complete: Folder) -> None:
    good = published(complete)
    kept = complete.path / "trainings.csv"
    content, moved = kept.read_bytes(), complete.path.parent / "aside.csv"
    shutil.copy2(kept, moved)
    kept.write_bytes(b"no table")
    assert published(complete).refused
    kept.write_bytes(content)
    again = published(complete)
    assert again.refused is None
    assert again.current == good.current


def test_too_large_a_share_set_aside_is_refused(complete: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = {"title": "Good"}, {"mode": "by post"}
    rows = [{**row, "training_id": f"T{number}"} for number, row in enumerate([good, good, good, bad], start=1)]
    complete.table("trainings", *rows)
    assert published(complete).refused is None  # a quarter is allowed
    complete.table("trainings", *rows[:1], *rows[2:])
    refused = published(complete)
    assert codes(refused) == [("share", "trainings", "")]
    assert refused.refused
    assert reason_text(refused.refused.reasons[0]).startswith("Trainings: 1 of 3 rows would be set aside")
    monkeypatch.setenv("ACTIVITY_MAX_SET_ASIDE", "0.4")
    assert published(complete).refused is None


def test_a_totals_line_is_no_fault_of_a_delivery(complete: Folder) -> None:
    path = complete.table("advice_requests", {}, {"year": "2021"})
    path.write_text(path.read_text() + "Total,,6,,\n")
    snapshot = complete.load().snapshot
    with snapshot.cursor() as cursor:
        assert cursor.execute("select line, rule from rows_set_aside").fetchall() == [(4, "total_row")]
    assert objections(snapshot, None, share=0) == ()
    assert not has_faults(snapshot)
    path.write_text(path.read_text() + "2022,by pigeon,6,reported,s\n")
    snapshot = complete.load().snapshot
    [reason] = objections(snapshot, None)
    assert (reason.code, reason.aside, reason.read) == ("share", 1, 3)
    assert has_faults(snapshot)


def test_a_table_that_is_gone_is_refused_but_not_one_that_was_emptied(complete: Folder) -> None:
    published(complete)
    (complete.path / "collections.csv").unlink()
    assert codes(published(complete)) == [("gone", "collections", "")]
    complete.write("collections.csv", csv_text("collections", []))
    assert published(complete).refused is None
    (complete.path / "collections.csv").unlink()  # it has held no row any more
    assert published(complete).refused is None


def test_a_link_in_place_of_a_file_is_refused_where_it_names_a_table(complete: Folder, tmp_path: Path) -> None:
    (complete.path / "notes.csv").symlink_to("/etc/hostname")
    assert published(complete).refused is None
    (complete.path / "trainings.csv").rename(tmp_path / "elsewhere.csv")
    (complete.path / "trainings.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert ("file", "trainings", "trainings.csv") in codes(published(complete))


def test_the_first_delivery_can_be_refused_too(complete: Folder, state: Path) -> None:
    complete.write("trainings.csv", "nothing of the sort\n1\n")
    done = published(complete)
    assert done.current is None
    assert codes(done) == [("file", "trainings", "trainings.csv")]


# --- a worker


def test_a_build_apart_takes_tables_from_the_overlay(complete: Folder, tmp_path: Path) -> None:
    over = Folder(tmp_path / "over")
    over.path.mkdir()
    over.table("trainings", {"title": "From the upload"})
    build_apart(complete.path, tmp_path / "trial.duckdb", over.path)
    assert titles(open_snapshot(tmp_path / "trial.duckdb", complete.path)) == ["From the upload"]


def test_a_build_apart_says_what_went_wrong(complete: Folder, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(WorkerError, match="there is no such folder"):
        build_apart(tmp_path / "nowhere", tmp_path / "a.duckdb")
    with pytest.raises(WorkerError, match=r"longer than 0 seconds"):
        build_apart(complete.path, tmp_path / "b.duckdb", seconds=0.01)
    with pytest.raises(WorkerError, match="cannot be written"):
        build_apart(complete.path, tmp_path / "nowhere" / "c.duckdb")


def test_a_worker_that_dies_is_told_from_one_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkerError, match=r"died \(status 2\)"):
        run_worker("publish", "--no-such-option", seconds=30)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(WorkerError, match="No process could be started"):
        run_worker("publish", seconds=30)


# --- the command


def test_the_command_publishes_and_its_status_tells(complete: Folder, tmp_path: Path) -> None:
    where = ("--data", str(complete.path), "--state", str(tmp_path / "state"), "--settle", "0")
    done = run_worker("publish", *where, seconds=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run_worker("publish", *where, seconds=60).returncode == 0
    complete.write("trainings.csv", "training_id\nT1\n")
    refused = run_worker("publish", *where, seconds=60)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "trainings.csv: The file lacks a column of the contract: add it to the header."
    ]
    kept = read_state(state_folder(complete.path, tmp_path / "state"))
    assert kept.sequence == 2
    assert ROOT.joinpath("dashboard.py").exists()


def test_two_processes_that_publish_at_once_take_turns(complete: Folder, state: Path) -> None:
    where = ["--data", str(complete.path), "--state", str(state.parent), "--settle", "0"]
    running = [subprocess.Popen([sys.executable, "-m", "extracts", "publish", *where], cwd=ROOT) for _each in range(3)]
    assert [process.wait(60) for process in running] == [DONE] * 3
    done = read_state(state)
    assert done.sequence == 1  # the others found nothing left to do
    assert {path.name for path in state.glob("*-*")} == done.files
