"""Extracts in an object store: only what is new is fetched, and whatever happens, the last good delivery stays."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extracts import data_folder
from extracts.__main__ import main
from extracts.build import load
from extracts.lookout import Lookout
from extracts.mirror import sorted_out
from extracts.place import Store, StoreError, folder_of, place
from extracts.progress import Progress, read_progress
from extracts.publication import StateError, UnsettledError, publish
from extracts.publisher import Publisher
from extracts.standing import open_current
from extracts.state import State, read_state, state_folder
from extracts.store import S3, StoredObject
from extracts.worker import AWAY, DONE, ROOT
from tests.extracts.conftest import TODAY, VALID, Folder
from tests.extracts.publications import titles
from tests.extracts.stores import SECRET, STORE, S3Server, credentials

TABLES = ("cws_participation", "offices", "trainings")


@pytest.fixture(scope="module")
def started() -> Iterator[S3Server]:
    """The server of all tests of this file: one may take a second to start."""
    with pytest.MonkeyPatch.context() as patch:
        credentials(patch)
        server = S3Server()
        yield server
        server.stop()


@pytest.fixture
def store(started: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[S3Server]:
    """A store with one valid row of some tables below `in/`, and a state of its own."""
    credentials(monkeypatch)
    monkeypatch.setenv("AWS_ENDPOINT_URL", started.address)
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    # Tests do not wait as long as a store deserves.
    monkeypatch.setattr("extracts.store.random.uniform", lambda _least, _most: 0.01)
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda _self, _context: 0.01)
    for table in TABLES:
        started.table(table, {})
    started.requests.clear()
    yield started
    for thread in threading.enumerate():
        if thread.name == "fetching":  # one that was told to stop may still wait for its answer
            thread.join()
    started.faults.__init__()  # type: ignore[misc]
    for entry in started.client.list_objects_v2(Bucket=STORE.bucket).get("Contents", []):
        started.remove(entry["Key"])


def published(data: Store = STORE) -> State:
    return publish(data, state_folder(data), TODAY, settle=0)


def shown(data: Store = STORE) -> list[str]:
    kept = state_folder(data)
    snapshot = open_current(folder_of(data, kept), kept, read_state(kept))
    assert snapshot
    return titles(snapshot)


def reasons(state: State) -> list[tuple[str, str, str, str]]:
    assert state.refused
    return [(reason.code, reason.dataset, reason.file, reason.rule) for reason in state.refused.reasons]


def parquet(table: str, **changes: object) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{**VALID[table], **changes}]), buffer)
    return buffer.getvalue()


def test_a_store_is_published_like_a_folder(store: S3Server, complete: Folder) -> None:
    store.everything()
    state = published()
    assert state.refused is None
    assert shown() == ["A training"]
    assert state.current
    assert state.current.fingerprint == complete.load().snapshot.fingerprint
    assert store.fetched() == sorted(f"in/{table}.csv" for table in VALID)
    # The day of the data is that of the store.
    assert {path.stat().st_mtime for path in (state_folder(STORE) / "mirror").iterdir()} == {
        entry["LastModified"].timestamp() for entry in store.client.list_objects_v2(Bucket=STORE.bucket)["Contents"]
    }


def test_a_store_that_is_unchanged_costs_one_listing(store: S3Server) -> None:
    first = published()
    store.requests.clear()
    assert published() == first
    assert [path for _method, path in store.requests if "list-type" not in path] == []
    assert len(store.requests) == 1


def test_only_the_object_that_changed_is_fetched(store: S3Server) -> None:
    published()
    store.fetched()
    store.table("trainings", {"title": "New"})
    assert published().sequence == 2
    assert store.fetched() == ["in/trainings.csv"]
    assert shown() == ["New"]
    assert len(list((state_folder(STORE) / "objects").iterdir())) == len(TABLES)


def test_an_object_that_is_gone_is_gone_from_the_table(store: S3Server) -> None:
    store.table("trainings", {"training_id": "T2", "title": "More"}, key="in/trainings/more.csv")
    published()
    assert shown() == ["A training", "More"]
    store.fetched()
    store.remove("in/trainings/more.csv")
    published()
    assert store.fetched() == []
    assert shown() == ["A training"]
    store.remove("in/cws_participation.csv")
    assert reasons(published()) == [("gone", "cws_participation", "", "")]
    assert shown() == ["A training"]


def test_parquet_in_hundreds_of_parts_by_year_is_one_table(store: S3Server) -> None:
    content = parquet("advice_requests", requests=1)
    for year in range(2011, 2021):
        for part in range(12):
            store.put(f"in/advice_requests/year={year}/part-{part}.parquet", content)
    # What programs leave beside the parts.
    store.put("in/advice_requests/", b"")
    store.put("in/advice_requests/_SUCCESS", b"")
    store.put("in/advice_requests/_temporary/part-0.parquet", b"half")
    snapshot = load(STORE, TODAY)
    with snapshot.cursor() as cursor:
        [counted] = cursor.execute(
            "select count(*), sum(rows_read), sum(rows_accepted) from delivered_files where dataset = 'advice_requests'"
        ).fetchall()
        [(years,)] = cursor.execute(
            "select count(distinct regexp_extract(file, 'year=([0-9]+)', 1)) from delivered_files"
            " where dataset = 'advice_requests'"
        ).fetchall()
    assert (counted[:2], years) == ((120, 120), 10)


def test_only_what_lies_below_the_address_and_may_be_a_table_is_fetched(store: S3Server) -> None:
    store.table("trainings", {"title": "Elsewhere"}, key="in2/trainings.csv")
    store.table("trainings", {"title": "Above"}, key="trainings.csv")
    store.put("in/logs/2020/access.log", b"x")
    store.put("in/notes.csv", b"a,b\n1,2\n")
    state = published()
    assert state.refused is None
    assert store.fetched() == [f"in/{table}.csv" for table in TABLES]
    before = state.seen
    store.put("in/logs/2020/access.log", b"more")
    assert published().seen == before
    kept = state_folder(STORE)
    current = open_current(kept / "mirror", kept, read_state(kept))
    assert current
    with current.cursor() as cursor:
        assert cursor.execute("select file, rule from files_not_read").fetchall() == [("notes.csv", "no_table")]


@pytest.mark.parametrize(
    ("key", "file", "rule"),
    [
        ("in/trainings/../../../../trainings.csv", "trainings/../../../../trainings.csv", "object_name"),
        ("in/trainings//etc/trainings.csv", "trainings//etc/trainings.csv", "object_name"),
        ("in/trainings/a\\b.csv", "trainings/a\\b.csv", "object_name"),
        ("in/trainings/a\nb.csv", "trainings/a\nb.csv", "object_name"),
        (f"in/trainings/{'x' * 300}.csv", f"trainings/{'x' * 300}.csv", "object_name"),
        ("in/trainings.csv/part.csv", "trainings.csv", "not_a_file"),
    ],
    ids=["climbs", "empty", "backslash", "control", "long", "folder"],
)
def test_a_key_that_no_file_can_have_is_told_and_never_written(key: str, file: str, rule: str) -> None:
    stored = StoredObject(key.removeprefix("in/"), '"e"', 1, datetime.now(UTC))
    assert sorted_out([stored]) == ([], [(file, rule)])


def test_a_delivery_with_hostile_keys_is_refused_with_their_names(store: S3Server, tmp_path: Path) -> None:
    published()
    store.table("trainings", {"title": "Out"}, key="in/trainings/../../../out.csv")
    store.table("trainings", {"title": "Part"}, key="in/trainings/a.csv")
    store.table("trainings", {"title": "Below a part"}, key="in/trainings/a.csv/b.csv")
    store.table("trainings", {"title": "Above"}, key="in//trainings.csv")
    assert reasons(published()) == [
        ("file", "trainings", "trainings/../../../out.csv", "object_name"),
        ("file", "trainings", "trainings/a.csv/b.csv", "object_name"),
    ]
    assert shown() == ["A training"]
    assert list(tmp_path.rglob("out.csv")) == []


def test_a_store_that_asks_to_slow_down_is_asked_again(store: S3Server) -> None:
    store.faults.answers = ["SlowDown", "InternalError", "SlowDown"]
    assert published().refused is None
    store.faults.always = "SlowDown"
    with pytest.raises(StoreError, match=r"asked for too much at present \(SlowDown\)"):
        published()
    store.faults.always = ""
    assert shown() == ["A training"]


def test_a_connection_that_breaks_is_taken_up_where_it_broke(store: S3Server) -> None:
    store.faults.of, store.faults.breaks_after = "trainings.csv", [100, 20]
    assert published().refused is None
    assert len([path for _method, path in store.requests if path.endswith("/in/trainings.csv")]) >= 3
    assert shown() == ["A training"]


def test_a_slow_store_is_given_time_and_what_came_is_kept(store: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    store.faults.of, store.faults.seconds = "trainings.csv", 0.03
    assert published().refused is None  # slow, but in time
    store.table("trainings", {"title": "New"})
    store.table("cws_participation", {"funded_participants": "9"})
    store.faults.seconds = 0.4
    monkeypatch.setenv("ACTIVITY_STORE_SECONDS", "1.5")
    store.fetched()
    with pytest.raises(StoreError, match="did not arrive within 2 seconds"):
        published()
    assert shown() == ["A training"]
    assert list(state_folder(STORE).rglob("*.part")) == []
    store.faults.seconds = 0
    store.fetched()
    assert published().refused is None
    assert store.fetched() == ["in/trainings.csv"]
    assert shown() == ["New"]


def test_those_who_wait_are_told_that_files_are_fetched(store: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch, told = S3.fetch, list[Progress | None]()

    def watched(self: S3, *rest: Any) -> None:
        for _time in range(1000):
            if found := read_progress(state_folder(STORE)):
                told.append(found)
                break
            time.sleep(0.01)
        fetch(self, *rest)

    monkeypatch.setattr("extracts.progress.BEAT_SECONDS", 0.01)
    monkeypatch.setattr(S3, "fetch", watched)
    published()
    assert told == [Progress("fetching", "", 0.0)] * len(TABLES)


def test_a_listing_that_changes_while_it_is_fetched_is_read_again(
    store: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, times = S3.fetch, list[int]()

    def overtaken(self: S3, wanted: StoredObject, *rest: Any) -> None:
        if wanted.name == "trainings.csv" and len(times) < limit[0]:
            times.append(1)
            store.table("trainings", {"title": f"New {len(times)} of {limit[0]}"})
        fetch(self, wanted, *rest)

    limit = [1]
    monkeypatch.setattr(S3, "fetch", overtaken)
    published()
    assert shown() == ["New 1 of 1"]
    times.clear()
    limit[0] = 99
    store.table("trainings", {"title": "Newer"})
    with pytest.raises(UnsettledError):
        published()
    assert shown() == ["New 1 of 1"]


@pytest.mark.parametrize(
    ("bucket", "settings", "told"),
    [
        ("no-such-bucket", {}, "no such bucket"),
        (STORE.bucket, {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "does not answer"),
        (STORE.bucket, {"AWS_ENDPOINT_URL": "not an address"}, "is no address"),
        (STORE.bucket, {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "no credentials"),
        (STORE.bucket, {"AWS_PROFILE": "unknown"}, "no credentials"),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy(
    store: S3Server, monkeypatch: pytest.MonkeyPatch, bucket: str, settings: dict[str, str], told: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError) as caught:
        load(Store(bucket, "in/"))
    assert told in str(caught.value.strerror)
    assert str(caught.value.filename) == f"s3://{bucket}/in"


def test_credentials_and_endpoint_may_come_from_the_shared_configuration(
    store: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name)
    (tmp_path / "credentials").write_text(f"[reader]\naws_access_key_id = an-id\naws_secret_access_key = {SECRET}\n")
    (tmp_path / "config").write_text(f"[profile reader]\nendpoint_url = {store.address}\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_PROFILE", "reader")
    assert [stored.name for stored in S3(STORE).listing()] == [f"{table}.csv" for table in TABLES]


def test_a_refusal_is_told_without_a_secret(store: S3Server, caplog: pytest.LogCaptureFixture) -> None:
    published()
    store.faults.always = "AccessDenied"
    with pytest.raises(StoreError) as caught:
        published()
    assert caught.value.strerror.startswith("the store refuses access (AccessDenied): check the credentials")
    assert SECRET not in caplog.text
    assert "a secret of the store" not in caplog.text + str(caught.value)
    assert shown() == ["A training"]


def test_a_full_disk_leaves_the_last_good_delivery_and_does_not_stay_full(
    store: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    store.table("trainings", {"title": "New"})
    store.table("cws_participation", {"funded_participants": "9"})
    pool = state_folder(STORE) / "objects"
    before = set(pool.iterdir())

    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("extracts.mirror.os.fsync", no_room)
        with pytest.raises(StateError, match=r"No space left on device \(.*objects\)"):
            published()
    assert set(pool.iterdir()) <= before
    monkeypatch.setattr("extracts.mirror.SPARE_BYTES", 1 << 60)
    store.fetched()
    with pytest.raises(StateError, match="No space left on device"):
        published()
    assert store.fetched() == []  # not even begun
    assert shown() == ["A training"]


def test_the_command_line_takes_an_address(store: S3Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", "s3://deliveries/in"]) == DONE
    assert "This delivery would be published." in capsys.readouterr().out
    assert main(["publish", "--data", "s3://no-such-bucket", "--settle", "0"]) == AWAY
    told = "Cannot read s3://no-such-bucket: there is no such bucket: correct ACTIVITY_DATA or AWS_ENDPOINT_URL\n"
    assert capsys.readouterr().err == told
    with pytest.raises(SystemExit, match="2"):
        main(["check", "--data", f"s3://an-id:{SECRET}@deliveries/in"])
    said = capsys.readouterr().err
    assert "credentials do not belong in the address" in said
    assert SECRET not in said


def test_without_the_package_the_message_names_the_file_to_install(
    store: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(StoreError, match=re.escape("pip install -r requirements-s3.txt")):
        load(STORE)


def test_the_client_is_imported_by_nobody_but_those_who_need_it() -> None:
    ask = "import sys, extracts.publisher, extracts.__main__; sys.exit('botocore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0


def test_an_address_is_known_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place("s3://bucket") == place("S3://bucket/") == Store("bucket")
    assert place("s3://bucket/a/b/") == Store("bucket", "a/b/")
    assert str(place("s3://bucket/a/b/")) == "s3://bucket/a/b"
    assert place("/srv/s3") == Path("/srv/s3")
    monkeypatch.setenv("ACTIVITY_DATA", "s3://bucket/a")
    assert data_folder() == Store("bucket", "a/")
    assert state_folder(Store("bucket", "a/")) != state_folder(Store("bucket", "b/"))
    for wrong in ("gs://bucket", "s3://", "s3:///a", "https://bucket.example/a", f"s3://id:{SECRET}@bucket/a"):
        with pytest.raises(StoreError) as caught:
            place(wrong)
        assert SECRET not in str(caught.value)


def test_a_listing_that_is_too_long_asks_for_a_prefix(store: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extracts.store.LISTED_AT_MOST", 2)
    with pytest.raises(StoreError, match="more than 2 objects"):
        load(STORE)


def test_the_process_that_looks_answers_each_question_and_ends_with_its_server(store: S3Server) -> None:
    lookout = Lookout(STORE)
    try:
        seen = lookout.look()
        process = lookout._process
        assert process and process.stdin
        assert lookout.look() == seen
        store.table("trainings", {"title": "New"})
        assert lookout.look() != seen
        store.faults.always = "AccessDenied"
        with pytest.raises(StoreError, match="refuses access"):
            lookout.look()
        assert process.poll() is None
        process.kill()  # whatever ends it, the next question starts another
        process.wait()
        store.faults.always = ""
        assert lookout.look() != seen
        process = lookout._process
        assert process and process.stdin
        process.stdin.close()
        assert process.wait(10) == 0
    finally:
        lookout.stop()


def test_a_first_start_without_the_store_shows_nothing_and_says_why_until_it_is_there(store: S3Server) -> None:
    kept = state_folder(STORE)

    def worker(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
        try:
            published()
        except StoreError as error:
            return subprocess.CompletedProcess(arguments, AWAY, "", error.told())
        return subprocess.CompletedProcess(arguments, DONE, "", "")

    publisher = Publisher(STORE, kept, lambda: TODAY, worker)
    publisher.stop()  # looks are taken by hand
    store.faults.always = "AccessDenied"
    publisher.start()
    try:
        first = publisher.publication
        assert first.current is None
        assert first.trouble.startswith("Cannot read s3://deliveries/in: the store refuses access")
        assert titles(first.snapshot) == []
        publisher.look_again()
        assert publisher.publication.away
        store.requests.clear()
        publisher.look_again()
        assert store.requests == []  # one that fails is asked more rarely
        store.faults.always = ""
        for _look in range(20):
            publisher.look_again()
        shown = publisher.publication
        assert (shown.trouble, shown.away) == ("", None)
        assert titles(shown.snapshot) == ["A training"]
        assert shown.snapshot.folder == kept / "mirror"  # over which an upload is laid
    finally:
        publisher.stop()
