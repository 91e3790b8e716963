"""Published figures against hand-counted rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative"}


@pytest.fixture(scope="module")
def figures(deliver: Callable[..., Delivery]) -> Delivery:
    """Figures of each kind of measure; the rows reach over the days to which they refer."""
    return deliver(
        trainings=[
            {"training_id": "A", "start_date": "2016-01-01"},
            {"training_id": "B", "start_date": "2016-12-31", "end_date": "2017-01-02", **ILLUSTRATIVE},
            {"training_id": "C", "start_date": "2017-06-01"},
        ],
        business_solutions=[
            {"office": "KE", "solution": "IPAS", "in_use_from": "2015-01-01", "in_use_to": "2016-10-01"},
            {"office": "TZ", "solution": "File", "in_use_from": "2015-06-04", **ILLUSTRATIVE},
            {"office": "BT", "solution": "File", "in_use_from": "2015-06-05"},
            {"office": "UA", "solution": "IPAS", "in_use_from": "2016-01-01"},
        ],
        exchange_platforms=[
            {"office": "KE", "platform": "CASE", "joined_on": "2016-10-01"},
            {"office": "KE", "platform": "DAS", "joined_on": "2016-10-02"},
        ],
        advice_requests=[{"year": 2016, "channel": "in_person", "requests": 0}],
        collections=[
            {"database": "GBD", "office": "KE", "year": 2016},
            {"database": "GDD", "office": "KE", "year": 2016, **ILLUSTRATIVE},
            {"database": "PATENTSCOPE", "office": "KE", "year": 2017},
        ],
        cws_participation=[
            {"session": "CWS/4BIS", "year": 2016, "funded_participants": 9},
            {"session": "CWS/5", "year": 2017, "funded_participants": ""},
        ],
        reported_figures=[
            {"year": 2016, "measure": "trainings", "value": 2, "document": "R/1", "paragraph": "4"},
            {"year": 2016, "measure": "ipas_ipos", "value": 2, "as_of": "2016-10-01"},
            {"year": 2016, "measure": "case_ipos", "value": 1, "as_of": "2016-10-01"},
            {"year": 2016, "measure": "das_ipos", "value": 3, "as_of": "2016-10-01"},
            {"year": 2016, "measure": "collections", "value": 2, "kind": "listed"},
            {"year": 2016, "measure": "collections_gbd", "value": 1, "kind": "listed"},
            {"year": 2016, "measure": "collections_gdd", "value": 4, "kind": "listed"},
            {"year": 2016, "measure": "collections_patentscope", "value": 0, "kind": "listed"},
            {"year": 2016, "measure": "advice_in_person", "value": 0},
            {"year": 2016, "measure": "cws_funded", "value": 9},
            {"year": 2017, "measure": "cws_funded", "value": 5},
            {"year": 2017, "measure": "business_solutions_ipos", "value": 80, "kind": "forecast"},
            {"year": 2017, "measure": "offices_visited", "value": 6},
        ],
    )


def test_each_published_figure_is_compared_with_the_rows(figures: Delivery) -> None:
    columns = ("year", "measure", "published", "computed", "difference", "status")
    assert figures.ask("reconciliation", *columns) == [
        (2016, "trainings", 2, 2, 0, "agrees"),  # B starts on the last day of the year
        (2016, "advice_in_person", 0, 0, 0, "agrees"),
        (2016, "collections", 2, 2, 0, "agrees"),
        (2016, "cws_funded", 9, 9, 0, "agrees"),
        (2016, "ipas_ipos", 2, 2, 0, "agrees"),  # all offices; Kenya's last day is the day referred to
        (2016, "case_ipos", 1, 1, 0, "agrees"),
        (2016, "das_ipos", 3, 0, -3, "differs"),  # Kenya joined a day later
        (2016, "collections_gbd", 1, 1, 0, "agrees"),
        (2016, "collections_patentscope", 0, 0, 0, "agrees"),
        (2016, "collections_gdd", 4, 1, -3, "differs"),
        (2017, "business_solutions_ipos", 80, 2, None, "not compared"),
        (2017, "cws_funded", 5, None, None, "not compared"),  # the number is not in the rows
        (2017, "offices_visited", 6, None, None, "not compared"),  # no rows are counted for it
    ]


def test_the_choice_of_facts_does_not_change_the_comparison(figures: Delivery) -> None:
    assert figures.ask("reconciliation", basis="reported", regions=("AP",)) == figures.ask("reconciliation")
    assert len(figures.ask("reconciliation", from_year=2016, to_year=2016)) == 10
    assert figures.ask("reconciliation", from_year=2016, to_year=2016)[0] == (
        2016,
        "trainings",
        "2016-12-31",
        "printed",
        2,
        2,
        0,
        "agrees",
        "R/1",
        "4",
    )


def test_offices_of_least_developed_countries_on_the_day(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        tool_releases=[{"tool": "Tool", "released_on": "2015-01-01"}],
        business_solutions=[
            {"office": "TZ", "solution": "File", "in_use_from": "2015-06-04", **ILLUSTRATIVE},
            {"office": "TZ", "solution": "IPAS", "in_use_from": "2015-06-01"},
            {"office": "BT", "in_use_from": "2015-06-05"},
            {"office": "KE", "in_use_from": "2015-01-01"},
        ],
        reported_figures=[
            {"year": 2015, "measure": "business_solutions_ldc_ipos", "value": 1, "as_of": "2015-06-04"},
            {"year": 2015, "measure": "business_solutions_ipos", "value": 2, "as_of": "2015-06-04"},
        ],
    )
    assert delivery.ask("reconciliation", "measure", "computed", "status") == [
        ("business_solutions_ipos", 2, "agrees"),
        ("business_solutions_ldc_ipos", 1, "agrees"),
    ]


def test_published_figures_are_listed_with_their_place(figures: Delivery) -> None:
    first = ("R/1", "4", "a test")
    rows = figures.ask("published_figures", from_year=2016, to_year=2016)
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert rows[-1] == (2016, "trainings", 2, "2016-12-31", "printed", *first)
    assert len(rows) == 10
    assert [row[:2] for row in figures.ask("published_figures", from_year=2017, basis="reported")] == [
        (2017, "business_solutions_ipos"),
        (2017, "cws_funded"),
        (2017, "offices_visited"),
    ]
