"""Answers as pages get them: plain rows and pages of lists are those that the questions give."""

from __future__ import annotations

from datetime import date

import pytest

from components.data import answer, answer_page
from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters, ask, queries, run
from queries.paging import Page, ask_page
from tests.frames import answer_of

VIEWS = {
    "all": Filters(),
    "some": Filters(2014, 2020, regions=("AF", "LC")),
    "reported": Filters(2020, 2020, basis="reported"),
}
CUT = [name for name, q in queries().items() if (q.is_by_year or q.is_by_region) and not q.counter]


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(data_folder())


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", queries())
def test_plain_rows_are_those_of_the_frame(shipped: Snapshot, name: str, view: Filters) -> None:
    plain, frame = ask(shipped, name, view), answer_of(run(shipped, name, view))
    assert (plain.columns, plain.rows) == (frame.columns, frame.rows)
    # pandas has no type for a column in which nothing is known.
    assert not frame.rows or frame.numbers <= plain.numbers
    assert answer(name, view, shipped).rows == plain.rows


@pytest.mark.parametrize("name", queries())
def test_a_column_holds_numbers_or_none_at_all(shipped: Snapshot, name: str) -> None:
    found = ask(shipped, name)
    for column in found.columns:
        kinds = {type(row[column]) for row in found.rows} - {type(None)}
        assert kinds <= {int, float} if column in found.numbers else not kinds & {int, float}, column


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("name", CUT)
def test_a_page_of_an_answer_that_is_cut_is_that_of_its_list(shipped: Snapshot, name: str, view: Filters) -> None:
    for page in (Page(0, 7), Page(7, 7), Page(10_000, 7)):
        shown, listed = answer_page(name, view, page, shipped), ask_page(shipped, name, view, page)
        assert (shown.total, shown.answer.rows) == (listed.total, listed.answer.rows)
        assert (shown.answer.columns, shown.answer.numbers) == (listed.answer.columns, listed.answer.numbers)


def test_a_day_is_a_date_and_what_is_not_known_none(shipped: Snapshot) -> None:
    released = ask(shipped, "tool_releases").rows
    assert {type(row["released_on"]) for row in released} <= {date, type(None)}
    requests = {row["requests"] for row in ask(shipped, "advice_requests", Filters(2020, 2020, basis="reported")).rows}
    assert None in requests
    assert 0 in requests
