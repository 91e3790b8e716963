"""Try before you deliver: what would become of files is told, and neither live data nor disk keeps any of it."""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import components.data
from components import trial_run
from components.text import plain
from extracts.worker import WorkerError
from tests.extracts.conftest import VALID, csv_text

OpenPage = Callable[..., AppTest]
Try = Callable[..., AppTest]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of extracts with one valid row of each table, which no trial changes."""
    folder = tmp_path_factory.mktemp("extracts")
    for table, row in VALID.items():
        (folder / f"{table}.csv").write_text(csv_text(table, [row]))
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def try_files(open_page: OpenPage, live: Path, temporary: Path) -> Iterator[Try]:
    """Return a function that opens Data health, uploads files and has them checked."""
    before = contents(live)

    def try_files(files: dict[str, bytes], check: bool = True) -> AppTest:
        app = open_page("data_health.py", data=live)
        for name, content in files.items():
            app.file_uploader(key="trial-files").upload(name, content)
        app.run()
        if check:
            app.button(key="trial-check").click().run()
        assert not app.exception
        return app

    yield try_files
    assert contents(live) == before
    assert not list(temporary.glob("trial-*"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def collections(*changes: dict[str, object]) -> bytes:
    return csv_text("collections", [{**VALID["collections"], **change} for change in changes]).encode()


def tables(app: AppTest) -> list[dict[str, list[str]]]:
    """Return the tables of the trial, which stand at the end of the page, without their escapes."""
    return [
        {column: [str(cell).replace("\\", "") for cell in table.value[column]] for column in table.value}
        for table in [*app.table, *app.dataframe]
    ]


def table_with(app: AppTest, *columns: str) -> dict[str, list[str]]:
    """Return the last table of the page that has all of `columns`."""
    return [table for table in tables(app) if set(columns) <= set(table)][-1]


def test_a_good_delivery_tells_its_counts_and_what_it_changes(try_files: Try) -> None:
    app = try_files({"collections.csv": collections({}, {"database": "GDD"}, {"database": "PATENTSCOPE"})})
    assert [said.value for said in app.success] == ["This delivery would be published."]
    files = table_with(app, "Rows read")
    assert (files["File"], files["Rows read"], files["Rows accepted"]) == (["collections.csv"], ["3"], ["3"])
    changes = table_with(app, "Now", "With this delivery")
    assert (
        list(zip(changes["Measure"], changes["Now"], changes["With this delivery"], changes["Difference"], strict=True))
        == [("Collections added", "1", "3", "2")] * 2
    )  # in the year and in all years


def test_a_delivery_of_the_same_rows_changes_nothing(try_files: Try) -> None:
    app = try_files({"collections.csv": collections({})})
    assert "No headline figure would change." in [said.value for said in app.markdown]


def test_rows_set_aside_are_listed_with_place_and_remedy(try_files: Try) -> None:
    rows = [{"database": name} for name in ("GBD", "GDD", "PATENTSCOPE")] + [
        {"year": year} for year in range(2000, 2019)
    ]
    app = try_files({"collections.csv": collections(*rows, {"office": "XX"})})
    faults = table_with(app, "Line", "Rule")
    assert faults["File"] == ["collections.csv"]
    assert faults["Line"] == ["24"]
    assert faults["Value"] == ["XX"]
    assert "correct it or add it there" in faults["Rule"][0]
    assert app.get("download_button"), "the list can be taken along"


def test_a_delivery_that_would_be_refused_says_why(try_files: Try) -> None:
    app = try_files({"collections.csv": collections({}, {"office": "XX"})})
    assert "This delivery would not be published:" in [said.value for said in app.error]
    assert any("1 of 2 rows would be set aside" in said.value.replace("\\", "") for said in app.markdown)


def test_what_it_does_to_other_tables_is_told_too(try_files: Try) -> None:
    app = try_files(
        {"offices.csv": csv_text("offices", [{**VALID["offices"], "code": "EG", "name": "Egypt"}]).encode()}
    )
    assert "This delivery would not be published:" in [said.value for said in app.error]
    files = table_with(app, "Rows read")
    assert {"offices.csv", "collections.csv", "training_offices.csv"} <= set(files["File"])
    assert "advice_requests.csv" not in files["File"]


def test_a_zip_is_tried_as_a_whole(try_files: Try) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("delivery/collections/a.csv", collections({}))
        archive.writestr("delivery/collections/b.csv", collections({"database": "GDD"}))
    app = try_files({"delivery.zip": buffer.getvalue()})
    assert table_with(app, "Rows read")["File"] == ["collections/a.csv", "collections/b.csv"]


def test_a_hostile_zip_is_refused_with_a_plain_message(try_files: Try) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../<img src=x onerror=alert(1)>.csv", b"1")
    app = try_files({"delivery.zip": buffer.getvalue()}, check=False)
    expected = "../<img src=x onerror=alert(1)>.csv points out of the ZIP: make it again with plain names."
    assert [said.value for said in app.error] == [plain(expected)]
    assert "trial-check" not in [button.key for button in app.button]


def test_the_table_of_a_file_is_chosen_or_follows_from_its_header(try_files: Try) -> None:
    app = try_files({"list [1].csv": collections({}), "other.csv": b"a,b\n1,2\n"}, check=False)
    guessed, unknown = (box for box in app.selectbox if box.key.startswith("trial-"))
    assert (guessed.value, unknown.value) == ("collections", None)
    assert guessed.label == plain("list [1].csv").join(["To which table does ", " belong?"])
    app.button(key="trial-check").click().run()
    assert table_with(app, "Rows read")["File"] == ["collections/list [1].csv"]
    assert any("other.csv" in said.value.replace("\\", "") for said in app.markdown)


def test_files_of_no_table_say_so(try_files: Try) -> None:
    app = try_files({"other.csv": b"a,b\n1,2\n"})
    assert [said.value for said in app.warning][-1] == "There is no file of a table among these."


def test_a_worker_that_dies_is_told_plainly(try_files: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_arguments: object) -> None:
        raise WorkerError("It *died*.")

    monkeypatch.setattr(trial_run, "build_apart", die)
    app = try_files({"collections.csv": collections({})})
    assert [said.value for said in app.error] == [plain("It *died*.")]


def test_a_full_disk_is_told_with_a_number_and_logged(
    try_files: Try, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", "/secret/place")

    monkeypatch.setattr(trial_run, "build_apart", fail)
    app = try_files({"collections.csv": collections({})})
    [said] = app.error
    assert "/secret/place" not in said.value
    assert said.value.rsplit(" ", 1)[1].rstrip(".") in caplog.text


def test_only_a_few_trials_run_at_once(try_files: Try) -> None:
    for _place in range(trial_run.AT_ONCE):
        assert trial_run._places.acquire(blocking=False)
    try:
        app = try_files({"collections.csv": collections({})}, check=False)
        assert "Other deliveries are being checked" in app.error[0].value
    finally:
        trial_run._places.release(trial_run.AT_ONCE)


def test_the_folder_of_a_trial_is_private(try_files: Try, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes = []

    def look(*_arguments: object) -> None:
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in temporary.glob("trial-*"))
        raise WorkerError("enough")

    monkeypatch.setattr(trial_run, "build_apart", look)
    try_files({"collections.csv": collections({})})
    assert modes == [0o700]


def test_who_may_see_some_regions_is_offered_no_trial(
    open_page: OpenPage, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components.data, "allowed_regions", lambda: ("AF",))
    app = open_page("data_health.py", data=live)
    assert not app.exception
    assert not app.file_uploader
    assert any("those who may see all regions" in said.value for said in app.info)
