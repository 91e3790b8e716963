"""The exchange platforms and the rollout of the OCR software, counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative"}
YEARS = [{"tool": "Tool", "released_on": "2018-06-01"}, {"tool": "Tool 2", "released_on": "2020-06-01"}]


@pytest.fixture(scope="module")
def platforms(deliver: Callable[..., Delivery]) -> Delivery:
    """Five participations of three offices over 2018 to 2020."""
    return deliver(
        tool_releases=YEARS,
        exchange_platforms=[
            {"office": "KE", "platform": "CASE", "joined_on": "2017-01-01", "date_precision": "year"},
            {"office": "KE", "platform": "DAS", "joined_on": "2019-06-01"},
            {"office": "CZ", "platform": "DAS", "joined_on": "2018-12-31", "left_on": "2019-12-31"},
            {"office": "ID", "platform": "CASE", "joined_on": "2019-01-01", "left_on": "2020-12-30"},
            {"office": "ID", "platform": "DAS", "joined_on": "2020-03-01", **ILLUSTRATIVE},
        ],
    )


def test_an_office_on_both_platforms_counts_once_in_the_total(platforms: Delivery) -> None:
    assert platforms.ask("exchange_platforms_by_year") == [
        (2018, "CASE", 1, 2),
        (2018, "DAS", 1, 2),
        (2019, "CASE", 2, 3),
        (2019, "DAS", 2, 3),
        (2020, "CASE", 1, 2),  # Indonesia left a day before the end of the year
        (2020, "DAS", 2, 2),
    ]
    assert platforms.ask("exchange_platforms_by_year", platforms=("DAS",), regions=("AF", "TD")) == [
        (2018, "DAS", 1, 1),
        (2019, "DAS", 2, 2),
        (2020, "DAS", 1, 1),
    ]


def test_an_office_that_joined_twice_counts_once(deliver: Callable[..., Delivery]) -> None:
    spells = [{"office": "KE", "joined_on": f"2020-0{month}-01"} for month in (1, 2)]
    delivery = deliver(tool_releases=YEARS, exchange_platforms=spells)
    assert delivery.ask("exchange_platforms_by_year", from_year=2020, platforms=("CASE",)) == [(2020, "CASE", 1, 1)]


def test_platforms_with_reported_facts_alone(platforms: Delivery) -> None:
    assert platforms.ask("exchange_platforms_by_year", basis="reported", regions=("AP",)) == [
        (2018, "CASE", 0, 0),
        (2018, "DAS", 0, 0),
        (2019, "CASE", 1, 1),
        (2019, "DAS", 0, 1),
        (2020, "CASE", None, None),
        (2020, "DAS", None, None),
    ]


def test_list_of_offices_on_the_platforms(platforms: Delivery) -> None:
    assert platforms.ask("exchange_platforms_offices", to_year=2019) == [
        ("CZ", "Czechia", "TD", "DAS", "2018-12-31", "day", "2019-12-31", "reported", "a test"),
        ("ID", "Indonesia", "AP", "CASE", "2019-01-01", "day", "2020-12-30", "reported", "a test"),
        ("KE", "Kenya", "AF", "CASE", "2017-01-01", "year", None, "reported", "a test"),
        ("KE", "Kenya", "AF", "DAS", "2019-06-01", "day", None, "reported", "a test"),
    ]
    assert platforms.ask("exchange_platforms_offices", "office", to_year=2018) == [("CZ",), ("KE",)]
    assert platforms.ask("exchange_platforms_offices", "office", to_year=2020, platforms=("DAS",)) == [("ID",), ("KE",)]
    assert platforms.ask("exchange_platforms_offices", "platform", regions=("AP",), basis="reported") == []


@pytest.fixture(scope="module")
def rollout(deliver: Callable[..., Delivery]) -> Delivery:
    """Panama has the software by the end of 2020 without training; the others climb the ladder."""
    steps = ("received_on", "trained_on", "production_on")
    return deliver(
        tool_releases=YEARS,
        ocr_rollout=[
            {"office": "PA", "received_on": "2020-12-31", "date_precision": "by"},
            {
                "office": "KE",
                "languages": "en;fr",
                **dict(zip(steps, ("2018-01-01", "2018-02-01", "2020-01-01"), strict=True)),
            },
            {
                "office": "EG",
                **dict(zip(steps, ("2019-01-01", "2020-02-01", "2021-01-01"), strict=True)),
                **ILLUSTRATIVE,
            },
            {"office": "ID", "received_on": "2020-06-01", "trained_on": "2021-02-01"},
        ],
    )


def test_the_last_stage_per_office_for_the_map(rollout: Delivery) -> None:
    assert rollout.ask("ocr_by_office", to_year=2020) == [
        ("KE", "Kenya", "KEN", "AF", "production"),
        ("EG", "Egypt", "EGY", "AR", "trained"),
        ("ID", "Indonesia", "IDN", "AP", "received"),  # trained a month after the end of the year
        ("PA", "Panama", "PAN", "LC", "received"),
    ]
    assert rollout.ask("ocr_by_office", "office", "stage", to_year=2019) == [("KE", "trained"), ("EG", "received")]
    assert rollout.ask("ocr_by_office", "office", to_year=2020, basis="reported", regions=("AR", "LC")) == [("PA",)]


def test_the_ladder_is_cumulative_and_panama_waits_for_training(rollout: Delivery) -> None:
    assert rollout.ask("ocr_status", to_year=2020) == [
        (2018, "received", 1),
        (2018, "trained", 1),
        (2018, "production", 0),
        (2019, "received", 2),
        (2019, "trained", 1),
        (2019, "production", 0),
        (2020, "received", 4),
        (2020, "trained", 2),
        (2020, "production", 1),
    ]
    panama = rollout.ask("ocr_offices", to_year=2020, regions=("LC",))
    assert panama == [("PA", "Panama", "LC", None, "2020-12-31", "by", None, None, "training", "reported", "a test")]


def test_ocr_offices_show_the_state_on_31_december(rollout: Delivery) -> None:
    columns = ("office", "languages", "received_on", "trained_on", "production_on", "pending")
    assert rollout.ask("ocr_offices", *columns, to_year=2020) == [
        ("EG", None, "2019-01-01", "2020-02-01", None, "production"),  # in production only in 2021
        ("ID", None, "2020-06-01", None, None, "training"),  # trained only in 2021
        ("KE", "en;fr", "2018-01-01", "2018-02-01", "2020-01-01", "none"),
        ("PA", None, "2020-12-31", None, None, "training"),
    ]
    assert rollout.ask("ocr_offices", "office", "pending", to_year=2019) == [("EG", "training"), ("KE", "production")]


def test_a_step_on_31_december_is_reached_in_that_year(deliver: Callable[..., Delivery]) -> None:
    last_day = "2019-12-31"
    delivery = deliver(
        tool_releases=YEARS,
        ocr_rollout=[{"office": "KE", "received_on": last_day, "trained_on": last_day, "production_on": last_day}],
    )
    assert delivery.ask("ocr_status", "stage", "offices", from_year=2019, to_year=2019) == [
        ("received", 1),
        ("trained", 1),
        ("production", 1),
    ]
    columns = ("trained_on", "production_on", "pending")
    assert delivery.ask("ocr_offices", *columns, to_year=2019) == [(last_day, last_day, "none")]
    assert delivery.ask("ocr_offices", to_year=2018) == []


def test_ocr_by_region_at_the_end_of_the_period(rollout: Delivery) -> None:
    counts = rollout.ask("ocr_by_region", to_year=2020)
    assert counts == [
        (region, stage, offices)
        for region, ladder in {
            "AF": (1, 1, 1),
            "AR": (1, 1, 0),
            "AP": (1, 0, 0),
            "LC": (1, 0, 0),
            "TD": (0, 0, 0),
        }.items()
        for stage, offices in zip(("received", "trained", "production"), ladder, strict=True)
    ]
    assert rollout.ask("ocr_by_region", to_year=2018, regions=("AR",)) == [
        ("AR", "received", 0),
        ("AR", "trained", 0),
        ("AR", "production", 0),
    ]


def test_ocr_with_reported_facts_alone(rollout: Delivery) -> None:
    assert rollout.ask("ocr_by_region", basis="reported", regions=("AR", "LC"), to_year=2020) == [
        ("AR", "received", None),
        ("AR", "trained", None),
        ("AR", "production", None),
        ("LC", "received", 1),
        ("LC", "trained", None),
        ("LC", "production", None),
    ]
    assert rollout.ask("ocr_status", basis="reported", regions=("LC",)) == [
        (2018, "received", 0),
        (2018, "trained", 0),
        (2018, "production", 0),
        (2019, "received", None),
        (2019, "trained", None),
        (2019, "production", None),
        (2020, "received", 1),
        (2020, "trained", None),
        (2020, "production", None),
    ]
    assert rollout.ask("ocr_offices", "office", basis="reported") == [("ID",), ("KE",), ("PA",)]
