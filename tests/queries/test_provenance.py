"""What an answer rests on: documents, illustrative rows, and years of which only part was published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extracts import Snapshot
from extracts.build import load
from queries import Filters, query
from queries.describe import documents_text, filters_text, sources_text
from queries.provenance import provenance

DATA = Path(__file__).resolve().parents[2] / "data"
REPORT_2020 = "Report on the activities of 2020 to the Committee on WIPO Standards"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load(DATA, today=date(2026, 1, 15))


def test_2020_rests_on_the_report_alone(snapshot: Snapshot) -> None:
    basis = provenance(snapshot, query("trainings_by_region"), Filters(2020, 2020))
    assert basis.documents == (REPORT_2020,)
    assert not basis.has_illustrative
    assert sources_text(basis) == REPORT_2020


def test_all_years_rest_on_illustrative_rows_too(snapshot: Snapshot) -> None:
    basis = provenance(snapshot, query("trainings_by_region"), Filters())
    assert basis.has_illustrative
    assert basis.partial_years == frozenset()
    assert sources_text(basis).endswith("illustrative rows")
    assert " more" in documents_text(basis)


def test_reported_facts_are_partial_where_illustrative_rows_are_left_out(snapshot: Snapshot) -> None:
    basis = provenance(snapshot, query("trainings_by_region"), Filters(basis="reported"))
    assert not basis.has_illustrative
    assert basis.partial_years == frozenset(range(2011, 2026)) - {2020}


def test_only_filters_that_a_question_takes_are_said(snapshot: Snapshot) -> None:
    chosen = Filters(2016, 2020, regions=("AF",), topics=("Nice",), basis="reported").within(snapshot)
    topics = filters_text(chosen, query("trainings_by_region").parameters)
    assert topics == "2016–2020 · Africa · Nice Classification · Reported facts only"
    assert filters_text(chosen, query("cws_participation").parameters) == "2016–2020 · Reported facts only"
    assert filters_text(chosen, query("delivered_files").parameters) == ""
