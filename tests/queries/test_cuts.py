"""A question that says so answers each year, or each region, by itself: its answer is a part of a wider one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters, ask, queries, query
from queries.cuts import cut, widened
from tests.queries.conftest import Delivery
from tests.queries.test_cubes import YEARS, random_tables, some_of

CUT = sorted(name for name, question in queries().items() if question.is_by_year or question.is_by_region)
# Their rows can be millions: no page keeps all of them.
UNBOUNDED = {"training_attendances", "trainings_hosted"}
# A training can be of several regions: its total is not that of the regions.
OVERLAP = {"trainings_by_region"}


@pytest.fixture(scope="module")
def snapshots(deliver: Callable[..., Delivery]) -> list[Snapshot]:
    return [load(data_folder()), *(deliver(**random_tables(seed)).snapshot for seed in range(1, 3))]


@pytest.mark.parametrize("name", CUT)
@settings(max_examples=8, deadline=None)
@given(
    number=st.integers(0, 2),
    period=st.tuples(YEARS, YEARS),
    regions=some_of("regions"),
    topics=some_of("topics"),
    basis=st.sampled_from([None, "reported"]),
    development=st.sampled_from(["developing", "all"]),
    allowed=st.sampled_from([None, ("AF",), ("AP", "LC", "TD")]),
)
def test_an_answer_is_a_part_of_a_wider_one(
    snapshots: list[Snapshot],
    number: int,
    name: str,
    period: tuple[int, int],
    allowed: tuple[str, ...] | None,
    **chosen: object,
) -> None:
    snapshot = replace(snapshots[number], regions=allowed)
    filters = Filters(*sorted(period), **chosen)  # type: ignore[arg-type]
    whole = ask(snapshot, name, widened(query(name), filters, snapshot))
    part, direct = cut(whole, query(name), filters, snapshot), ask(snapshot, name, filters)
    assert (part.columns, part.numbers, part.rows) == (direct.columns, direct.numbers, direct.rows)


@pytest.mark.parametrize("name", [name for name, question in queries().items() if "from_year" in question.parameters])
def test_whatever_could_be_asked_for_all_years_at_once_is(snapshots: list[Snapshot], name: str) -> None:
    assert query(name).is_by_year == ("year" in ask(snapshots[0], name).columns)


@pytest.mark.parametrize("name", [name for name, question in queries().items() if "regions" in question.parameters])
def test_whatever_could_be_asked_for_all_regions_at_once_is(snapshots: list[Snapshot], name: str) -> None:
    assert query(name).is_by_region == ("region" in ask(snapshots[0], name).columns and name not in UNBOUNDED | OVERLAP)
