"""The report on the activities of 2020, asked of the shipped data: with all rows, and with reported facts alone.

What the report prints or lists must come out of `run` in both ways; what it does not print must not be made up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extracts.build import load
from extracts.contract import CONTRACT_FILE
from tests.queries.conftest import Delivery

BOTH = pytest.mark.parametrize("basis", [None, "reported"])
YEAR = {"from_year": 2020, "to_year": 2020}


@pytest.fixture(scope="module")
def shipped() -> Delivery:
    """The extracts that ship with the app."""
    return Delivery(load(CONTRACT_FILE.parent, today=date(2026, 1, 15)))


def headline(delivery: Delivery, **filters: Any) -> dict[str, Any]:
    return dict(delivery.ask("headline_figures", "measure", "value", **filters))


@BOTH
def test_five_trainings_three_in_arab_countries_and_two_in_asia_and_the_pacific(
    shipped: Delivery, basis: str | None
) -> None:
    assert shipped.ask("trainings_by_region", **YEAR, basis=basis) == [
        (2020, "AF", 0, 5),
        (2020, "AR", 3, 5),
        (2020, "AP", 2, 5),
        (2020, "LC", 0, 5),
        (2020, "TD", 0, 5),
    ]
    starts = shipped.ask("trainings_list", "start_date", "end_date", "offices", "topics", "mode", **YEAR, basis=basis)
    assert [(start, end, offices, set(topics.split(";")), mode) for start, end, offices, topics, mode in starts] == [
        ("2020-02-24", "2020-02-27", "Bahrain", {"Nice"}, "online"),
        ("2020-07-20", "2020-07-23", "Saudi Arabia", {"Nice", "Locarno", "Vienna"}, "online"),
        ("2020-09-15", "2020-09-16", "Oman", {"IPC"}, "online"),
        ("2020-11-16", "2020-11-18", "Indonesia", {"Nice", "Vienna"}, "online"),
        ("2020-12-08", "2020-12-10", "Malaysia", {"Nice"}, "online"),
    ]


@BOTH
def test_topics_overlap_and_all_trainings_were_online(shipped: Delivery, basis: str | None) -> None:
    topics = {
        "IPC": 1,
        "Nice": 4,
        "Vienna": 2,
        "Locarno": 1,
        "Standards": 0,
        "Sequence": 0,
        "Solutions": 0,
        "Exchange": 0,
    }
    by_topic = shipped.ask("trainings_by_topic", **YEAR, basis=basis)
    assert by_topic == [(2020, topic, trainings, 5) for topic, trainings in topics.items()]
    by_mode = dict(shipped.ask("trainings_by_mode", "mode", "trainings", **YEAR, basis=basis))
    assert by_mode == {"online": 5, "on_site": 0, "hybrid": 0}


@BOTH
def test_five_offices_were_trained_by_how_many_people_is_unknown(shipped: Delivery, basis: str | None) -> None:
    assert shipped.ask("offices_trained", **YEAR, basis=basis) == [(2020, 5, None, 5)]


@BOTH
def test_no_advice_was_asked_for_in_person(shipped: Delivery, basis: str | None) -> None:
    requests = dict(shipped.ask("advice_requests", "channel", "requests", **YEAR, basis=basis))
    assert requests == {"email": None, "online": None, "in_person": 0}
    assert headline(shipped, **YEAR, basis=basis)["advice_in_person"] == 0


@BOTH
def test_collections_in_the_order_of_the_report(shipped: Delivery, basis: str | None) -> None:
    listed = shipped.ask("collections_list", "database", "order_in_report", "office", **YEAR, basis=basis)
    orders = {
        "GBD": ("BT", "KZ", "RS", "UA", "AL", "SM", "IN"),
        "PATENTSCOPE": ("CZ", "CS", "NL", "RS", "SK", "SE"),  # CS is the former Czechoslovakia
        "GDD": ("KR", "AL", "UA", "TH", "CH", "IN"),
    }
    assert listed == [
        (database, order, office)
        for database, offices in orders.items()
        for order, office in enumerate(offices, start=1)
    ]
    counts = shipped.ask("collections_by_database", "database", "collections", "year_collections", **YEAR, basis=basis)
    assert counts == [("GBD", 7, 19), ("PATENTSCOPE", 6, 19), ("GDD", 6, 19)]
    by_region = shipped.ask("collections_by_region", "collections", **YEAR, basis=basis)
    assert sum(collections for (collections,) in by_region) == 19


@BOTH
def test_headline_figures_of_the_report(shipped: Delivery, basis: str | None) -> None:
    figures = headline(shipped, **YEAR, basis=basis)
    assert figures == {
        "trainings": 5,
        "offices_trained": 5,
        "participants": None,
        "advice_in_person": 0,
        "business_solutions_ipos": 90,
        "exchange_platform_ipos": 51,
        "ocr_received": 35,
        "ocr_trained": 34,
        "ocr_production": 12,
        "collections": 19,
        "cws_funded": 7,
        "tool_releases": 1,
    }
    by_year = {measure: value for measure, _year, value in shipped.ask("headline_by_year", **YEAR, basis=basis)}
    assert by_year == figures


def test_lists_behind_the_totals_have_as_many_rows(shipped: Delivery) -> None:
    assert len(shipped.ask("business_solutions_offices", **YEAR)) == 90
    assert len({office for (office,) in shipped.ask("exchange_platforms_offices", "office", **YEAR)}) == 51
    stages = shipped.ask("ocr_offices", "office", "pending", **YEAR)
    assert len(stages) == 35
    assert [office for office, pending in stages if pending == "training"] == ["PA"]
    assert sum(pending == "none" for _office, pending in stages) == 12
    regions = shipped.ask("business_solutions_by_region", "region", "offices", **YEAR)
    assert sum(offices for _region, offices in regions) == 90
    assert all(offices > 0 for region, offices in regions if region != "TD")  # "in all regions" of developing countries


def test_reported_facts_alone_do_not_make_up_the_lists_that_were_not_published(shipped: Delivery) -> None:
    facts = {**YEAR, "basis": "reported"}
    assert {offices for (offices,) in shipped.ask("business_solutions_by_region", "offices", **facts)} == {None}
    assert shipped.ask("ocr_status", **facts) == [
        (2020, "received", 1),
        (2020, "trained", None),
        (2020, "production", None),
    ]
    assert shipped.ask("ocr_offices", "office", "pending", **facts) == [("PA", "training")]
    partial = shipped.ask("headline_figures", "measure", "origin", "is_partial", "has_illustrative", **facts)
    assert {row[1:] for row in partial} == {("published", False, False), ("rows", False, False)}


def test_sessions_and_releases_of_the_report(shipped: Delivery) -> None:
    facts = {**YEAR, "basis": "reported"}
    assert shipped.ask("cws_participation", "session", "funded_participants", **facts) == [("CWS/7", 7)]
    beta = shipped.ask("tool_releases", "tool", "version", "date_precision", **facts)[0]
    assert beta == ("WIPO Sequence", "Beta", "year")


def test_every_published_figure_agrees_with_the_rows(shipped: Delivery) -> None:
    compared = shipped.ask("reconciliation", "year", "measure", "kind", "status")
    assert len(compared) == 18
    assert {row[3] for row in compared if row[2] != "forecast"} == {"agrees"}
    assert [row for row in compared if row[3] == "not compared"] == [
        (2017, "business_solutions_ipos", "forecast", "not compared")
    ]
