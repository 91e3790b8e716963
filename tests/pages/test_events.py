"""Events on pages: those of a delivery with titles of its own, and none where none was delivered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import components.card_element
from tests.extracts.conftest import Folder

OpenPage = Callable[..., AppTest]
TITLE = "The **office** moves <b>house</b>"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """One valid row of each table."""
    made = Folder(tmp_path / "extracts")
    made.everything()
    return made


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the browser is told of the figures."""
    told: list[dict[str, Any]] = []

    def component(data: str | bytes, **_settings: object) -> None:
        if isinstance(data, bytes):
            told.extend(json.loads(data)["ahead"])

    monkeypatch.setattr(components.card_element, "_component", lambda: component)
    return told


def test_an_event_of_a_delivery_is_marked_and_told_under_its_own_title(
    open_page: OpenPage, folder: Folder, figures: list[dict[str, Any]]
) -> None:
    folder.table("events", {"event": TITLE, "happened_on": "2020-05-01", "concerns": "trainings;collections"})
    app = open_page("trainings_by_region.py", data=folder.path)
    assert not app.exception
    told = next(figure for figure in figures if figure["place"] == "figure-trainings_by_region")
    assert f"Events: {TITLE} (2020-05-01)." in told["alt"]
    assert any(mark.get("name") == "event" for mark in told["figure"]["layout"]["annotations"])
    advice = next(figure for figure in figures if figure["place"] == "figure-advice_requests")
    assert "Events" not in advice["alt"]


def test_what_a_chart_is_about_names_its_events_with_their_sources(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components.card_element.Told, "view", lambda *_asked: "about")
    app = open_page("trainings_by_region.py", **{"from": "2020", "to": "2022"})
    about = next(text.value for text in app.markdown if "**Events:**" in text.value).replace("\\", "")
    assert "COVID-19 declared a pandemic (2020-03-11): World Health Organization" in about
    assert "WIPO Standard ST.26 takes effect (2022-07-01): PCT/A/53/3" in about
    assert "emergency" not in about  # it ended after the period


def test_a_delivery_without_events_is_whole(open_page: OpenPage, folder: Folder, figures: list[dict[str, Any]]) -> None:
    (folder.path / "events.csv").unlink()
    app = open_page("trainings_by_region.py", data=folder.path)
    assert not app.exception
    assert not app.warning, "no chart is drawn from events: nothing is missing"
    assert figures
    assert not any("Events:" in figure["alt"] for figure in figures)
