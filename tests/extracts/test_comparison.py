"""What is new: two publications, one after the other, compared row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from extracts.comparison import TableChange, compare
from extracts.publication import publish
from extracts.state import read_state, state_folder
from tests.extracts.conftest import TODAY, Folder
from tests.extracts.publications import published


@pytest.fixture
def complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A delivery with one row in every table."""
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    folder = Folder(tmp_path / "data")
    folder.path.mkdir()
    folder.everything()
    return folder


def changes(folder: Folder) -> dict[str, TableChange]:
    news = published(folder).news
    assert news
    return {table.dataset: table for table in news.changed}


def test_the_first_delivery_has_nothing_to_compare_with(complete: Folder) -> None:
    assert published(complete).news is None


def test_rows_are_known_again_by_their_key(complete: Folder) -> None:
    first = published(complete)
    complete.table("cws_participation", {"funded_participants": "9"})  # the same session
    complete.table("tool_releases", {"version": "1.0"}, {"version": "2.0"})
    complete.table("collections", {"database": "GDD"})  # one gone, another come
    assert changes(complete) == {
        "cws_participation": TableChange("cws_participation", 1, 1, 0, 0, 1),
        "tool_releases": TableChange("tool_releases", 1, 2, 1, 0, 0),
        "collections": TableChange("collections", 1, 1, 1, 1, 0),
    }
    news = read_state(state_folder(complete.path)).news
    assert news
    assert first.current
    assert (news.fingerprint, news.published_at) == (first.current.fingerprint, first.current.published_at)
    assert news.changed_on


def test_a_value_that_is_no_longer_known_is_a_change(complete: Folder) -> None:
    published(complete)
    complete.table("training_offices", {"participants": ""})  # it was 0
    assert changes(complete) == {"training_offices": TableChange("training_offices", 1, 1, 0, 0, 1)}


def test_rows_in_another_order_or_form_are_no_change(complete: Folder) -> None:
    complete.table("tool_releases", {"version": "1.0"}, {"version": "2.0"})
    published(complete)
    complete.table("tool_releases", {"version": "2.0"}, {"version": "1.0"})
    assert changes(complete) == {}


def test_a_refused_delivery_and_one_touched_leave_the_news_as_they_are(complete: Folder) -> None:
    published(complete)
    complete.table("cws_participation", {"funded_participants": "9"})
    news = published(complete).news
    complete.write("trainings.csv", "training_id,title\nT1,x\n")
    refused = published(complete)
    assert refused.refused
    assert refused.news == news
    complete.everything()
    complete.table("cws_participation", {"funded_participants": "9"})
    assert published(complete).news == news


def test_too_many_rows_are_only_counted(complete: Folder) -> None:
    first = published(complete)
    complete.table("tool_releases", {"version": "1.0"}, {"version": "2.0"})
    second = published(complete)
    folder = state_folder(complete.path)
    assert first.current
    assert second.current
    compared = compare(folder / first.current.file, folder / second.current.file, most=2)
    counted = {table.dataset: table for table in compared}
    assert counted["tool_releases"] == TableChange("tool_releases", 1, 2)
    assert counted["tool_releases"].is_one
    assert counted["collections"] == TableChange("collections", 1, 1, 0, 0, 0)
    assert not list(folder.glob("building-*"))


def test_an_older_snapshot_that_is_gone_does_not_stop_a_delivery(
    complete: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    import extracts.publication

    def broken(*_paths: Path) -> tuple[TableChange, ...]:
        raise duckdb.IOException("gone")

    published(complete)
    monkeypatch.setattr(extracts.publication, "compare", broken)
    complete.table("cws_participation", {"funded_participants": "9"})
    state = publish(complete.path, state_folder(complete.path), TODAY, settle=0)
    assert state.sequence == 2
    assert state.news is None
