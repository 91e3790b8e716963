"""Offices that use WIPO Business Solutions, counted by hand: on 31 December, by region, by solution, and new ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative", "source": "made up"}


@pytest.fixture(scope="module")
def solutions(deliver: Callable[..., Delivery]) -> Delivery:
    """Spells of use from 2017 on; a tool release in 2018 opens the years, one in 2020 closes them."""
    return deliver(
        business_solutions=[
            # Kenya: two solutions, one of them only until the last but one day of 2019.
            {"office": "KE", "solution": "IPAS", "in_use_from": "2017-05-01"},
            {"office": "KE", "solution": "File", "in_use_from": "2018-01-01", "in_use_to": "2019-12-30"},
            # Tanzania, an LDC: from the last day of 2018 to the last day of 2019, and again in 2020.
            {"office": "TZ", "solution": "IPAS", "in_use_from": "2018-12-31", "in_use_to": "2019-12-31"},
            {"office": "TZ", "solution": "IPAS", "in_use_from": "2020-07-01"},
            # Bhutan, an LDC: within 2019 only, never on a 31 December.
            {"office": "BT", "solution": "Scan", "in_use_from": "2019-02-01", "in_use_to": "2019-06-30"},
            {"office": "ID", "solution": "File", "in_use_from": "2020-01-01", **ILLUSTRATIVE},
            {"office": "ID", "solution": "Publish", "in_use_from": "2020-01-01"},
            {"office": "ID", "solution": "IPAS", "in_use_from": "2020-12-01"},
            # Not developing countries: Ukraine is in transition, OAPI an organization.
            {"office": "UA", "solution": "IPAS", "in_use_from": "2018-03-01"},
            {"office": "OA", "solution": "IPAS", "in_use_from": "2018-03-01"},
        ],
        tool_releases=[{"tool": "Tool", "released_on": "2018-06-01"}, {"tool": "Tool 2", "released_on": "2020-06-01"}],
    )


def test_an_office_counts_if_it_used_a_solution_on_31_december(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_by_region", regions=("AF", "AP")) == [
        (2018, "AF", 2, 2),
        (2018, "AP", 0, 2),
        (2019, "AF", 2, 2),  # Tanzania's last day is 31 December; Kenya is left with one solution
        (2019, "AP", 0, 2),  # Bhutan left during the year
        (2020, "AF", 2, 3),
        (2020, "AP", 1, 3),
    ]


def test_solutions_per_office_for_the_map(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_by_office", to_year=2020) == [
        ("ID", "Indonesia", "IDN", "AP", "IPAS;File;Publish", 3),
        ("KE", "Kenya", "KEN", "AF", "IPAS", 1),
        ("TZ", "Tanzania", "TZA", "AF", "IPAS", 1),
    ]
    everyone = solutions.ask("business_solutions_by_office", "office", "iso3", to_year=2018, development="all")
    assert everyone == [("KE", "KEN"), ("OA", None), ("TZ", "TZA"), ("UA", "UKR")]


def test_the_total_of_a_year_is_of_the_chosen_regions(solutions: Delivery) -> None:
    counts = solutions.ask("business_solutions_by_region", regions=("AP",))
    assert counts == [(2018, "AP", 0, 0), (2019, "AP", 0, 0), (2020, "AP", 1, 1)]


def test_developing_countries_unless_all_are_asked_for(solutions: Delivery) -> None:
    year = {"from_year": 2018, "to_year": 2018}
    assert solutions.ask("business_solutions_by_region", **year) == [
        (2018, "AF", 2, 2),
        (2018, "AR", 0, 2),
        (2018, "AP", 0, 2),
        (2018, "LC", 0, 2),
        (2018, "TD", 0, 2),
    ]
    everyone = solutions.ask("business_solutions_by_region", **year, development="all")
    assert everyone == [
        (2018, "AF", 3, 4),
        (2018, "AR", 0, 4),
        (2018, "AP", 0, 4),
        (2018, "LC", 0, 4),
        (2018, "TD", 1, 4),
    ]
    assert solutions.ask("business_solutions_by_solution", **year, development="all", solutions=("IPAS",)) == [
        (2018, "IPAS", 4, 4)
    ]
    offices = solutions.ask("business_solutions_offices", "office", to_year=2018, development="all")
    assert offices == [("KE",), ("OA",), ("TZ",), ("UA",)]
    newcomers = solutions.ask("business_solutions_newcomers", **year, development="all", regions=("AF", "TD"))
    assert newcomers == [(2018, "AF", 2, 3), (2018, "TD", 1, 3)]


def test_by_solution_the_total_counts_an_office_once(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_by_solution") == [
        (2018, "IPAS", 2, 2),
        (2018, "File", 1, 2),
        (2018, "Publish", 0, 2),
        (2018, "Scan", 0, 2),
        (2019, "IPAS", 2, 2),
        (2019, "File", 0, 2),
        (2019, "Publish", 0, 2),
        (2019, "Scan", 0, 2),
        (2020, "IPAS", 3, 3),
        (2020, "File", 1, 3),
        (2020, "Publish", 1, 3),
        (2020, "Scan", 0, 3),
    ]
    assert solutions.ask("business_solutions_by_solution", solutions=("File",), regions=("AP",)) == [
        (2018, "File", 0, 0),
        (2019, "File", 0, 0),
        (2020, "File", 1, 1),
    ]


def test_the_total_of_a_year_is_of_the_chosen_solutions(solutions: Delivery) -> None:
    counts = solutions.ask("business_solutions_by_solution", solutions=("Publish",))
    assert counts == [(2018, "Publish", 0, 0), (2019, "Publish", 0, 0), (2020, "Publish", 1, 1)]


def test_overlapping_spells_are_one_office_and_one_solution(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        tool_releases=[{"tool": "Tool", "released_on": "2020-01-01"}],
        business_solutions=[
            {"office": "PE", "solution": "IPAS", "in_use_from": "2020-01-01"},
            {"office": "PE", "solution": "IPAS", "in_use_from": "2020-02-01"},
            {"office": "PE", "solution": "File", "in_use_from": "2020-01-01"},
        ],
    )
    assert delivery.ask("business_solutions_by_solution", solutions=("IPAS", "File")) == [
        (2020, "IPAS", 1, 1),
        (2020, "File", 1, 1),
    ]
    assert delivery.ask("business_solutions_by_region", regions=("LC",)) == [(2020, "LC", 1, 1)]
    assert delivery.ask("business_solutions_offices", "solutions", "count_solutions", "source") == [
        ("IPAS;File", 2, "a test")
    ]
    assert delivery.ask("business_solutions_newcomer_list", "solutions", "source") == [("IPAS;File", "a test")]


def test_chosen_solutions_decide_who_counts_in_a_region(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_by_region", solutions=("File", "Scan"), regions=("AF", "AP")) == [
        (2018, "AF", 1, 1),
        (2018, "AP", 0, 1),
        (2019, "AF", 0, 0),
        (2019, "AP", 0, 0),
        (2020, "AF", 0, 1),
        (2020, "AP", 1, 1),
    ]


def test_newcomers_are_counted_once_in_the_year_of_their_first_use(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_newcomers", regions=("AF", "AP")) == [
        (2018, "AF", 1, 1),  # Tanzania; Kenya's second solution does not count again
        (2018, "AP", 0, 1),
        (2019, "AF", 0, 1),
        (2019, "AP", 1, 1),  # Bhutan, though it left again
        (2020, "AF", 0, 1),  # Tanzania returned
        (2020, "AP", 1, 1),
    ]
    # Of the solution File alone, Kenya was new in 2018.
    assert solutions.ask("business_solutions_newcomers", regions=("AF",), solutions=("File",)) == [
        (2018, "AF", 1, 1),
        (2019, "AF", 0, 0),
        (2020, "AF", 0, 0),
    ]


def test_newcomers_to_a_solution_are_no_newcomers_to_another(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_newcomers", regions=("AP",), solutions=("Scan",)) == [
        (2018, "AP", 0, 0),
        (2019, "AP", 1, 1),
        (2020, "AP", 0, 0),
    ]
    regions = {region for (region,) in solutions.ask("business_solutions_newcomers", "region")}
    assert regions == {"AF", "AR", "AP", "LC", "TD"}


def test_list_of_newcomers(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_newcomer_list") == [
        ("TZ", "Tanzania", "AF", "LDC", "IPAS", "2018-12-31", "reported", "a test"),
        ("BT", "Bhutan", "AP", "LDC", "Scan", "2019-02-01", "reported", "a test"),
        # Two solutions on the first day, in the order of the contract; one of them is not a published fact.
        ("ID", "Indonesia", "AP", "developing", "File;Publish", "2020-01-01", "illustrative", "a test; made up"),
    ]
    assert solutions.ask("business_solutions_newcomer_list", "office", solutions=("File",), regions=("AF",)) == [
        ("KE",)
    ]
    assert solutions.ask("business_solutions_newcomer_list", "office", to_year=2018) == [("TZ",)]


def test_list_of_offices_at_the_end_of_the_period(solutions: Delivery) -> None:
    assert solutions.ask("business_solutions_offices", to_year=2020) == [
        (
            "ID",
            "Indonesia",
            "AP",
            "developing",
            "IPAS;File;Publish",
            3,
            "2020-01-01",
            "illustrative",
            "a test; made up",
        ),
        ("KE", "Kenya", "AF", "developing", "IPAS", 1, "2017-05-01", "reported", "a test"),
        ("TZ", "Tanzania", "AF", "LDC", "IPAS", 1, "2020-07-01", "reported", "a test"),
    ]
    assert solutions.ask("business_solutions_offices", "office", to_year=2019) == [("KE",), ("TZ",)]
    assert solutions.ask("business_solutions_offices", "office", "solutions", to_year=2020, solutions=("File",)) == [
        ("ID", "File")
    ]
    assert solutions.ask("business_solutions_offices", "office", "solutions", to_year=2018) == [
        ("KE", "IPAS;File"),
        ("TZ", "IPAS"),
    ]
    assert solutions.ask(
        "business_solutions_offices", "office", to_year=2020, regions=("AF",), solutions=("IPAS",)
    ) == [
        ("KE",),
        ("TZ",),
    ]


def test_reported_facts_alone_are_at_least_so_many_and_otherwise_unknown(solutions: Delivery) -> None:
    counts = solutions.ask("business_solutions_by_region", basis="reported", regions=("AF", "AR", "AP"), from_year=2019)
    assert counts == [
        (2019, "AF", 2, 2),
        (2019, "AR", 0, 2),  # no illustrative row is active at the end of 2019
        (2019, "AP", 0, 2),
        (2020, "AF", 2, 3),
        (2020, "AR", None, 3),
        (2020, "AP", 1, 3),
    ]
    by_solution = solutions.ask("business_solutions_by_solution", basis="reported", from_year=2020)
    assert by_solution == [
        (2020, "IPAS", 3, 3),
        (2020, "File", None, 3),
        (2020, "Publish", 1, 3),
        (2020, "Scan", None, 3),
    ]
    newcomers = solutions.ask("business_solutions_newcomers", basis="reported", from_year=2020, regions=("AF", "AP"))
    assert newcomers == [(2020, "AF", None, 1), (2020, "AP", 1, 1)]
    assert solutions.ask("business_solutions_offices", "office", "solutions", "basis", basis="reported")[0] == (
        "ID",
        "IPAS;Publish",
        "reported",
    )
    assert solutions.ask(
        "business_solutions_newcomer_list", "solutions", "basis", basis="reported", from_year=2020
    ) == [("Publish", "reported")]
    only_unknown = {"basis": "reported", "from_year": 2020}
    by_region = solutions.ask("business_solutions_by_region", **only_unknown, regions=("AR",))
    assert by_region == [(2020, "AR", None, None)]
    by_solution = solutions.ask("business_solutions_by_solution", **only_unknown, solutions=("Scan",))
    assert by_solution == [(2020, "Scan", None, None)]
    newcomers = solutions.ask("business_solutions_newcomers", **only_unknown, regions=("AR",))
    assert newcomers == [(2020, "AR", None, None)]
