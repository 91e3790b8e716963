"""Trainings, counted by hand: by region, topic and mode, with their offices and participants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.queries.conftest import Delivery

ILLUSTRATIVE = {"basis": "illustrative"}


@pytest.fixture(scope="module")
def trainings(deliver: Callable[..., Delivery]) -> Delivery:
    """2019: A (two regions, three topics) and B (no office named). 2020: C, over New Year. 2021: D, illustrative."""
    return deliver(
        trainings=[
            {
                "training_id": "A",
                "start_date": "2019-03-04",
                "end_date": "2019-03-06",
                "topics": "Nice;Vienna;Locarno",
                "mode": "on_site",
                "title": "Three classifications",
                "host_office": "KE",
                "audience": "examiners",
                "language": "en",
            },
            {"training_id": "B", "start_date": "2019-05-01", "topics": "IPC", "mode": "online"},
            {
                "training_id": "C",
                "start_date": "2020-12-30",
                "end_date": "2021-01-08",
                "topics": "Nice",
                "mode": "online",
            },
            {"training_id": "D", "start_date": "2021-06-01", "topics": "IPC", "mode": "hybrid", **ILLUSTRATIVE},
        ],
        training_offices=[
            {"training_id": "A", "office": "KE", "participants": 10},
            {"training_id": "A", "office": "TZ", "participants": ""},
            {"training_id": "A", "office": "ID", "participants": 5},
            {"training_id": "C", "office": "KE", "participants": ""},
            {"training_id": "D", "office": "OM", "participants": 7, **ILLUSTRATIVE},
            {"training_id": "D", "office": "PE", "participants": 0, **ILLUSTRATIVE},
        ],
    )


def test_a_training_for_two_regions_counts_once_in_each_and_once_in_the_total(trainings: Delivery) -> None:
    assert trainings.ask("trainings_by_region", from_year=2019, to_year=2019) == [
        (2019, "AF", 1, 2),  # A has two offices of Africa and is one training
        (2019, "AR", 0, 2),
        (2019, "AP", 1, 2),
        (2019, "LC", 0, 2),
        (2019, "TD", 0, 2),
    ]


def test_a_training_without_an_office_counts_in_the_total_only_while_no_region_is_chosen(trainings: Delivery) -> None:
    year = {"from_year": 2019, "to_year": 2019}
    assert trainings.ask("trainings_by_region", **year, regions=("AF", "AP")) == [
        (2019, "AF", 1, 1),
        (2019, "AP", 1, 1),
    ]
    assert trainings.ask("trainings_list", "training_id", **year) == [("A",), ("B",)]
    assert trainings.ask("trainings_list", "training_id", **year, regions=("AP",)) == [("A",)]
    assert trainings.ask("trainings_by_mode", **year, regions=("AP",)) == [
        (2019, "on_site", 1, 1) if mode == "on_site" else (2019, mode, 0, 1) for mode in ("online", "on_site", "hybrid")
    ]


def test_a_training_belongs_to_the_year_it_starts_in(trainings: Delivery) -> None:
    by_year = trainings.ask("trainings_by_region", "year", "trainings", regions=("AF",))
    assert by_year == [(2019, 1), (2020, 1), (2021, 0)]
    assert trainings.ask("trainings_list", "training_id", from_year=2021, to_year=2021) == [("D",)]


def test_a_training_on_three_classifications_counts_once_per_topic_and_once_in_the_total(trainings: Delivery) -> None:
    counts = trainings.ask("trainings_by_topic", from_year=2019, to_year=2019)
    topics = ("IPC", "Nice", "Vienna", "Locarno", "Standards", "Sequence", "Solutions", "Exchange")
    assert counts == [(2019, topic, int(topic in topics[:4]), 2) for topic in topics]


def test_chosen_topics_are_the_only_bars_and_the_total_has_any_of_them(trainings: Delivery) -> None:
    assert trainings.ask("trainings_by_topic", topics=("Vienna", "Nice")) == [
        (2019, "Nice", 1, 1),
        (2019, "Vienna", 1, 1),
        (2020, "Nice", 1, 1),
        (2020, "Vienna", 0, 1),
        (2021, "Nice", 0, 0),
        (2021, "Vienna", 0, 0),
    ]
    assert trainings.ask("trainings_by_region", "year", "year_trainings", regions=("AP",), topics=("Nice",)) == [
        (2019, 1),
        (2020, 0),
        (2021, 0),
    ]
    assert trainings.ask("trainings_by_topic", regions=("AP",), topics=("Vienna",), modes=("online",)) == [
        (year, "Vienna", 0, 0) for year in (2019, 2020, 2021)
    ]


def test_chosen_topics_modes_and_regions_narrow_every_count(trainings: Delivery) -> None:
    period = {"from_year": 2019, "to_year": 2020}
    for narrowed in ({"topics": ("Vienna",)}, {"modes": ("on_site",)}):
        counts = trainings.ask("trainings_by_region", **period, **narrowed)
        assert [row for row in counts if row[1] == "AF"] == [(2019, "AF", 1, 1), (2020, "AF", 0, 0)]
    by_topic = trainings.ask("trainings_by_topic", **period, regions=("AP",), topics=("Nice",))
    assert by_topic == [(2019, "Nice", 1, 1), (2020, "Nice", 0, 0)]
    listed = trainings.ask("trainings_list", "training_id", topics=("IPC",), modes=("online",))
    assert listed == [("B",)]
    assert trainings.ask("trainings_list", "training_id", topics=("Nice",)) == [("A",), ("C",)]
    assert trainings.ask("trainings_list", "training_id", modes=("hybrid",)) == [("D",)]


def test_modes_split_the_total(trainings: Delivery) -> None:
    assert trainings.ask("trainings_by_mode", from_year=2019, to_year=2020) == [
        (2019, "online", 1, 2),
        (2019, "on_site", 1, 2),
        (2019, "hybrid", 0, 2),
        (2020, "online", 1, 1),
        (2020, "on_site", 0, 1),
        (2020, "hybrid", 0, 1),
    ]
    assert trainings.ask("trainings_by_mode", topics=("Vienna",), modes=("on_site", "online"), to_year=2019) == [
        (2019, "online", 0, 1),
        (2019, "on_site", 1, 1),
    ]
    assert trainings.ask("trainings_by_mode", from_year=2019, to_year=2019, modes=("online",)) == [
        (2019, "online", 1, 1)
    ]


def test_reported_facts_alone_leave_a_gap_where_illustrative_rows_are_hidden(trainings: Delivery) -> None:
    counts = trainings.ask("trainings_by_region", basis="reported", regions=("AF", "AR"))
    assert counts == [
        (2019, "AF", 1, 1),
        (2019, "AR", 0, 1),  # the list of 2019 is complete: 0 is a fact
        (2020, "AF", 1, 1),
        (2020, "AR", 0, 1),
        (2021, "AF", None, None),  # D is hidden: nobody published the list of 2021
        (2021, "AR", None, None),
    ]
    assert trainings.ask("trainings_by_topic", from_year=2021, basis="reported", topics=("IPC",)) == [
        (2021, "IPC", None, None)
    ]
    assert trainings.ask("trainings_by_mode", from_year=2021, basis="reported", modes=("hybrid",)) == [
        (2021, "hybrid", None, None)
    ]
    assert trainings.ask("offices_trained", from_year=2021, basis="reported") == [(2021, None, None, None)]
    assert trainings.ask("trainings_list", from_year=2021, basis="reported") == []


def test_single_reported_facts_of_an_incomplete_year_stay_as_counts(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        trainings=[
            {"training_id": "A", "start_date": "2020-01-01"},
            {"training_id": "B", "start_date": "2020-02-01", **ILLUSTRATIVE},
        ],
        training_offices=[
            {"training_id": "A", "office": "KE"},
            {"training_id": "A", "office": "ID", **ILLUSTRATIVE},
            {"training_id": "B", "office": "OM", "participants": 3, **ILLUSTRATIVE},
        ],
    )
    # That A was for Indonesia too is illustrative, so with reported facts alone its region is not counted.
    assert delivery.ask("trainings_by_region", basis="reported", regions=("AF", "AR", "AP")) == [
        (2020, "AF", 1, 1),
        (2020, "AR", None, 1),
        (2020, "AP", None, 1),
    ]
    assert delivery.ask("trainings_by_region", basis="reported", regions=("AP",)) == [(2020, "AP", None, None)]
    assert delivery.ask("trainings_list", "offices", "regions", basis="reported") == [("Kenya", "AF")]
    assert delivery.ask("trainings_list", "offices", "regions") == [("Indonesia; Kenya", "AF; AP"), ("Oman", "AR")]
    assert delivery.ask("trainings_list", "training_id", basis="reported", regions=("AP",)) == []
    assert delivery.ask("offices_trained", basis="reported") == [(2020, 1, None, 1)]
    assert delivery.ask("offices_trained_list", "office", "trainings", basis="reported") == [("KE", 1)]


def test_offices_count_once_a_year_and_unknown_participants_are_not_zero(trainings: Delivery) -> None:
    assert trainings.ask("offices_trained") == [
        (2019, 3, 15, 1),  # Tanzania's number is unknown
        (2020, 1, None, 1),  # Kenya was trained, by how many is unknown
        (2021, 2, 7, 0),  # 7 and a known 0
    ]
    assert trainings.ask("offices_trained", regions=("AF",)) == [(2019, 2, 10, 1), (2020, 1, None, 1), (2021, 0, 0, 0)]
    assert trainings.ask("offices_trained", topics=("Vienna",), from_year=2019, to_year=2020) == [
        (2019, 3, 15, 1),
        (2020, 0, 0, 0),
    ]
    assert trainings.ask("offices_trained", modes=("online",), topics=("Nice",), from_year=2019, to_year=2020) == [
        (2019, 0, 0, 0),
        (2020, 1, None, 1),
    ]


def test_an_office_trained_twice_in_a_year_is_one_office(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        trainings=[
            {"training_id": name, "start_date": f"2020-0{month}-01"} for month, name in enumerate("AB", start=1)
        ],
        training_offices=[{"training_id": name, "office": "KE", "participants": 4} for name in "AB"],
    )
    assert delivery.ask("offices_trained") == [(2020, 1, 8, 0)]
    assert delivery.ask("offices_trained_list") == [("KE", "Kenya", "AF", "developing", 2, 8, "2020-02-01")]


def test_list_of_offices_trained(trainings: Delivery) -> None:
    assert trainings.ask("offices_trained_list", from_year=2019, to_year=2020) == [
        ("KE", "Kenya", "AF", "developing", 2, 10, "2020-12-30"),
        ("ID", "Indonesia", "AP", "developing", 1, 5, "2019-03-04"),
        ("TZ", "Tanzania", "AF", "LDC", 1, None, "2019-03-04"),
    ]
    assert trainings.ask("offices_trained_list", "office", topics=("IPC",)) == [("OM",), ("PE",)]
    assert trainings.ask("offices_trained_list", "office", modes=("online",)) == [("KE",)]
    assert trainings.ask("offices_trained_list", "office", regions=("AF",), topics=("Nice",), modes=("on_site",)) == [
        ("KE",),
        ("TZ",),
    ]


def test_trainings_per_office_for_the_map(trainings: Delivery) -> None:
    assert trainings.ask("trainings_by_office", from_year=2019, to_year=2020) == [
        ("KE", "Kenya", "KEN", "AF", 2),
        ("ID", "Indonesia", "IDN", "AP", 1),
        ("TZ", "Tanzania", "TZA", "AF", 1),
    ]
    assert trainings.ask("trainings_by_office", "office", "trainings", regions=("AF",), modes=("online",)) == [
        ("KE", 1)
    ]


def test_trainings_of_an_office_year_by_year(deliver: Callable[..., Delivery]) -> None:
    days = {"A": "2019-01-01", "B": "2020-01-01", "C": "2020-02-01"}
    delivery = deliver(
        trainings=[{"training_id": name, "start_date": day} for name, day in days.items()],
        training_offices=[
            {"training_id": "A", "office": "KE"},
            {"training_id": "B", "office": "KE", "participants": 4},
            {"training_id": "C", "office": "KE", "participants": 3},
            {"training_id": "C", "office": "OA"},
        ],
    )
    assert delivery.ask("trainings_by_office_and_year") == [
        ("KE", "Kenya", "AF", 2019, 1, None, "2019-01-01"),
        ("KE", "Kenya", "AF", 2020, 2, 7, "2020-02-01"),
        ("OA", "OAPI", "AF", 2020, 1, None, "2020-02-01"),
    ]
    # An organization is an office without a country.
    assert delivery.ask("trainings_by_office", "office", "iso3", "trainings") == [("KE", "KEN", 3), ("OA", None, 1)]


def test_list_of_trainings_names_offices_and_regions_in_order(trainings: Delivery) -> None:
    first, second = trainings.ask("trainings_list", from_year=2019, to_year=2019)
    assert first == (
        "A",
        "2019-03-04",
        "2019-03-06",
        "day",
        "Three classifications",
        "course",
        "Nice;Vienna;Locarno",
        "on_site",
        "KE",
        "Indonesia; Kenya; Tanzania",
        "AF; AP",
        15,
        "examiners",
        "en",
        "reported",
        "a test",
    )
    assert second[:2] == ("B", "2019-05-01")
    assert second[9:12] == (None, None, None)
    # The list behind a bar of one region still says who else was there.
    assert trainings.ask("trainings_list", "offices", regions=("AP",)) == [("Indonesia; Kenya; Tanzania",)]


def test_the_international_region_is_shown_only_where_it_counts(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        trainings=[{"training_id": "A", "start_date": "2019-01-01"}, {"training_id": "B", "start_date": "2020-01-01"}],
        training_offices=[{"training_id": "A", "office": "WO"}],
    )
    counts = delivery.ask("trainings_by_region", "year", "region", "trainings")
    assert [row for row in counts if row[1] == "IN"] == [(2019, "IN", 1)]
    assert len(counts) == 6 + 5


def test_the_running_year_counts_what_it_has_so_far(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        today=date(2021, 4, 1),
        trainings=[{"training_id": "A", "start_date": "2020-05-01"}, {"training_id": "B", "start_date": "2021-02-01"}],
        training_offices=[{"training_id": "B", "office": "KE"}],
    )
    assert delivery.snapshot.incomplete_years == {2021}
    assert delivery.ask("trainings_by_region", regions=("AF",)) == [(2020, "AF", 0, 0), (2021, "AF", 1, 1)]
    assert delivery.ask("headline_by_year", from_year=2021)[0] == ("trainings", 2021, 1)
