"""Whatever happens to files, disk, clock and processes: nothing wrong is shown, and nothing that stood is lost.

Each test first publishes a good delivery, lets something happen, and then asks what stands published.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.csv
import pyarrow.parquet as pq
import pytest

import extracts.publication as publication
from extracts.folder import find as really_find
from extracts.folder import look
from extracts.publication import StateError, UnsettledError
from extracts.publisher import Publisher
from extracts.standing import open_current
from extracts.state import State, read_state, recipe, state_folder
from extracts.worker import DONE, REFUSED, ROOT, TROUBLE
from tests.extracts.conftest import TODAY, VALID, Folder, csv_text
from tests.extracts.publications import published
from tests.thorough import THOROUGH

SMALL_FILES = 10_000 if THOROUGH else 2_000
# Of Linux, in words of its headers: what lets root pass over permissions, and how a process gives it up.
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


@pytest.fixture
def state(complete: Folder) -> Path:
    """The folder of the state of `complete`, a good delivery, which stands published."""
    published(complete)
    return state_folder(complete.path)


def rules(state: State) -> list[tuple[str, str, str]]:
    """Code, file and rule of each reason against the newest delivery."""
    assert state.refused
    return [(reason.code, reason.file, reason.rule) for reason in state.refused.reasons]


def shown(folder: Folder, sql: str = "select title from trainings order by title") -> list[Any]:
    """What a server that starts now would show."""
    kept = state_folder(folder.path)
    snapshot = open_current(folder.path, kept, read_state(kept))
    assert snapshot
    with snapshot.cursor() as cursor:
        return [value for (value,) in cursor.execute(sql).fetchall()]


def command(data: Path, root: Path) -> list[str]:
    where = ["--data", str(data), "--state", str(root), "--settle", "0"]
    return [sys.executable, "-m", "extracts", "publish", *where]


# --- broken files


def test_a_truncated_parquet_file_is_refused_and_the_last_good_delivery_stays(complete: Folder, state: Path) -> None:
    whole = pyarrow.csv.read_csv(complete.path / "trainings.csv")
    (complete.path / "trainings.csv").unlink()
    path = complete.path / "trainings.parquet"
    pq.write_table(whole, path)
    for part in (0.99, 0.5, 0.01):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * part)])
        assert rules(published(complete)) == [("file", "trainings.parquet", "unreadable")]
        assert shown(complete) == ["A training"]
    pq.write_table(whole, path)
    assert published(complete).refused is None


def test_a_csv_cut_in_the_middle_of_a_row_lists_the_row_that_was_cut(complete: Folder, state: Path) -> None:
    rows = [{"year": str(year)} for year in range(2000, 2020)]
    path = complete.table("advice_requests", *rows)
    text = path.read_text()
    path.write_text(text[: text.rindex("2019") + 7])
    done = published(complete)
    assert done.refused is None  # one row of twenty
    asked = "select line from rows_set_aside where file = 'advice_requests.csv' and rule = 'cells'"
    assert shown(complete, asked) == [21]
    assert shown(complete, "select count(*) from advice_requests") == [19]
    assert shown(complete, "select rule from remarks where file = 'advice_requests.csv'") == ["no_line_end"]


def test_a_csv_cut_in_the_middle_of_a_quoted_cell_is_refused(complete: Folder, state: Path) -> None:
    path = complete.table("trainings", {}, {"training_id": "T2", "title": 'One, "two"\nand three'})
    text = path.read_text()
    path.write_text(text[: text.index("and three")])
    assert rules(published(complete)) == [("file", "trainings.csv", "unreadable")]
    assert shown(complete) == ["A training"]


def test_a_file_that_vanishes_while_read_is_not_taken_for_an_empty_one(
    complete: Folder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete.table("trainings", {"title": "New"})
    vanishing = complete.path / "collections.csv"

    def find_and_lose(*arguments: Any, **named: Any) -> Any:
        found = really_find(*arguments, **named)
        vanishing.unlink(missing_ok=True)
        return found

    monkeypatch.setattr("extracts.build.find", find_and_lose)
    done = published(complete)
    assert done.refused
    assert [(reason.code, reason.dataset) for reason in done.refused.reasons] == [("gone", "collections")]
    assert shown(complete) == ["A training"]
    assert shown(complete, "select count(*) from collections") == [1]


def test_a_file_replaced_while_read_is_read_again(
    complete: Folder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []

    def find_and_replace(*arguments: Any, **named: Any) -> Any:
        found = really_find(*arguments, **named)
        times.append(1)
        if len(times) == 1:
            complete.table("trainings", {"title": "Second version"})
        return found

    complete.table("trainings", {"title": "First version"})
    complete.table("collections", {"order_in_report": "2"})
    monkeypatch.setattr("extracts.build.find", find_and_replace)
    published(complete)
    assert len(times) == 2
    assert shown(complete) == ["Second version"]


def test_a_file_that_is_still_being_written_is_not_published(complete: Folder, state: Path) -> None:
    begun, enough = threading.Event(), threading.Event()

    def write_on() -> None:
        with (complete.path / "collections.csv").open("a") as file:
            while not enough.wait(0.005):
                file.write("GDD,KE,2020,,1,reported,half a r")
                file.flush()
                begun.set()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        assert begun.wait(10)
        with pytest.raises(UnsettledError):
            published(complete)
    finally:
        enough.set()
        writer.join()
    assert shown(complete, "select count(*) from collections") == [1]
    assert list(state.glob("building-*")) == []


def test_an_empty_folder_is_a_start_but_never_an_end(complete: Folder, state: Path, folder: Folder) -> None:
    for path in complete.path.iterdir():
        path.unlink()
    done = published(complete)
    assert done.refused
    assert [reason.code for reason in done.refused.reasons] == ["empty"]
    assert shown(complete) == ["A training"]
    shutil.rmtree(state)
    assert published(complete).refused is None  # nothing was there before
    assert shown(complete) == []


def test_thousands_of_small_files_are_one_delivery(complete: Folder, state: Path) -> None:
    (complete.path / "tool_releases.csv").unlink()
    parts = complete.path / "tool_releases"
    parts.mkdir()
    for number in range(SMALL_FILES):
        row = {**VALID["tool_releases"], "version": f"1.{number}"}
        (parts / f"part-{number:05d}.csv").write_text(csv_text("tool_releases", [row]))
    done = published(complete)
    assert done.refused is None
    counts = "select count(*) from delivered_files where dataset = 'tool_releases' and rows_accepted = 1"
    assert shown(complete, counts) == [SMALL_FILES]
    assert shown(complete, "select count(*) from tool_releases") == [SMALL_FILES]
    assert published(complete) == done  # and nothing is read twice


# --- permissions and disk


def without_rights(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that permissions hold for, as they do for everybody but root."""

    def give_up_rights() -> None:
        if os.geteuid() == 0:
            libc = ctypes.CDLL(None, use_errno=True)
            for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
                if libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
                    raise OSError(ctypes.get_errno(), "the right cannot be given up")

    return subprocess.run(arguments, cwd=ROOT, preexec_fn=give_up_rights, capture_output=True, text=True, check=False)


def test_a_file_that_may_not_be_read_is_refused_until_it_may(complete: Folder, state: Path) -> None:
    publishing = command(complete.path, state.parent)
    (complete.path / "trainings.csv").chmod(0)
    ended = without_rights(*publishing)
    assert ended.returncode == REFUSED, ended.stderr
    assert ended.stderr.startswith("trainings.csv: ")
    assert shown(complete) == ["A training"]
    (complete.path / "trainings.csv").chmod(0o644)
    assert not read_state(state).has_judged(look(complete.path), recipe(), TODAY.year)
    assert without_rights(*publishing).returncode == DONE
    assert read_state(state).refused is None


def test_a_folder_that_may_not_be_read_leaves_the_last_good_delivery(complete: Folder, state: Path) -> None:
    complete.path.chmod(0)
    ended = without_rights(*command(complete.path, state.parent))
    complete.path.chmod(0o755)
    assert ended.returncode == REFUSED, ended.stderr
    assert rules(read_state(state)) == [("folder", "", "")]
    assert shown(complete) == ["A training"]


def test_a_state_folder_that_may_not_be_written_is_said(complete: Folder, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    ended = without_rights(*command(complete.path, tmp_path / "locked" / "state"))
    assert ended.returncode == TROUBLE
    assert ended.stderr.startswith("The state cannot be written: Permission denied")


def on_a_full_disk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that cannot write more than a few kilobytes into any file, as on a full disk."""

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    return subprocess.run(arguments, cwd=ROOT, preexec_fn=little_room, capture_output=True, text=True, check=False)


def test_a_full_disk_leaves_the_last_good_delivery(complete: Folder, state: Path) -> None:
    before = read_state(state)
    complete.table("trainings", {"title": "New"})
    ended = on_a_full_disk(*command(complete.path, state.parent))
    assert ended.returncode == TROUBLE
    assert ended.stderr.startswith("The state cannot be written: ")
    assert "Traceback" not in ended.stderr
    assert read_state(state) == before
    assert shown(complete) == ["A training"]
    assert published(complete).refused is None
    assert shown(complete) == ["New"]
    assert list(state.glob("building-*")) == []


def test_a_disk_that_is_full_for_the_pointer_leaves_the_last_good_delivery(
    complete: Folder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_folder: Path, _state: State) -> None:
        raise OSError(28, "No space left on device")

    complete.table("trainings", {"title": "New"})
    with monkeypatch.context() as patch:
        patch.setattr(publication, "write_state", no_room)
        with pytest.raises(StateError, match="No space left"):
            published(complete)
    assert shown(complete) == ["A training"]
    assert published(complete).sequence == 2
    assert shown(complete) == ["New"]


def test_a_server_without_a_place_for_its_state_shows_the_delivery_and_says_so(complete: Folder) -> None:
    kept = state_folder(complete.path)
    room = [False]

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        called = [sys.executable, "-m", "extracts", *arguments]
        if room[0]:
            return subprocess.run(called, cwd=ROOT, capture_output=True, text=True, check=False)
        return on_a_full_disk(*called)

    publisher = Publisher(complete.path, kept, lambda: TODAY, worker)
    publisher.stop()
    publisher.start()
    first = publisher.publication
    assert first.trouble.startswith("The state cannot be written: ")
    assert first.current is None
    assert first.snapshot.fingerprint == complete.load().snapshot.fingerprint
    complete.table("trainings", {"title": "New"})
    for _look in range(3):
        publisher.look_again()
    assert publisher.publication.snapshot is first.snapshot  # not adopted silently
    assert publisher.publication.trouble
    room[0] = True
    for _look in range(8):
        publisher.look_again()
    assert publisher.publication.trouble == ""
    assert publisher.publication.current
    assert shown(complete) == ["New"]


# --- the clock


def test_a_clock_set_back_neither_loses_a_delivery_nor_a_year(complete: Folder, state: Path) -> None:
    complete.table("trainings", {"title": "Of the year 2031"})
    future = published(complete, date(2031, 5, 1))
    complete.table("trainings", {"title": "After it was set back"})
    os.utime(complete.path / "trainings.csv", (0, 0))
    now = published(complete, date(1999, 1, 1))
    assert shown(complete) == ["After it was set back"]
    assert future.current
    assert now.current
    assert (now.current.year, now.sequence) == (2031, future.sequence + 1)
    assert shown(complete, "select year from snapshot") == [2031]


# --- kill -9

# What a worker is about to call, and for which time, when signal 9 comes.
MOMENTS = {
    "before the first file is read": ("extracts.build", "find", 1),
    "while tables are made": ("extracts.build", "accept", 5),
    "before the verdict": ("extracts.publication", "objections", 1),
    "before the database is safe on disk": ("extracts.publication", "sync", 1),
    "between the move and the pointer": ("extracts.publication", "write_state", 1),
    "while the pointer is written": ("os", "fsync", 3),
    "before the pointer is in place": ("pathlib.Path", "replace", 2),
    "after the pointer is in place": ("extracts.publication", "clear_away", 2),
}


def killed_at(module: str, name: str, call: int, arguments: list[str]) -> int:
    """Run a worker that gets signal 9 right before the given call of a function; return how it ended."""
    program = (
        "import importlib, os, pathlib, signal, sys, extracts.__main__ as command\n"
        f"holder = pathlib.Path if {module!r} == 'pathlib.Path' else importlib.import_module({module!r})\n"
        f"really, calls = getattr(holder, {name!r}), []\n"
        "def once_too_often(*arguments, **named):\n"
        "    calls.append(1)\n"
        f"    if len(calls) == {call}:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return really(*arguments, **named)\n"
        f"setattr(holder, {name!r}, once_too_often)\n"
        "sys.exit(command.main(sys.argv[1:]))\n"
    )
    return subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_worker_killed_during_publication_leaves_the_old_or_the_new_delivery(
    complete: Folder, state: Path, moment: str
) -> None:
    before = read_state(state)
    complete.table("trainings", {"title": "New"})
    arguments = command(complete.path, state.parent)[3:]
    assert killed_at(*MOMENTS[moment], arguments) == -signal.SIGKILL
    after = read_state(state)
    if moment == "after the pointer is in place":
        assert (after.sequence, shown(complete)) == (2, ["New"])
    else:
        assert (after, shown(complete)) == (before, ["A training"])
    done = subprocess.run(command(complete.path, state.parent), cwd=ROOT, check=False).returncode
    assert (done, shown(complete)) == (DONE, ["New"])
    final = read_state(state)
    assert {path.name for path in state.glob("*-*")} == final.files


def test_workers_killed_at_any_time_never_leave_something_else(complete: Folder, state: Path) -> None:
    arguments = command(complete.path, state.parent)
    begun = time.monotonic()
    subprocess.run(arguments, cwd=ROOT, check=True)
    complete.table("trainings", {"title": "Training 0"})
    subprocess.run(arguments, cwd=ROOT, check=True)
    usual = (time.monotonic() - begun) / 2
    for number in range(1, 11, 1 if THOROUGH else 2):
        complete.table("trainings", {"title": f"Training {number}"})
        [before] = shown(complete)
        with subprocess.Popen(arguments, cwd=ROOT) as worker:
            time.sleep(usual * (0.4 + 0.08 * number))
            worker.kill()
        assert shown(complete) in ([before], [f"Training {number}"])
    subprocess.run(arguments, cwd=ROOT, check=True)
    assert shown(complete) == [f"Training {number}"]
