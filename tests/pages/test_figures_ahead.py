"""The figures of a page go ahead of it, and a card sends its own where that was not the right one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from streamlit.testing.v1 import AppTest

import components.ahead
import components.card
from components.card_element import Card, Told
from components.figure import PlacedFigure

CHARTS = ["collections_by_database", "collections_cumulative", "collections_map", "collections_by_region"]


class Wire:
    """Notes what a run sends ahead, and what its cards send themselves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead: list[tuple[str, str]] = []
        self.own: list[tuple[str, str]] = []
        self.light: list[tuple[str, str]] = []
        monkeypatch.setattr(components.ahead, "send_figures", self.send_figures)
        monkeypatch.setattr(components.card, "cards_element", self.cards_element)

    def send_figures(self, figures: Sequence[PlacedFigure]) -> None:
        self.ahead += [(figure.place, figure.text.id) for figure in figures]

    def cards_element(self, _key: str, cards: Sequence[Card], _told: Told) -> None:
        for card in cards:
            if card.figure:
                (self.light if card.is_sent else self.own).append((card.figure.place, card.figure.text.id))

    def clear(self) -> None:
        for sent in (self.ahead, self.own, self.light):
            sent.clear()


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


def places(sent: list[tuple[str, str]]) -> list[str]:
    return [place.removeprefix("figure-") for place, _id in sent]


def test_the_first_run_of_a_page_sends_nothing_ahead(open_page: Callable[..., AppTest], wire: Wire) -> None:
    open_page("collections_added.py")
    assert wire.ahead == []
    assert places(wire.own) == CHARTS


def test_after_a_change_of_filters_all_figures_go_ahead(open_page: Callable[..., AppTest], wire: Wire) -> None:
    app = open_page("collections_added.py")
    before = list(wire.own)
    wire.clear()
    app.multiselect(key="filter-regions").select("AF").run()
    assert places(wire.ahead) == CHARTS
    assert wire.light == wire.ahead
    assert wire.own == []
    assert set(wire.ahead).isdisjoint(before)


def test_a_card_with_a_filter_of_its_own_sends_its_figure_itself(open_page: Callable[..., AppTest], wire: Wire) -> None:
    app = open_page("trainings_by_region.py")
    wire.clear()
    app.multiselect(key="filter-topics").select("Nice").run()
    assert "trainings_by_topic" in places(wire.ahead)
    assert "trainings_calendar" not in places(wire.ahead)
    assert "trainings_calendar" in places(wire.own)


def test_a_link_that_is_followed_overrules_what_was_sent_ahead(open_page: Callable[..., AppTest], wire: Wire) -> None:
    app = open_page("collections_added.py")
    before = list(wire.own)
    wire.clear()
    app.query_params["region"] = "AF"
    app.run()
    assert wire.ahead == before
    assert places(wire.own) == CHARTS
    assert set(wire.own).isdisjoint(before)
