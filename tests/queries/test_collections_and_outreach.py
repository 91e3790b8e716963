"""Collections, advice, sessions, releases, and the tables that say what came in, counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative"}


@pytest.fixture(scope="module")
def collections(deliver: Callable[..., Delivery]) -> Delivery:
    """Seven collections of 2018 to 2020; 2019 holds the only illustrative row."""
    return deliver(
        collections=[
            {"database": "PATENTSCOPE", "office": "KE", "year": 2018, "added_on": "2018-04-01"},
            {"database": "GBD", "office": "KE", "year": 2018, "order_in_report": 1},
            {"database": "GBD", "office": "ID", "year": 2019, **ILLUSTRATIVE},
            {"database": "PATENTSCOPE", "office": "CZ", "year": 2020, "order_in_report": 1},
            {"database": "PATENTSCOPE", "office": "CS", "year": 2020, "order_in_report": 2},
            {"database": "PATENTSCOPE", "office": "BT", "year": 2020},
            {"database": "GDD", "office": "UA", "year": 2020, "order_in_report": 1},
        ]
    )


def test_collections_by_database_and_their_sum_since_the_first_year(collections: Delivery) -> None:
    assert collections.ask("collections_by_database", from_year=2019) == [
        (2019, "GBD", 1, 2, 1),
        (2019, "PATENTSCOPE", 0, 1, 1),
        (2019, "GDD", 0, 0, 1),
        (2020, "GBD", 0, 2, 4),
        (2020, "PATENTSCOPE", 3, 4, 4),
        (2020, "GDD", 1, 1, 4),
    ]
    assert collections.ask("collections_by_database", databases=("GBD", "GDD"), regions=("AF", "TD")) == [
        (2018, "GBD", 1, 1, 1),
        (2018, "GDD", 0, 0, 1),
        (2019, "GBD", 0, 1, 0),
        (2019, "GDD", 0, 0, 0),
        (2020, "GBD", 0, 1, 1),
        (2020, "GDD", 1, 1, 1),
    ]


def test_collections_per_office_for_the_map(collections: Delivery) -> None:
    assert collections.ask("collections_by_office", "office", "iso3", "collections", to_year=2019) == [
        ("KE", "KEN", 2),
        ("ID", "IDN", 1),
    ]
    assert collections.ask("collections_by_office", "office", "iso3", "collections", regions=("TD",)) == [
        ("CZ", "CZE", 1),
        ("CS", None, 1),
        ("UA", "UKR", 1),
    ]
    assert collections.ask("collections_by_office", "office", basis="reported", databases=("GBD",)) == [("KE",)]


def test_collections_with_reported_facts_alone(collections: Delivery) -> None:
    assert collections.ask("collections_by_database", basis="reported", from_year=2019) == [
        (2019, "GBD", None, 1, None),
        (2019, "PATENTSCOPE", None, 1, None),
        (2019, "GDD", None, None, None),
        (2020, "GBD", 0, 1, 4),  # nothing is hidden in 2020: 0 is a fact
        (2020, "PATENTSCOPE", 3, 4, 4),
        (2020, "GDD", 1, 1, 4),
    ]
    assert collections.ask("collections_by_region", basis="reported", regions=("AP",)) == [
        (2018, "AP", 0, 0),
        (2019, "AP", None, None),
        (2020, "AP", 1, 1),
    ]


def test_a_former_state_counts_in_its_region(collections: Delivery) -> None:
    assert collections.ask("collections_by_region", from_year=2020) == [
        (2020, "AF", 0, 4),
        (2020, "AR", 0, 4),
        (2020, "AP", 1, 4),
        (2020, "LC", 0, 4),
        (2020, "TD", 3, 4),
    ]
    assert collections.ask("collections_by_region", databases=("PATENTSCOPE",), regions=("TD",), from_year=2020) == [
        (2020, "TD", 2, 2)
    ]


def test_list_of_collections_keeps_the_order_of_the_report(collections: Delivery) -> None:
    assert collections.ask("collections_list", from_year=2020) == [
        (2020, "PATENTSCOPE", 1, "CZ", "Czechia", "TD", None, "reported", "a test"),
        (2020, "PATENTSCOPE", 2, "CS", "Czechoslovakia (former)", "TD", None, "reported", "a test"),
        (2020, "PATENTSCOPE", None, "BT", "Bhutan", "AP", None, "reported", "a test"),
        (2020, "GDD", 1, "UA", "Ukraine", "TD", None, "reported", "a test"),
    ]
    assert collections.ask("collections_list", "database", "added_on", to_year=2018) == [
        ("GBD", None),
        ("PATENTSCOPE", "2018-04-01"),
    ]
    assert collections.ask("collections_list", "office", basis="reported", databases=("GBD",), regions=("AP",)) == []


def test_advice_keeps_zero_and_unknown_apart_and_invents_nothing(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        advice_requests=[
            {"year": 2020, "channel": "in_person", "requests": 0},
            {"year": 2020, "channel": "email", "requests": ""},
            {"year": 2021, "channel": "online", "requests": 8, **ILLUSTRATIVE},
        ]
    )
    known = [(2020, "email", None, "reported", "a test"), (2020, "in_person", 0, "reported", "a test")]
    assert delivery.ask("advice_requests", basis="reported") == known
    assert delivery.ask("advice_requests", "channel", from_year=2021) == [("online",)]
    assert delivery.ask("advice_requests", regions=("AF",)) == [*known, (2021, "online", 8, "illustrative", "a test")]


def test_sessions_in_order_with_unknown_numbers(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        cws_participation=[
            {"session": "CWS/10", "year": 2019, "held_from": "2019-11-01", "held_to": "2019-11-05", **ILLUSTRATIVE},
            {"session": "CWS/9", "year": 2019, "held_from": "2019-05-01", "funded_participants": 9},
            {"session": "CWS/7", "year": 2020, "funded_participants": 0},
        ]
    )
    assert delivery.ask("cws_participation") == [
        ("CWS/9", 2019, "2019-05-01", None, 9, "reported", "a test"),
        ("CWS/10", 2019, "2019-11-01", "2019-11-05", None, "illustrative", "a test"),
        ("CWS/7", 2020, None, None, 0, "reported", "a test"),
    ]
    assert delivery.ask("cws_participation", "session", from_year=2020) == [("CWS/7",)]
    assert delivery.ask("cws_participation", "session", basis="reported") == [("CWS/9",), ("CWS/7",)]


def test_releases_without_a_date_are_always_listed_and_last(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        tool_releases=[
            {"tool": "Sequence", "version": "3", "released_on": "", "date_precision": "year"},
            {"tool": "Sequence", "version": "2", "released_on": "2021-02-01", **ILLUSTRATIVE},
            {"tool": "Sequence", "version": "Beta", "released_on": "2020-01-01", "date_precision": "year"},
        ]
    )
    beta = ("Sequence", "Beta", "2020-01-01", "year", "reported", "a test")
    undated = ("Sequence", "3", None, "year", "reported", "a test")
    assert delivery.ask("tool_releases") == [
        beta,
        ("Sequence", "2", "2021-02-01", "day", "illustrative", "a test"),
        undated,
    ]
    assert delivery.ask("tool_releases", basis="reported", from_year=2020, to_year=2020) == [beta, undated]
    assert delivery.ask("tool_releases", from_year=2021, basis="reported") == [undated]


def test_coverage_counts_events_of_the_year_and_rows_active_at_its_end(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        collections=[{"office": "KE", "year": 2019}, {"office": "ID", "year": 2020, **ILLUSTRATIVE}],
        exchange_platforms=[
            {"office": "KE", "joined_on": "2019-01-01", "left_on": "2020-12-30"},
            {"office": "ID", "joined_on": "2020-01-01", **ILLUSTRATIVE},
        ],
    )
    rows = delivery.ask("coverage")
    assert len(rows) == 8 * 2
    counted = [row for row in rows if row[0] in ("collections", "exchange_platforms")]
    assert counted == [
        ("collections", 2019, 1, 0),
        ("collections", 2020, 0, 1),
        ("exchange_platforms", 2019, 1, 0),
        ("exchange_platforms", 2020, 0, 1),
    ]
    assert {row[1] for row in delivery.ask("coverage", to_year=2019)} == {2019}


def test_files_and_rows_set_aside_are_listed_in_order(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(collections=[{"office": "KE", "year": 2019}, {"office": "ID", "year": 2019}])
    files = delivery.ask("delivered_files", "dataset", "file", "rows_read", "rows_accepted", "rows_set_aside")
    assert files == [("collections", "collections.csv", 2, 2, 0), ("offices", "offices.csv", 14, 14, 0)]
    assert all(changed_at is not None for (changed_at,) in delivery.ask("delivered_files", "changed_at"))
    assert delivery.ask("rows_set_aside") == []


def test_a_row_set_aside_says_where_it_stands_and_why(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(faults=1, collections=[{"office": "KE", "year": 2019}, {"office": "ID", "year": 1900}])
    assert delivery.ask("rows_set_aside") == [
        ("collections", "collections.csv", 3, "year", "1900", "minimum", "1970"),
    ]
    assert delivery.ask("delivered_files", "rows_read", "rows_accepted", "rows_set_aside")[0] == (2, 1, 1)
    assert delivery.ask("collections_list", "office") == [("KE",)]
