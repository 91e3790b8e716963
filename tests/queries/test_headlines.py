"""The headline figures, counted by hand, and their agreement with the questions that show them in detail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative"}
PERIOD, STATE = "period", "state"


@pytest.fixture(scope="module")
def activity(deliver: Callable[..., Delivery]) -> Delivery:
    """Three years, 2018 to 2020; the rows of 2020 are reported and complete but for the solutions and platforms."""
    return deliver(
        trainings=[
            {"training_id": "A", "start_date": "2018-03-01", **ILLUSTRATIVE},
            {"training_id": "B", "start_date": "2019-03-01", **ILLUSTRATIVE},
            {"training_id": "C", "start_date": "2019-12-31", "end_date": "2020-01-03"},
            {"training_id": "D", "start_date": "2020-03-01"},
            {"training_id": "E", "start_date": "2020-04-01"},
        ],
        training_offices=[
            {"training_id": "A", "office": "KE", "participants": 4, **ILLUSTRATIVE},
            {"training_id": "B", "office": "KE", "participants": 6, **ILLUSTRATIVE},
            {"training_id": "C", "office": "KE", "participants": 20},
            {"training_id": "D", "office": "KE", "participants": ""},
            {"training_id": "D", "office": "ID", "participants": ""},
        ],
        advice_requests=[
            {"year": 2018, "channel": "in_person", "requests": 3, **ILLUSTRATIVE},
            {"year": 2019, "channel": "in_person", "requests": 2, **ILLUSTRATIVE},
            {"year": 2019, "channel": "email", "requests": 50, **ILLUSTRATIVE},
            {"year": 2020, "channel": "in_person", "requests": 0},
            {"year": 2020, "channel": "email", "requests": ""},
        ],
        business_solutions=[
            {"office": "KE", "in_use_from": "2018-01-01", **ILLUSTRATIVE},
            {"office": "TZ", "in_use_from": "2020-01-01", "solution": "File", **ILLUSTRATIVE},
            {"office": "TZ", "in_use_from": "2020-01-01", "solution": "IPAS", **ILLUSTRATIVE},
            {"office": "UA", "in_use_from": "2018-01-01", **ILLUSTRATIVE},
        ],
        exchange_platforms=[
            {"office": "KE", "platform": "CASE", "joined_on": "2018-01-01", "left_on": "2019-06-30"},
            {"office": "ID", "platform": "CASE", "joined_on": "2020-09-30"},
            {"office": "ID", "platform": "DAS", "joined_on": "2020-09-30", **ILLUSTRATIVE},
            {"office": "CZ", "platform": "DAS", "joined_on": "2020-09-30", **ILLUSTRATIVE},
        ],
        ocr_rollout=[
            {"office": "PA", "received_on": "2020-12-31", "date_precision": "by"},
            {"office": "KE", "received_on": "2019-05-01", "trained_on": "2019-06-01", **ILLUSTRATIVE},
        ],
        collections=[
            {"database": "GBD", "office": "KE", "year": 2019, **ILLUSTRATIVE},
            {"database": "GBD", "office": "KE", "year": 2020},
            {"database": "GDD", "office": "KE", "year": 2020},
            {"database": "PATENTSCOPE", "office": "CS", "year": 2020},
        ],
        cws_participation=[
            {"session": "CWS/6", "year": 2018, "funded_participants": 5},
            {"session": "CWS/7", "year": 2020, "funded_participants": ""},
        ],
        tool_releases=[
            {"tool": "Sequence", "version": "1", "released_on": "2020-01-01", "date_precision": "year"},
            {"tool": "Sequence", "version": "2", "released_on": ""},
        ],
        reported_figures=[
            {"year": 2020, "measure": "business_solutions_ipos", "value": 90},
            {"year": 2020, "measure": "trainings", "value": 2, "kind": "listed"},
            {"year": 2020, "measure": "exchange_platform_ipos", "value": 50, "kind": "listed"},
            {"year": 2020, "measure": "exchange_platform_ipos", "value": 51, "kind": "printed"},
            {"year": 2020, "measure": "ocr_trained", "value": 99, "kind": "forecast"},
            {"year": 2020, "measure": "ocr_received", "value": 12, "as_of": "2020-06-30"},
            {"year": 2020, "measure": "ocr_production", "value": 8, **ILLUSTRATIVE},
        ],
    )


def headlines(delivery: Delivery, **filters: Any) -> dict[str, tuple[Any, ...]]:
    """Return (nature, value, previous, origin, is_partial, has_illustrative) by measure."""
    return {row[0]: row[1:] for row in delivery.ask("headline_figures", **filters)}


def test_headline_figures_of_one_year(activity: Delivery) -> None:
    assert activity.ask("headline_figures", from_year=2020, to_year=2020) == [
        ("trainings", PERIOD, 2, 2, "rows", False, False),
        ("offices_trained", PERIOD, 2, 1, "rows", False, False),
        ("participants", PERIOD, None, 26, "rows", False, False),  # two attendances, both of unknown number
        ("advice_in_person", PERIOD, 0, 2, "rows", False, False),
        ("business_solutions_ipos", STATE, 2, 1, "rows", False, True),  # Ukraine is not a developing country
        ("exchange_platform_ipos", STATE, 2, 0, "rows", False, True),
        ("ocr_received", STATE, 2, 1, "rows", False, True),
        ("ocr_trained", STATE, 1, 1, "rows", False, True),
        ("ocr_production", STATE, 0, 0, "rows", False, False),
        ("collections", PERIOD, 3, 1, "rows", False, False),
        ("cws_funded", PERIOD, None, None, "rows", False, False),
        ("tool_releases", PERIOD, 1, 0, "rows", False, False),
    ]


def test_a_period_of_two_years_has_no_previous_one_in_three_years_of_data(activity: Delivery) -> None:
    figures = headlines(activity, from_year=2019, to_year=2020)
    assert {figure[2] for figure in figures.values()} == {None}
    assert figures["trainings"][1] == 4
    assert figures["offices_trained"][1] == 2  # Kenya, in both years, is one office
    assert figures["participants"][1] == 26
    assert figures["advice_in_person"][1] == 2
    assert figures["business_solutions_ipos"][1] == 2
    assert figures["collections"][1] == 4
    assert figures["cws_funded"][1] is None


def test_previous_is_the_same_length_directly_before(activity: Delivery) -> None:
    figures = headlines(activity, from_year=2019, to_year=2019)
    assert figures["trainings"][1:3] == (2, 1)
    assert figures["advice_in_person"][1:3] == (2, 3)
    assert figures["cws_funded"][1:3] == (None, 5)
    assert figures["exchange_platform_ipos"][1:3] == (0, 1)
    assert headlines(activity, from_year=2018, to_year=2018)["trainings"][1:3] == (1, None)


def test_chosen_regions_leave_out_what_has_no_region(activity: Delivery) -> None:
    figures = headlines(activity, from_year=2020, to_year=2020, regions=("AP",))
    assert {measure: figure[1] for measure, figure in figures.items()} == {
        "trainings": 1,
        "offices_trained": 1,
        "participants": None,
        "advice_in_person": None,
        "business_solutions_ipos": 0,
        "exchange_platform_ipos": 1,
        "ocr_received": 0,
        "ocr_trained": 0,
        "ocr_production": 0,
        "collections": 0,
        "cws_funded": None,
        "tool_releases": None,
    }
    assert headlines(activity, from_year=2020, to_year=2020, regions=("TD",))["participants"][1] == 0


def test_published_figures_stand_in_with_reported_facts_alone(activity: Delivery) -> None:
    figures = headlines(activity, from_year=2020, to_year=2020, basis="reported")
    assert figures["business_solutions_ipos"] == (STATE, 90, None, "published", False, False)
    # 2019 holds one reported training of an incomplete list: at least one is nothing to compare with.
    assert figures["trainings"] == (PERIOD, 2, None, "published", False, False)
    assert figures["exchange_platform_ipos"][1] == 51  # the printed figure goes before the listed one
    assert figures["ocr_trained"] == (STATE, None, None, "rows", True, False)  # a forecast is not a fact
    assert figures["ocr_received"] == (STATE, 1, None, "rows", True, False)  # the printed one is of 30 June
    assert figures["ocr_production"] == (STATE, None, None, "rows", True, False)  # that one is not a published fact
    # What was published for 2020 has no regions, and does not hold for several years unless it is a state.
    assert headlines(activity, basis="reported", regions=("AF",))["business_solutions_ipos"][3] == "rows"
    both = headlines(activity, from_year=2019, to_year=2020, basis="reported")
    assert both["trainings"] == (PERIOD, 3, None, "rows", True, False)
    assert both["business_solutions_ipos"][1] == 90


def test_reported_facts_alone_say_what_is_partial_and_what_unknown(activity: Delivery) -> None:
    figures = headlines(activity, from_year=2019, to_year=2019, basis="reported")
    assert figures == {
        "trainings": (PERIOD, 1, None, "rows", True, False),
        "offices_trained": (PERIOD, 1, None, "rows", True, False),
        "participants": (PERIOD, 20, None, "rows", True, False),
        "advice_in_person": (PERIOD, None, None, "rows", True, False),
        "business_solutions_ipos": (STATE, None, None, "rows", True, False),
        "exchange_platform_ipos": (STATE, 0, 1, "rows", False, False),
        "ocr_received": (STATE, None, 0, "rows", True, False),
        "ocr_trained": (STATE, None, 0, "rows", True, False),
        "ocr_production": (STATE, None, 0, "rows", True, False),
        "collections": (PERIOD, None, 0, "rows", True, False),
        "cws_funded": (PERIOD, None, 5, "rows", False, False),
        "tool_releases": (PERIOD, 0, 0, "rows", False, False),
    }


def test_a_delivered_zero_of_one_year_is_a_fact_but_not_for_a_longer_period(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        advice_requests=[
            {"year": 2019, "channel": "in_person", "requests": 4, **ILLUSTRATIVE},
            {"year": 2020, "channel": "in_person", "requests": 0},
            {"year": 2020, "channel": "email", "requests": 9, **ILLUSTRATIVE},
        ]
    )
    one_year = headlines(delivery, from_year=2020, to_year=2020, basis="reported")
    assert one_year["advice_in_person"] == (PERIOD, 0, None, "rows", True, False)
    assert headlines(delivery, from_year=2019, to_year=2020, basis="reported")["advice_in_person"][1] is None


def test_headlines_by_year_follow_the_same_rules(activity: Delivery) -> None:
    by_year: dict[str, list[Any]] = {}
    for measure, _year, value in activity.ask("headline_by_year"):
        by_year.setdefault(measure, []).append(value)
    assert by_year == {
        "trainings": [1, 2, 2],
        "offices_trained": [1, 1, 2],
        "participants": [4, 26, None],
        "advice_in_person": [3, 2, 0],
        "business_solutions_ipos": [1, 1, 2],
        "exchange_platform_ipos": [1, 0, 2],
        "ocr_received": [0, 1, 2],
        "ocr_trained": [0, 1, 1],
        "ocr_production": [0, 0, 0],
        "collections": [0, 1, 3],
        "cws_funded": [5, None, None],
        "tool_releases": [0, 0, 1],
    }
    reported = activity.ask("headline_by_year", basis="reported")
    assert {row[1] for row in activity.ask("headline_by_year", from_year=2019, to_year=2019)} == {2019}
    assert [row for row in reported if row[0] in ("trainings", "business_solutions_ipos")] == [
        ("trainings", 2018, None),
        ("trainings", 2019, 1),
        ("trainings", 2020, 2),
        ("business_solutions_ipos", 2018, None),
        ("business_solutions_ipos", 2019, None),
        ("business_solutions_ipos", 2020, 90),
    ]


@pytest.mark.parametrize("regions", [(), ("AF",), ("AP", "TD")])
def test_headlines_agree_with_the_questions_that_show_them_in_detail(
    activity: Delivery, regions: tuple[str, ...]
) -> None:
    by_year = {(measure, year): value for measure, year, value in activity.ask("headline_by_year", regions=regions)}
    totals = {
        "trainings": ("trainings_by_topic", "year_trainings"),
        "offices_trained": ("offices_trained", "offices"),
        "participants": ("offices_trained", "participants"),
        "business_solutions_ipos": ("business_solutions_by_region", "year_offices"),
        "exchange_platform_ipos": ("exchange_platforms_by_year", "year_offices"),
        "collections": ("collections_by_database", "year_collections"),
    }
    for measure, (question, column) in totals.items():
        for year, total in activity.ask(question, "year", column, regions=regions):
            assert (measure, year, by_year[measure, year]) == (measure, year, total)
    for year, stage, offices in activity.ask("ocr_status", regions=regions):
        assert by_year[f"ocr_{stage}", year] == offices
