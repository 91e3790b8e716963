"""What a server shows: it adopts what stands published, and has new deliveries published by a worker."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extracts.publication import publish
from extracts.publisher import Publication, Publisher
from extracts.standing import open_current
from extracts.state import read_state, state_folder, write_state
from extracts.verdict import reason_text
from extracts.worker import DONE, WorkerError
from tests.extracts.conftest import TODAY, Folder
from tests.extracts.publications import published, titles

LATER = date(2027, 3, 1)


@pytest.fixture
def state(complete: Folder) -> Path:
    """The folder of the state of `complete`."""
    return state_folder(complete.path)


@pytest.fixture
def publisher(complete: Folder, state: Path) -> Callable[..., Publisher]:
    """Return a function that makes a publisher of `complete` whose worker runs in this process, and does not watch."""

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        done = publish(complete.path, state, publisher_today[0], settle=0)
        said = "\n".join(map(reason_text, done.refused.reasons)) if done.refused else ""
        return subprocess.CompletedProcess(arguments, int(bool(done.refused)), "", said)

    publisher_today = [TODAY]

    def make(run: Callable[..., Any] = worker, today: Callable[[], date] = lambda: TODAY) -> Publisher:
        publisher_today[0] = today()

        def timely(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
            publisher_today[0] = today()
            return run(*arguments, seconds=seconds)

        made = Publisher(complete.path, state, today, timely)
        made.stop()  # looks are taken by hand
        made.start()
        return made

    return make


def looked(publisher: Publisher, times: int = 2) -> Publication:
    for _time in range(times):
        publisher.look_again()
    return publisher.publication


def test_a_start_publishes_and_a_restart_shows_the_last_good_delivery(
    complete: Folder, publisher: Callable[..., Publisher]
) -> None:
    first = publisher().publication
    assert titles(first.snapshot) == ["A training"]
    complete.write("trainings.csv", b"\0broken")

    def never(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        pytest.fail("a restart has to show something before it reads anything")

    again = publisher(never).publication
    assert again.current == first.current
    assert titles(again.snapshot) == ["A training"]
    shown = looked(publisher())
    assert shown.refusal
    assert titles(shown.snapshot) == ["A training"]
    restarted = publisher(never).publication
    assert restarted.refusal
    assert restarted.refusal.reasons == shown.refusal.reasons
    assert restarted.refusal.snapshot
    assert titles(restarted.snapshot) == ["A training"]


def test_a_new_delivery_is_read_once_it_rests(complete: Folder, publisher: Callable[..., Publisher]) -> None:
    watching = publisher()
    first = looked(watching)
    for number in range(3):  # on its way: another look each time
        complete.table("trainings", {"title": f"Half {number}"})
        assert looked(watching, 1) is first
    assert looked(watching, 1).snapshot is not first.snapshot
    assert titles(watching.publication.snapshot) == ["Half 2"]
    assert titles(first.snapshot) == ["A training"]


def test_what_another_process_publishes_is_adopted(complete: Folder, publisher: Callable[..., Publisher]) -> None:
    def never(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        pytest.fail("there is nothing left to do")

    published(complete)
    watching = publisher(never)
    complete.table("trainings", {"title": "By a night job"})
    published(complete)
    assert titles(looked(watching).snapshot) == ["By a night job"]


def test_what_is_shown_stays_the_same_object_while_nothing_is_new(publisher: Callable[..., Publisher]) -> None:
    watching = publisher()
    shown = looked(watching)
    assert looked(watching, 3) is shown


def test_a_refused_first_delivery_shows_an_empty_snapshot(
    complete: Folder, publisher: Callable[..., Publisher]
) -> None:
    complete.write("trainings.csv", "nothing of the sort\n1\n")
    shown = publisher().publication
    assert shown.current is None
    assert shown.refusal
    assert titles(shown.snapshot) == []
    assert shown.refusal.snapshot


def test_without_a_folder_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        Publisher(tmp_path / "nowhere", tmp_path / "state").start()
    assert not (tmp_path / "state").exists()


def test_a_folder_that_goes_away_leaves_the_last_good_delivery(
    complete: Folder, publisher: Callable[..., Publisher]
) -> None:
    watching = publisher()
    away = complete.path.rename(complete.path.with_name("away"))
    shown = looked(watching)
    assert shown.refusal
    assert [reason.code for reason in shown.refusal.reasons] == ["folder"]
    assert titles(shown.snapshot) == ["A training"]
    away.rename(complete.path)
    assert looked(watching).refusal is None


def test_a_new_year_is_published_and_a_clock_set_back_is_not(
    publisher: Callable[..., Publisher], caplog: pytest.LogCaptureFixture
) -> None:
    today = [TODAY]
    watching = publisher(today=lambda: today[0])
    assert watching.publication.current
    assert watching.publication.current.year == 2026
    today[0] = LATER
    later = looked(watching)
    assert later.current
    assert later.current.year == 2027
    today[0] = date(1999, 1, 1)
    assert looked(watching, 4) is later
    assert len([record for record in caplog.records if "the clock says 1999" in record.message]) == 1


def test_a_worker_that_dies_is_told_and_tried_again_later(
    complete: Folder, publisher: Callable[..., Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    published(complete)
    runs = []

    def dying(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        runs.append(arguments)
        raise WorkerError("it died")

    watching = publisher(dying)
    complete.table("trainings", {"title": "New"})
    shown = looked(watching, 2)
    assert (shown.trouble, titles(shown.snapshot)) == ("it died", ["A training"])
    assert looked(watching, 12).trouble == "it died"
    assert 2 <= len(runs) <= 4  # ever later, not at every look


def test_a_program_replaced_on_disk_does_not_make_it_publish_for_ever(
    complete: Folder, state: Path, publisher: Callable[..., Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        runs.append(arguments)
        publish(complete.path, state, TODAY, settle=0)
        return subprocess.CompletedProcess(arguments, DONE, "", "")

    monkeypatch.setattr("extracts.publisher.recipe", lambda: "another")
    watching = publisher(worker)
    looked(watching, 10)
    assert len(runs) == 2


def test_a_snapshot_of_another_recipe_serves_until_it_is_made_anew(
    complete: Folder, publisher: Callable[..., Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(complete)
    for module in ("publication", "publisher"):
        monkeypatch.setattr(f"extracts.{module}.recipe", lambda: "another")
    watching = publisher()
    assert watching.publication.current == first.current
    after = looked(watching).current
    assert after
    assert after.recipe == "another"


def test_a_snapshot_whose_codes_have_other_places_is_not_shown(
    complete: Folder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = published(complete).current
    assert current
    path = state / current.file

    def is_shown(statement: str) -> bool:
        path.chmod(0o600)
        with duckdb.connect(str(path)) as connection:
            connection.execute(statement)
        snapshot = open_current(complete.path, state, read_state(state))
        if snapshot:
            snapshot.connection.close()
        return snapshot is not None

    monkeypatch.setattr("extracts.standing.recipe", lambda: "another")
    assert is_shown("delete from codes where field = 'trainings.topics' and position = 8")
    assert not is_shown("update codes set position = 9 - position where field = 'trainings.topics'")


def test_a_published_file_that_is_lost_is_made_anew(
    complete: Folder, state: Path, publisher: Callable[..., Publisher]
) -> None:
    done = published(complete)
    assert done.current
    (state / done.current.file).write_bytes(b"no database")
    assert titles(publisher().publication.snapshot) == ["A training"]


def test_the_watching_thread_outlives_a_look_that_fails(
    complete: Folder, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(complete)
    monkeypatch.setenv("ACTIVITY_POLL_SECONDS", "0.01")
    third = threading.Event()
    looks = []

    class Failing(Publisher):
        def look_again(self) -> None:
            looks.append(1)
            if len(looks) == 3:
                third.set()
            raise RuntimeError("a look that fails")

    failing = Failing(complete.path, state)
    failing.start()
    assert third.wait(10)
    failing.stop()


def test_three_processes_that_start_at_once_publish_once(complete: Folder, state: Path) -> None:
    runs: list[int] = []

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        runs.append(publish(complete.path, state, TODAY, settle=0).sequence)
        return subprocess.CompletedProcess(arguments, DONE, "", "")

    processes = [Publisher(complete.path, state, lambda: TODAY, worker) for _process in range(3)]
    threads = [threading.Thread(target=each.start) for each in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in processes:
        each.stop()
    assert set(runs) == {1}
    assert len({each.publication.snapshot.fingerprint for each in processes}) == 1
    assert len({each.publication.current for each in processes}) == 1


def test_an_older_program_leaves_alone_what_a_newer_one_has_published(
    complete: Folder, publisher: Callable[..., Publisher], state: Path
) -> None:
    def never(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        pytest.fail("the two would publish for ever, by turns")

    published(complete)
    older = publisher(never)
    kept = read_state(state)
    assert kept.seen and kept.current
    newer = replace(kept, sequence=2, seen=replace(kept.seen, recipe="n"), current=replace(kept.current, recipe="n"))
    write_state(state, newer)
    assert looked(older, 3).current == newer.current
    # One that starts then does not know it, and publishes what it goes by itself.
    runs: list[str] = []

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        runs.append(arguments[0])
        publish(complete.path, state, TODAY, settle=0)
        return subprocess.CompletedProcess(arguments, DONE, "", "")

    looked(publisher(worker), 3)
    assert runs == ["publish"]
    assert read_state(state).sequence == 3
