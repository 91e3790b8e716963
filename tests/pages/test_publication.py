"""What a person sees when deliveries come in: the page stays with its data, and says what was not published."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.data import newest
from tests.extracts.conftest import Folder

OpenPage = Callable[..., AppTest]
WAIT_SECONDS = 60


@pytest.fixture
def delivery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    """A good delivery in the data folder of the app."""
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ACTIVITY_POLL_SECONDS", "0.05")
    folder = Folder(tmp_path / "data")
    folder.path.mkdir()
    folder.everything()
    monkeypatch.setenv("ACTIVITY_DATA", str(folder.path))
    yield folder
    st.cache_resource.clear()


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "nothing has happened"
        time.sleep(0.05)


def shown(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_a_refused_delivery_is_said_on_every_page_and_explained_on_data_health(
    open_page: OpenPage, delivery: Folder
) -> None:
    app = open_page("overview.py", data=delivery.path)
    assert shown(app)["Funded CWS participants"] == "7"
    assert not app.error
    delivery.table("cws_participation", {"funded_participants": "9"})
    delivery.write("trainings.csv", "training_id,title\nT1,[x](javascript:alert(1))\n")
    wait_until(lambda: newest().refusal is not None)
    app.run()
    assert shown(app)["Funded CWS participants"] == "7"  # that of the last good delivery
    assert "was not published" in app.error[0].value
    app.switch_page("data_health.py").run()
    assert not app.exception
    assert "was not published" in app.error[0].value
    said = texts(app)
    assert "The delivery that was not published" in said
    assert "trainings\\.csv\\: The file lacks a column of the contract" in said
    downloads = [button.label for button in app.get("download_button") if "refused" in str(button.proto.id)]
    assert len(downloads) == 2
    delivery.everything()
    wait_until(lambda: newest().refusal is None)
    assert not app.run().error


def test_a_page_goes_on_with_its_data_until_it_runs_again(open_page: OpenPage, delivery: Folder) -> None:
    app = open_page("overview.py", data=delivery.path)
    before = newest().snapshot.fingerprint
    delivery.table("cws_participation", {"funded_participants": "9"})
    wait_until(lambda: newest().snapshot.fingerprint != before)
    pinned = app.session_state["publication"]
    assert pinned.snapshot.fingerprint == before
    assert shown(app)["Funded CWS participants"] == "7"
    assert shown(app.run())["Funded CWS participants"] == "9"


def test_new_years_widen_the_choice_and_keep_all_years_all(open_page: OpenPage, delivery: Folder) -> None:
    delivery.table("advice_requests", {"year": "2018"}, {"year": "2021"})
    app = open_page("standards_outreach.py", data=delivery.path)
    assert app.slider(key="filter-years").value == (2018, 2021)
    before = newest().snapshot.fingerprint
    delivery.table("advice_requests", {"year": "2017"}, {"year": "2022"})
    wait_until(lambda: newest().snapshot.fingerprint != before)
    assert app.run().slider(key="filter-years").value == (2017, 2022)
    app.slider(key="filter-years").set_value((2017, 2019)).run()
    before = newest().snapshot.fingerprint
    delivery.table("advice_requests", {"year": "2019"}, {"year": "2022"})
    wait_until(lambda: newest().snapshot.fingerprint != before)
    assert app.run().slider(key="filter-years").value == (2019, 2019)
    assert not app.exception


def test_without_any_good_delivery_the_pages_say_so(open_page: OpenPage, delivery: Folder) -> None:
    delivery.write("trainings.csv", "nothing of the sort\n1\n")
    app = open_page("overview.py", data=delivery.path)
    assert not app.exception
    assert "No delivery has been published yet" in app.error[0].value
    app.switch_page("data_health.py").run()
    assert "trainings\\.csv\\: The file lacks" in texts(app)


def test_a_state_that_cannot_be_written_is_said(
    open_page: OpenPage, delivery: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text("a file stands in the way")
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "no folder"))
    app = open_page("overview.py", data=delivery.path)
    assert not app.exception
    assert "What is shown cannot be kept" in app.error[0].value
    assert shown(app)["Funded CWS participants"] == "7"


def test_a_data_folder_that_goes_away_leaves_the_figures(open_page: OpenPage, delivery: Folder) -> None:
    app = open_page("overview.py", data=delivery.path)
    shutil.rmtree(delivery.path)
    wait_until(lambda: newest().refusal is not None)
    app.run()
    assert shown(app)["Funded CWS participants"] == "7"
    assert "was not published" in app.error[0].value


def test_what_is_new_is_told_where_there_is_something_before(open_page: OpenPage, delivery: Folder) -> None:
    app = open_page("data_health.py", data=delivery.path)
    assert "There is no earlier snapshot to compare with." in texts(app)
    assert not any("New since" in link.proto.label for link in app.switch_page("overview.py").run().get("page_link"))
    before = newest().snapshot.fingerprint
    delivery.table("cws_participation", {"funded_participants": "9"})
    wait_until(lambda: newest().snapshot.fingerprint != before)
    app.run()
    [line] = [link.proto.label for link in app.get("page_link") if "New since" in link.proto.label]
    assert "1 row changed." in line
    app.switch_page("data_health.py").run()
    assert not app.exception
    assert f"the one before it, {before[:8]}" in texts(app)
    rows, figures = app.table[0].value, app.table[1].value
    assert rows.to_dict("records") == [
        {"Dataset": "CWS participation", "Before": "1", "Now": "1", "Added": "0", "Removed": "0", "Changed": "1"}
    ]
    assert set(figures["Measure"]) == {"Funded CWS participants"}
    assert (figures["Before"].iloc[-1], figures["Now"].iloc[-1], figures["Difference"].iloc[-1]) == ("7", "9", "2")
