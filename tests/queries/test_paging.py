"""Pages of a list are the list cut into pieces; its count is their number; all of it comes batch by batch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.direct import FOLDER as DIRECT
from extracts import Snapshot
from queries import Filters, UnknownQueryError, ask, codes_of, paging, queries, query, run
from queries.catalogue import asking, with_parts
from queries.paging import Page, ask_page, ask_where, batches, stretch_of
from queries.rows import Answer
from tests.frames import answer_of
from tests.queries.conftest import Delivery
from tests.queries.test_cubes import YEARS, random_tables, some_of

LIST = "trainings_list"
# The ids of the list without any means of paging, from the rows.
PLAIN_LIST = """-- uses: trainings_chosen
select trainings.training_id
from trainings_chosen
inner join trainings
    on trainings.training_id = trainings_chosen.training_id
where trainings_chosen.year between $from_year and $to_year
order by trainings.start_date, trainings.training_id
"""
VIEWS = st.builds(
    Filters,
    from_year=YEARS,
    to_year=YEARS,
    regions=some_of("regions"),
    topics=some_of("topics"),
    modes=some_of("modes"),
    basis=st.sampled_from([None, "reported"]),
)


@pytest.fixture(scope="module")
def random_deliveries(deliver: Callable[..., Delivery]) -> list[Snapshot]:
    return [deliver(**random_tables(seed)).snapshot for seed in range(3)]


@pytest.fixture(scope="module")
def faulty(deliver: Callable[..., Delivery]) -> Snapshot:
    """A delivery whose faults are much alike: the same rule in the same column, line by line."""
    rows: list[dict[str, object]] = [{"office": "KE", "year": 2000 + i, "database": f"X{i % 3}"} for i in range(20)]
    return deliver(collections=rows, faults=len(rows)).snapshot


def pieces(snapshot: Snapshot, name: str, filters: Filters, size: int) -> list[paging.Part]:
    """Return the pages of a list up to the first that is empty."""
    parts = []
    for first in range(0, 10_000, size):
        parts.append(ask_page(snapshot, name, filters, Page(first, size)))
        if not parts[-1].answer.rows:
            return parts
    raise AssertionError("the list does not end")


def cells(answer: Answer) -> list[list[object]]:
    return [list(row.values()) for row in answer.rows]


def cells_of_pages(parts: list[paging.Part]) -> list[list[object]]:
    return [row for part in parts for row in cells(part.answer)]


def cells_of_batches(snapshot: Snapshot, name: str, filters: Filters, rows: int) -> list[list[object]]:
    found = list(batches(snapshot, name, filters, rows))
    assert all(batch.num_rows <= rows for batch in found)
    table = pa.Table.from_batches(found)
    assert table.column_names == list(run(snapshot, name, filters).columns)
    return [list(row.values()) for row in table.to_pylist()]


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2),
    filters=VIEWS,
    size=st.sampled_from([7, 50, 1000]),
    allowed=st.none() | some_of("regions"),
)
def test_pages_and_batches_of_trainings_are_the_list(
    random_deliveries: list[Snapshot], seed: int, filters: Filters, size: int, allowed: tuple[str, ...] | None
) -> None:
    seen = allowed if allowed is None else tuple(code for code in codes_of("regions") if code in allowed)
    snapshot = replace(random_deliveries[seed], regions=seen)
    whole = run(snapshot, LIST, filters)
    plain = replace(query(LIST), sql=with_parts(PLAIN_LIST, [DIRECT / "parts"]))
    plain = replace(plain, parameters=frozenset(re.findall(r"\$(\w+)", plain.sql)))
    with asking(snapshot, plain, filters) as (cursor, sql, bound):
        assert list(whole["training_id"]) == [row[0] for row in cursor.execute(sql, bound).fetchall()]
    parts = pieces(snapshot, LIST, filters, size)
    assert {part.total for part in parts} == {len(whole)}
    assert cells_of_pages(parts) == cells_of_batches(snapshot, LIST, filters, size) == cells(answer_of(whole))


def test_who_may_see_one_region_gets_pages_of_its_rows_alone(random_deliveries: list[Snapshot]) -> None:
    snapshot = replace(random_deliveries[2], regions=("AF",))
    parts = pieces(snapshot, LIST, Filters(), 20)
    regions = {row["regions"] for part in parts for row in part.answer.rows}
    assert regions == {"AF"}
    assert 0 < parts[0].total < ask_page(random_deliveries[2], LIST, Filters(), Page(0, 1)).total
    assert ask_page(snapshot, "rows_set_aside", None, Page(0, 5)).total == 0


@pytest.mark.parametrize("name", sorted(queries()))
def test_any_list_is_cut_into_pages(random_deliveries: list[Snapshot], name: str) -> None:
    for snapshot in (random_deliveries[0], replace(random_deliveries[1], regions=("AR", "AP"))):
        whole = run(snapshot, name)
        size = len(whole) // 4 + 1
        parts = pieces(snapshot, name, Filters(), size)
        assert {part.total for part in parts} == {len(whole)}
        assert cells_of_pages(parts) == cells_of_batches(snapshot, name, Filters(), size) == cells(answer_of(whole))


@pytest.mark.parametrize("size", [1, 3, 20])
def test_rows_that_are_much_alike_come_once_each(faulty: Snapshot, size: int) -> None:
    whole = run(faulty, "rows_set_aside")
    assert whole.duplicated(["dataset", "file", "column_name", "rule"]).any()
    parts = pieces(faulty, "rows_set_aside", Filters(), size)
    assert cells_of_pages(parts) == cells(answer_of(whole))


def test_a_page_past_the_end_is_empty_and_still_counts(random_deliveries: list[Snapshot]) -> None:
    for name in (LIST, "offices_trained_list"):
        whole = run(random_deliveries[2], name)
        part = ask_page(random_deliveries[2], name, None, Page(len(whole), 5))
        assert (len(part.answer.rows), part.total) == (0, len(whole))
        assert list(part.answer.columns) == list(whole.columns)
        assert len(ask_page(random_deliveries[2], name, None, Page(len(whole) - 1, 5)).answer.rows) == 1


def test_a_page_reads_the_months_in_which_it_lies_and_no_others(
    random_deliveries: list[Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[dict[str, Any]] = []

    @contextmanager
    def noted(snapshot: Snapshot, question: Any, filters: Any, page: Any = None, **more: Any) -> Iterator[Any]:
        if page:
            bound.append(page)
        with asking(snapshot, question, filters, *([page] if page else []), **more) as asked:
            yield asked

    monkeypatch.setattr(paging, "asking", noted)
    whole = run(random_deliveries[2], LIST)
    first = len(whole) // 2
    rows = ask_page(random_deliveries[2], LIST, None, Page(first, 3)).answer.rows
    [page] = bound
    assert [row["training_id"] for row in rows] == list(whole["training_id"][first : first + 3])
    start, end = whole["start_date"].iloc[first].date(), whole["start_date"].iloc[first + 2].date()
    assert (page["first_day"], page["last_day"] > end) == (date(start.year, start.month, 1), True)
    assert (page["last_day"].year, page["last_day"].month) == (end.year, end.month)
    assert page["first_row"] < 20


def test_no_question_has_that_name() -> None:
    snapshot: Any = None
    with pytest.raises(UnknownQueryError):
        ask_page(snapshot, "no_such_question", None, Page(0, 1))
    with pytest.raises(UnknownQueryError):
        next(batches(snapshot, "no_such_question"))


def test_sql_chooses_among_no_rows_that_are_completed() -> None:
    snapshot: Any = None
    with pytest.raises(ValueError, match="trainings_by_mode"):
        ask_where(snapshot, "trainings_by_mode", None, "year = $year", {"year": 2020}, 1)


def test_a_counter_counts_by_month_and_its_list_pages_itself() -> None:
    counted = [question for question in queries().values() if question.counter]
    assert [question.name for question in counted] == [LIST]
    for question in queries().values():
        pages = {"first_row", "count_rows", "first_day", "last_day"} & question.parameters
        assert bool(pages) == (len(pages) == 4) == bool(question.counter)
        has_order = "order by" in question.sql.rpartition("\nfrom ")[2]
        # What is completed is put in order there, and a single row has none.
        assert has_order == (not question.every and question.name != "delivery_totals"), "a page needs an order"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2), view=VIEWS, other=st.tuples(YEARS, YEARS), first=st.integers(0, 120))
def test_between_its_days_a_page_is_the_same_in_any_period(
    random_deliveries: list[Snapshot], seed: int, view: Filters, other: tuple[int, int], first: int
) -> None:
    snapshot, page = random_deliveries[seed], Page(first, 20)
    stretch = stretch_of(ask(snapshot, query(LIST).counter, view).rows, page)
    expected = ask_page(snapshot, LIST, view, page).answer.rows
    around = replace(view, from_year=min(*other, 2000), to_year=max(*other, 2100))
    assert ask_page(snapshot, LIST, around, page, stretch).answer.rows == expected
