"""What the extracts hold about one office, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from extracts import Snapshot
from queries import Filters, query
from queries.offices import SUBJECTS, of_any_office, rows_of_office
from tests.queries.conftest import Delivery


@pytest.fixture(scope="module")
def data(deliver: Callable[..., Delivery]) -> Snapshot:
    delivery = deliver(
        trainings=[
            {"training_id": "T1", "start_date": "2019-05-01", "host_office": "KE", "topics": "IPC;Nice"},
            {"training_id": "T2", "start_date": "2020-05-01", "host_office": "PE"},
            {"training_id": "T3", "start_date": "2021-05-01", "basis": "illustrative"},
        ],
        training_offices=[
            {"training_id": "T1", "office": "KE", "participants": 2},
            {"training_id": "T1", "office": "TZ", "participants": 5},
            {"training_id": "T2", "office": "KE"},
            {"training_id": "T3", "office": "KE", "participants": 9, "basis": "illustrative"},
        ],
        business_solutions=[
            {"office": "KE", "solution": "IPAS", "in_use_from": "2015-01-01", "in_use_to": "2018-01-01"},
            {"office": "KE", "solution": "IPAS", "in_use_from": "2021-01-01"},
            {"office": "KE", "solution": "Scan", "in_use_from": "2016-01-01"},
            {"office": "CZ", "solution": "File", "in_use_from": "2016-01-01"},
        ],
        exchange_platforms=[{"office": "KE", "platform": "DAS", "joined_on": "2018-02-01"}],
        ocr_rollout=[{"office": "PE", "languages": "es", "received_on": "2019-02-01"}],
        collections=[
            {"office": "KE", "database": "GBD", "year": 2017},
            {"office": "KE", "database": "PATENTSCOPE", "year": 2020},
        ],
    )
    return delivery.snapshot


def rows(data: Snapshot, name: str, office: str, *columns: str, **filters: Any) -> list[tuple[Any, ...]]:
    found = rows_of_office(data, name, of_any_office(Filters(**filters)), office, 100)
    assert found.total == len(found.answer.rows)
    return [tuple(row[column] for column in columns) for row in found.answer.rows]


def test_trainings_are_those_the_office_took_part_in_with_its_own_participants(data: Snapshot) -> None:
    asked = ("training_attendances", "KE", "training_id", "participants")
    assert rows(data, *asked) == [("T1", 2), ("T2", None), ("T3", 9)]
    assert rows(data, *asked, from_year=2020, to_year=2020) == [("T2", None)]
    assert rows(data, *asked, basis="reported") == [("T1", 2), ("T2", None)]
    assert rows(data, *asked, regions=("LC",)) == rows(data, *asked)


def test_a_training_on_two_topics_is_one_row(data: Snapshot) -> None:
    assert rows(data, "training_attendances", "TZ", "training_id", "topics") == [("T1", "IPC;Nice")]


def test_hosting_is_no_taking_part(data: Snapshot) -> None:
    assert rows(data, "trainings_hosted", "KE", "training_id") == [("T1",)]
    assert rows(data, "trainings_hosted", "PE", "training_id") == [("T2",)]
    assert rows(data, "training_attendances", "PE", "training_id") == []


def test_solutions_keep_those_that_ended_and_leave_later_ones_out(data: Snapshot) -> None:
    asked = ("business_solutions_spells", "KE", "solution")
    assert rows(data, *asked) == [("IPAS",), ("IPAS",), ("Scan",)]
    assert rows(data, *asked, to_year=2020) == [("IPAS",), ("Scan",)]
    assert rows(data, "business_solutions_spells", "CZ", "solution") == [("File",)]  # a developed country too


def test_platforms_ocr_and_collections(data: Snapshot) -> None:
    assert rows(data, "exchange_platforms_offices", "KE", "platform") == [("DAS",)]
    assert rows(data, "ocr_offices", "KE", "pending") == []
    assert rows(data, "ocr_offices", "PE", "pending") == [("training",)]
    assert rows(data, "collections_list", "KE", "year", "database") == [(2017, "GBD"), (2020, "PATENTSCOPE")]
    assert rows(data, "collections_list", "KE", "database", from_year=2018) == [("PATENTSCOPE",)]


def test_the_first_rows_are_given_and_all_are_counted(data: Snapshot) -> None:
    part = rows_of_office(data, "training_attendances", Filters(), "KE", 2)
    assert [row["training_id"] for row in part.answer.rows] == ["T1", "T2"]
    assert part.total == 3


@pytest.mark.parametrize("office", ["ZZ", "", "ke", "KE' or '1'='1", "'; drop table offices; --", "K" * 10_000])
def test_a_code_is_bound(data: Snapshot, office: str) -> None:
    for name in SUBJECTS:
        assert rows(data, name, office, "office") == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_an_office_that_may_not_be_seen_has_no_rows(data: Snapshot, name: str) -> None:
    allowed = replace(data, regions=("LC",))
    assert rows(allowed, name, "KE", "office") == []
    assert query(name).parameters >= {"regions"}
