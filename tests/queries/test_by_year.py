"""A question that says so answers each year by itself: its answer for a period is a part of that for all years."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters, ask, queries, query
from queries.catalogue import of_period
from tests.queries.conftest import Delivery
from tests.queries.test_cubes import YEARS, random_tables, some_of

BY_YEAR = sorted(name for name, question in queries().items() if question.is_by_year)


@pytest.fixture(scope="module")
def snapshots(deliver: Callable[..., Delivery]) -> list[Snapshot]:
    return [load(data_folder()), *(deliver(**random_tables(seed)).snapshot for seed in range(1, 3))]


@settings(max_examples=150, deadline=None)
@given(
    number=st.integers(0, 2),
    name=st.sampled_from(BY_YEAR),
    period=st.tuples(YEARS, YEARS),
    regions=some_of("regions"),
    topics=some_of("topics"),
    basis=st.sampled_from([None, "reported"]),
    development=st.sampled_from(["developing", "all"]),
)
def test_a_period_is_a_part_of_all_years(
    snapshots: list[Snapshot], number: int, name: str, period: tuple[int, int], **chosen: object
) -> None:
    snapshot = snapshots[number]
    filters = Filters(*sorted(period), **chosen)  # type: ignore[arg-type]
    whole = ask(snapshot, name, Filters(**chosen))  # type: ignore[arg-type]
    cut, direct = of_period(whole, *filters.within(snapshot).period), ask(snapshot, name, filters)
    assert (cut.columns, cut.numbers, cut.rows) == (direct.columns, direct.numbers, direct.rows)


@pytest.mark.parametrize("name", [name for name, question in queries().items() if "from_year" in question.parameters])
def test_whatever_could_be_asked_for_all_years_at_once_is(snapshots: list[Snapshot], name: str) -> None:
    assert query(name).is_by_year == ("year" in ask(snapshots[0], name).columns)
