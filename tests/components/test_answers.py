"""Answers as pages get them: plain rows and pages of lists are those that the questions give."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from components.data import answer_page, answer_rows
from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters, ask, queries, run
from queries.paging import Page, run_page
from queries.rows import plain_rows

VIEWS = {
    "all": Filters(),
    "some": Filters(2014, 2020, regions=("AF", "LC")),
    "reported": Filters(2020, 2020, basis="reported"),
}
BY_YEAR = [name for name, question in queries().items() if question.is_by_year and not question.counter]


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(data_folder())


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", queries())
def test_plain_rows_are_those_of_the_table(shipped: Snapshot, name: str, view: Filters) -> None:
    rows = ask(shipped, name, view)
    days = [{column: _day(cell) for column, cell in row.items()} for row in rows]
    assert days == plain_rows(run(shipped, name, view))
    assert answer_rows(name, view, shipped) == rows


def _day(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", BY_YEAR)
def test_a_page_of_an_answer_by_year_is_that_of_its_list(shipped: Snapshot, name: str, view: Filters) -> None:
    for page in (Page(0, 7), Page(7, 7), Page(10_000, 7)):
        shown, listed = answer_page(name, view, page, shipped), run_page(shipped, name, view, page)
        assert plain_rows(shown.rows) == plain_rows(listed.rows)
        assert shown.total == listed.total
        assert list(shown.rows.columns) == list(listed.rows.columns)


def test_a_day_is_a_date_and_what_is_not_known_none(shipped: Snapshot) -> None:
    released = ask(shipped, "tool_releases")
    assert {type(row["released_on"]) for row in released} <= {date, type(None)}
    requests = {row["requests"] for row in ask(shipped, "advice_requests", Filters(2020, 2020, basis="reported"))}
    assert None in requests
    assert 0 in requests
