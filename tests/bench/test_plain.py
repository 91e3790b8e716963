"""The plain versions of the page are honest: they count what the dashboard counts, under the same filters."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from bench.deliveries import Delivery
from bench.plain import whole
from bench.plain.rows import MODES, REGIONS, TITLES, TOPICS, Choice, Rows, chosen, figures, read, tables
from extracts import Snapshot
from extracts.build import load
from queries import Filters, codes_of, run
from queries.paging import Page, ask_page
from words import label

CHOICES = (
    Choice((2011, 2025)),
    Choice((2014, 2019), regions=("AF",)),
    Choice((2011, 2025), regions=("AP", "TD"), topics=("IPC", "Nice")),
    Choice((2020, 2020), topics=("Sequence",), modes=("online", "hybrid")),
)


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "tuned"])
def held(request: pytest.FixtureRequest, small: Delivery) -> Rows:
    return read(small.data, is_tuned=request.param)


@pytest.fixture(scope="module")
def snapshot(small: Delivery) -> Snapshot:
    return load(small.data)


@pytest.mark.parametrize("choice", CHOICES)
def test_it_counts_what_the_dashboard_counts(held: Rows, snapshot: Snapshot, choice: Choice) -> None:
    filters = filters_of(choice)
    drawn = tables(chosen(held, choice), choice)
    assert [*drawn] == [*TITLES]
    for name, plain in drawn.items():
        value = plain.columns[-1]
        keys = [*plain.columns[:-1]]
        ours = run(snapshot, name, filters)
        shown = ours[(ours[value] > 0) & ours["year"].between(*choice.years)]
        assert counted(plain, keys, value) == counted(shown, keys, value) != {}, name


def filters_of(choice: Choice) -> Filters:
    """Return `choice` as the dashboard has it."""
    return Filters(*choice.years, regions=choice.regions, topics=choice.topics, modes=choice.modes)


def counted(table: pd.DataFrame, keys: list[str], value: str) -> dict[tuple[str, ...], int]:
    """Return the rows of `table` as counts by key."""
    return {
        tuple(str(cell) for cell in row[:-1]): int(row[-1])
        for row in table[[*keys, value]].itertuples(index=False, name=None)
    }


def test_all_four_charts_are_drawn(held: Rows) -> None:
    drawn = figures(chosen(held, CHOICES[1]), CHOICES[1])
    assert list(drawn) == list(TITLES)
    assert all(figure.data for figure in drawn.values())


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "tuned"])
def all_held(request: pytest.FixtureRequest, small: Delivery) -> Rows:
    return read(small.data, is_tuned=request.param, is_whole=True)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_whole_page_counts_what_the_dashboard_counts(
    all_held: Rows, small: Delivery, snapshot: Snapshot, choice: Choice
) -> None:
    filters = filters_of(choice)
    year = choice.years[1]
    drawn = whole.tables(all_held, chosen(all_held, choice), choice, year, whole.requests_of(small.data))
    assert [*drawn] == [*whole.TITLES]
    asked = {
        "trainings_map": ("trainings_by_office", ["office"], "trainings"),
        "participants_trained": ("offices_trained", ["year"], "participants"),
        "advice_requests": ("advice_requests", ["year", "channel"], "requests"),
        "trainings_calendar": ("trainings_by_month", ["month", "mode"], "trainings"),
    }
    for name, (question, keys, value) in asked.items():
        of_year = name == "trainings_calendar"
        ours = run(snapshot, question, replace(filters, from_year=year, to_year=year) if of_year else filters)
        shown = ours[ours[value].notna() & (ours[value] > 0)].astype({value: "int64"})
        told = drawn[name][drawn[name][value] > 0].astype({value: "int64"})
        assert counted(told, keys, value) == counted(shown, keys, value), name
        # Of some years no number of requests was published.
        assert len(told) or name == "advice_requests"


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("number", [1, 2])
def test_a_page_of_the_whole_list_is_that_of_the_dashboard(
    all_held: Rows, small: Delivery, snapshot: Snapshot, choice: Choice, number: int
) -> None:
    filters = filters_of(choice)
    page = Page((number - 1) * whole.PAGE_ROWS, whole.PAGE_ROWS)
    ours = ask_page(snapshot, "trainings_list", filters, page).answer.rows
    listed = whole.page(all_held, chosen(all_held, choice), choice, whole.offices_of(small.data), number)
    assert [*listed["name"]] == [row["training_id"] for row in ours]
    assert [*listed["offices"]] == [row["offices"] for row in ours]
    assert [*listed["participants"]] == [row["participants"] or 0 for row in ours]


def test_the_whole_page_is_drawn(all_held: Rows, small: Delivery) -> None:
    choice, offices = CHOICES[1], whole.offices_of(small.data)
    found = whole.tables(all_held, chosen(all_held, choice), choice, 2019, whole.requests_of(small.data))
    drawn = whole.figures(found, offices)
    assert list(drawn) == list(whole.TITLES)
    assert all(figure.data for figure in drawn.values())


def test_the_filters_offer_what_the_dashboard_offers(held: Rows) -> None:
    assert {code: label("region", code) for code in codes_of("regions") if code != "IN"} == REGIONS
    assert {code: label("topic", code) for code in codes_of("topics")} == TOPICS
    assert {code: label("mode", code) for code in codes_of("modes")} == MODES
    assert held.years == (2011, 2025)
