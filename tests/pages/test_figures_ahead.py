"""The figures of a page go ahead of it, a card sends its own where that was wrong, and a helper asks for lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from threading import get_ident
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import components.ahead
import components.card
import components.data
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


class Helper(ThreadPoolExecutor):
    """Does at once, in a thread of its own, what it is given; the questions asked there are those `asked` ahead."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(1)
        self.asked: list[str] = []
        self.others_asked: list[str] = []
        self.is_broken = False
        self._thread = super().submit(get_ident).result()
        for name, noted in (("ask", "{}"), ("ask_part", "{}"), ("ask_page", "page of {}")):
            monkeypatch.setattr(components.data, name, partial(self._noted, getattr(components.data, name), noted))
        monkeypatch.setattr(components.ahead, "_helper", self)

    def submit(self, *args: Any, **kwargs: Any) -> Any:
        task = super().submit(*args, **kwargs)
        wait([task])
        return task

    def _noted(self, ask: Callable[..., Any], noted: str, data: object, name: str, *more: object) -> Any:
        is_ahead = get_ident() == self._thread
        if is_ahead and self.is_broken:
            raise RuntimeError(name)
        (self.asked if is_ahead else self.others_asked).append(noted.format(name))
        return ask(data, name, *more)


@pytest.fixture
def helper(monkeypatch: pytest.MonkeyPatch, nothing_kept: None) -> Iterator[Helper]:
    with Helper(monkeypatch) as helper:
        yield helper


def test_a_helper_asks_for_what_is_not_sent_ahead(open_page: Callable[..., AppTest], helper: Helper) -> None:
    app = open_page("trainings_by_region.py")
    assert helper.asked == []
    helper.others_asked.clear()
    app.multiselect(key="filter-topics").select("Nice").run()
    assert helper.asked == ["trainings_in_months", "page of trainings_list"]
    assert set(helper.asked).isdisjoint(helper.others_asked)
    assert "trainings_in_years" in helper.others_asked


def test_what_a_helper_could_not_ask_for_is_asked_by_its_card(
    open_page: Callable[..., AppTest], helper: Helper
) -> None:
    app = open_page("trainings_by_region.py")
    helper.others_asked.clear()
    helper.is_broken = True
    app.multiselect(key="filter-topics").select("Nice").run()
    assert helper.asked == []
    assert {"trainings_in_months", "page of trainings_list"} <= set(helper.others_asked)
    assert len(app.dataframe) == 1
    assert not app.exception


def test_tables_of_a_year_of_their_own_are_not_asked_for_ahead(
    open_page: Callable[..., AppTest], helper: Helper
) -> None:
    app = open_page("report_tables.py")
    app.multiselect(key="filter-regions").select("AF").run()
    assert helper.asked == []
