"""How often a page asks: each question once, whoever looks, and nothing for what is not open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import components.data
import components.drawings
from components.pages import PAGES
from extracts import Snapshot
from queries import Filters, Query, ask, query
from queries.catalogue import ask_part, part
from queries.rows import Answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, nothing_kept: None) -> Counter[tuple[object, ...]]:
    """Count the questions that reach the database, by what their answer depends on; nothing is known before."""
    counts: Counter[tuple[object, ...]] = Counter()

    def count(question: Query, filters: Filters) -> None:
        chosen = {parameter: getattr(filters, parameter, None) for parameter in question.parameters}
        counts[(question.name, *sorted(chosen.items(), key=str))] += 1

    def counted(snapshot: Snapshot, name: str, filters: Filters) -> Answer:
        count(query(name), filters)
        return ask(snapshot, name, filters)

    def part_counted(snapshot: Snapshot, name: str, filters: Filters) -> Answer:
        count(part(name), filters)
        return ask_part(snapshot, name, filters)

    monkeypatch.setattr(components.data, "ask", counted)
    monkeypatch.setattr(components.data, "ask_part", part_counted)
    return counts


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path or "overview")
def test_a_page_asks_each_question_once(
    open_page: Callable[..., AppTest], asked: Counter[tuple[object, ...]], entry: Any
) -> None:
    app = open_page(entry.file)
    assert not app.exception
    assert asked
    assert {question: count for question, count in asked.items() if count > 1} == {}


def test_what_one_has_asked_another_is_not_asking_again(
    open_page: Callable[..., AppTest], asked: Counter[tuple[object, ...]]
) -> None:
    open_page("trainings_by_region.py")
    before = asked.total()
    other = open_page("trainings_by_region.py")
    other.run()
    assert asked.total() == before > 0


def test_a_filter_asks_only_the_questions_that_it_changes(
    open_page: Callable[..., AppTest], asked: Counter[tuple[object, ...]]
) -> None:
    app = open_page("trainings_by_region.py")
    asked.clear()
    app.multiselect(key="filter-regions").select("AF").run()
    names = {str(question[0]) for question in asked}
    assert "trainings_in_years" in names, "the charts by region, topic and mode take their rows of it"
    assert "advice_requests" not in names


def test_a_drawing_is_not_made_again_for_another_visitor(
    open_page: Callable[..., AppTest], asked: Counter[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page("collections_added.py")
    drawn: list[str] = []
    build = components.drawings.build
    monkeypatch.setattr(components.drawings, "build", lambda name, *rest: drawn.append(name) or build(name, *rest))
    open_page("collections_added.py")
    assert drawn == []
    open_page("collections_added.py", region="AF")
    assert set(drawn) == {
        "collections_by_database",
        "collections_cumulative",
        "collections_map",
        "collections_by_region",
    }


def test_nothing_of_a_menu_or_another_tab_is_made_before_it_is_opened(open_page: Callable[..., AppTest]) -> None:
    app = open_page("trainings_by_region.py")
    assert len(app.get("download_button")) == 0
    assert not any("Definition:" in text.value for text in app.markdown)
