"""The facts of the yearly report, each compared with the published facts on file."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from exports.report import Facts, Figure, capacity, figures, infrastructure, opening
from extracts import Snapshot
from extracts.build import load
from extracts.contract import CONTRACT_FILE
from queries import Filters

DATA = CONTRACT_FILE.parent
TOPICS = {"IPC", "Nice", "Vienna", "Locarno"}
DATABASES = {"Global Brand Database": "GBD", "PATENTSCOPE": "PATENTSCOPE", "Global Design Database": "GDD"}


def published(name: str) -> list[dict[str, str]]:
    """The facts that the report on 2020 prints, from one file."""
    with (DATA / "published" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["source_class"] == "report_2020"]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """The name of each office by its ISO code."""
    with (DATA / "offices.csv").open(encoding="utf-8-sig", newline="") as file:
        offices = list(csv.DictReader(file))
    by_code = {row["iso3"]: row["name"] for row in offices if row["iso3"]}
    # A former state has left the list of countries: the facts name it by its old code.
    former = {row["code"]: row["name"] for row in offices if row["kind"] == "former_state"}
    return {"CSK": former["CS"], **by_code}


@pytest.fixture(scope="module", params=[None, "reported"])
def facts(request: pytest.FixtureRequest, shipped: Snapshot) -> Facts:
    """The facts of 2020, with all rows and with reported ones only."""
    return figures(shipped, 2020, Filters(basis=request.param))


@pytest.fixture(scope="module")
def reported(shipped: Snapshot) -> Facts:
    return figures(shipped, 2020, Filters(2011, 2025, basis="reported"))


def test_the_trainings_are_those_published(facts: Facts, names: dict[str, str]) -> None:
    wanted = [
        (
            names[row["country_iso3"]],
            frozenset(row["topics"].split(";")) & TOPICS,
            row["mode"],
            date.fromisoformat(row["date_start"]),
            date.fromisoformat(row["date_end"]),
        )
        for row in published("trainings")
    ]
    found = [(*one.offices, frozenset(one.topics), one.mode, one.starts_on, one.ends_on) for one in facts.trainings]
    assert sorted(found, key=str) == sorted(wanted, key=str)
    assert len(found) == facts.figure("trainings").value == 5
    assert not any(one.is_illustrative for one in facts.trainings)


def test_the_totals_are_those_published(facts: Facts) -> None:
    solutions = {row["platform"]: int(row["number"]) for row in published("business_solutions_case_das")}
    [received, production] = [int(row["number"]) for row in published("ocr_rollout") if row["number"]]
    [untrained] = [row["country_iso3"] for row in published("ocr_rollout") if row["country_iso3"]]
    assert facts.figure("business_solutions_ipos").value == solutions["WIPO Business Solutions"] == 90
    assert facts.figure("exchange_platform_ipos").value == solutions["WIPO CASE and/or DAS"] == 51
    assert facts.figure("ocr_received").value == received == 35
    assert facts.figure("ocr_production").value == production == 12
    assert untrained == "PAN"
    assert facts.figure("ocr_trained").value == received - 1


def test_the_office_that_waits_for_its_training_comes_from_the_rows(facts: Facts, names: dict[str, str]) -> None:
    waiting = [names[row["country_iso3"]] for row in published("ocr_rollout") if row["country_iso3"]]
    assert [one.name for one in facts.untrained] == waiting == ["Panama"]
    assert "for Panama." in infrastructure.ocr(facts)[0]


def test_funded_participants_requests_and_releases(facts: Facts) -> None:
    [funded] = published("cws_sessions_funded")
    assert [(one.session, one.funded) for one in facts.sessions] == [(funded["session"], int(funded["funded_number"]))]
    assert {one.channel: one.requests for one in facts.requests} == {"email": None, "online": None, "in_person": 0}
    [release] = published("wipo_sequence_releases")
    assert [(one.tool, one.version, one.released_on.year) for one in facts.releases] == [
        ("WIPO Sequence", release["version"], int(release["year"]))
    ]


def test_collections_stand_in_the_order_reported(facts: Facts, names: dict[str, str]) -> None:
    rows = sorted(published("collections_added"), key=lambda row: int(row["order_in_report"]))
    for title, code in DATABASES.items():
        wanted = [names[row["country_iso3"]] for row in rows if row["database"] == title]
        assert [one.name for one in facts.collections if one.database == code] == wanted
        assert f"{title} ({len(wanted)}): {', '.join(wanted)}" in capacity.collection_lists(facts)
    assert facts.figure("collections").value == len(rows) == 19


def test_reported_facts_bear_no_mark_and_name_the_lists_that_are_not_public(reported: Facts) -> None:
    assert not any(figure.is_illustrative for figure in reported.headline.values())
    assert reported.figure("business_solutions_ipos") == Figure(90, is_published=True)
    assert reported.partial == {"business_solutions", "exchange_platforms", "ocr_rollout"}
    text = " ".join(opening.introduction(reported))
    assert "not public for 2020: Business Solutions, Exchange platforms and OCR rollout" in text
    assert "The numbers per region were not published." in infrastructure.business_solutions(reported)[0]


def test_with_all_rows_only_what_is_illustrative_is_marked(shipped: Snapshot) -> None:
    facts = figures(shipped, 2020, Filters())
    marked = {measure for measure, figure in facts.headline.items() if figure.is_illustrative}
    assert marked == {
        "business_solutions_ipos",
        "exchange_platform_ipos",
        "ocr_received",
        "ocr_trained",
        "ocr_production",
    }
    assert not any(figure.is_illustrative for figure in facts.split["trainings_by_topic"].values())
    assert all(figure.is_illustrative for figure in facts.split["business_solutions_by_region"].values())


def test_unknown_is_said_and_zero_is_said_otherwise(reported: Facts) -> None:
    [text] = infrastructure.advice(reported)
    assert "The number of requests by e-mail was not published." in text
    assert "The number of requests in online meetings was not published." in text
    assert "No request was made in person." in text
    assert "The number of participants was not published." in capacity.trainings_held(reported)[0]


def test_a_partial_list_gives_at_least_so_many(shipped: Snapshot) -> None:
    facts = figures(shipped, 2020, Filters(regions=("LC",), basis="reported"))
    assert facts.figure("ocr_received") == Figure(1, is_partial=True)
    assert "at least 1 IPO had received it" in infrastructure.ocr(facts)[0]
    assert facts.figure("business_solutions_ipos").value is None


def test_a_region_narrows_lists_and_figures(shipped: Snapshot) -> None:
    facts = figures(shipped, 2020, Filters(regions=("AP", "nowhere")))
    assert facts.filters.regions == ("AP",)
    assert [one.offices for one in facts.trainings] == [("Indonesia",), ("Malaysia",)]
    assert facts.figure("trainings").value == 2
    assert {one.name for one in facts.collections} == {"Bhutan", "India", "Republic of Korea", "Thailand"}


def test_a_zero_out_of_illustrative_rows_is_marked(shipped: Snapshot) -> None:
    facts = figures(shipped, 2020, Filters(regions=("TD",)))
    assert facts.figure("business_solutions_ipos") == Figure(0, is_illustrative=True)
    assert "No IPO† of a developing country" in infrastructure.business_solutions(facts)[0]
    assert facts.figure("trainings") == Figure(0)
    assert capacity.trainings_held(facts)[0] == "No training was held in 2020."


def test_a_table_that_was_not_delivered_is_unknown_and_not_zero(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("trainings*", "training_offices*", "*.py"))
    facts = figures(load(folder), 2020, Filters())
    assert "trainings" in facts.missing
    assert facts.figure("trainings").value is None
    assert facts.split["trainings_by_region"] == {}
    assert capacity.trainings_held(facts) == ["How many trainings were held in 2020 is not known."]
    assert facts.figure("collections").value == 19


def test_a_year_beyond_the_extracts_is_not_answered_with_another(shipped: Snapshot) -> None:
    facts = figures(shipped, 1999, Filters())
    assert not facts.is_covered
    assert facts.headline == {} and facts.trainings == ()
    assert "hold nothing on 1999" in opening.introduction(facts)[-1]
