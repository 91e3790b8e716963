"""Every published fact is in the shipped extracts as a reported row, or README.md says why it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

Facts = dict[str, dict[str, str]]
Read = Callable[[str], Facts]

DATA = Path(__file__).resolve().parents[2] / "data"
REPORT = "Report on the activities of 2020 to the Committee on WIPO Standards"
TOPICS = {"WIPO Standards": "Standards", "IPAS": "Solutions"}
DATABASES = {"Global Brand Database": "GBD", "PATENTSCOPE": "PATENTSCOPE", "Global Design Database": "GDD"}

TRAININGS = {
    **{"TR001": "R2020-03", "TR002": "R2020-01", "TR003": "R2020-02", "TR004": "R2020-04", "TR005": "R2020-05"},
    **{"TR006": "R2013-01", "TR007": "R2014-01", "TR008": "R2016-01", "TR009": "R2017-01"},
}
# Fact to the year, measure, day and kind of its figure.
FIGURES = {
    "BS001": (2020, "business_solutions_ipos", date(2020, 12, 31), "printed"),
    "BS002": (2020, "exchange_platform_ipos", date(2020, 12, 31), "printed"),
    "BS003": (2016, "ipas_ipos", date(2016, 10, 1), "printed"),
    "BS004": (2016, "case_ipos", date(2016, 10, 1), "printed"),
    "BS005": (2015, "business_solutions_ldc_ipos", date(2015, 6, 4), "printed"),
    "BS006": (2017, "business_solutions_ipos", date(2017, 12, 31), "forecast"),
    "BS009": (2023, "das_ipos", date(2023, 2, 1), "printed"),
    "OC001": (2020, "ocr_received", date(2020, 12, 31), "printed"),
    "OC002": (2020, "ocr_production", date(2020, 12, 31), "printed"),
}
PLATFORMS = ("BS010", "BS014", "BS015")
RELEASES = {
    "BS035": ("WIPO CASE", "Portal version of March 2015", date(2015, 3, 24), "day"),
    "SQ001": ("WIPO Sequence", "Beta", date(2020, 1, 1), "year"),
    "SQ006": ("WIPO Sequence", "3.0.0", None, "year"),
}
SESSIONS = ("CW002", "CW003", "CW004", "CW005", "CW006", "CW007")
COLLECTIONS = tuple(f"CO{number:03}" for number in range(1, 20))
CARRIED = {*TRAININGS, *FIGURES, *PLATFORMS, *RELEASES, *SESSIONS, *COLLECTIONS, "OC003", "BS011"}


def day(text: str) -> date | None:
    """Return the day of a fact; one known to the year or month alone stands on its first day."""
    return date.fromisoformat(f"{text}-01-01"[:10]) if text else None


def rows(shipped: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[tuple[object, ...]]:
    """Return all rows of `sql`, with `values` bound by name."""
    return shipped.execute(sql, values or None).fetchall()


@pytest.mark.parametrize(("fact_id", "training_id"), TRAININGS.items())
def test_training(
    shipped: duckdb.DuckDBPyConnection, published: Read, code_of: dict[str, str], fact_id: str, training_id: str
) -> None:
    fact = published("trainings")[fact_id]
    ends = {"2013-10": date(2013, 10, 31)}.get(fact["date_end"]) or day(fact["date_end"])
    topics = [TOPICS.get(topic, topic) for topic in fact["topics"].split(";")]
    known = {"IPC", "Nice", "Vienna", "Locarno", "Standards", "Solutions"}
    host = code_of[fact["country_iso3"]] if fact["mode"] == "on_site" else None
    assert rows(
        shipped,
        "select topics, mode, start_date, end_date, date_precision, host_office, basis, source from trainings "
        "where training_id = $training_id",
        training_id=training_id,
    ) == [
        (
            ";".join(topic for topic in topics if topic in known),
            fact["mode"],
            day(fact["date_start"]),
            ends,
            fact["date_precision"],
            host,
            "reported",
            fact["source_document"],
        )
    ]
    beneficiaries = (fact["participant_countries_iso3"] or fact["country_iso3"]).split(";")
    persons = int(fact["participants"]) if fact["participants"] else None
    assert rows(
        shipped,
        "select office, participants, basis, source from training_offices where training_id = $training_id order by 1",
        training_id=training_id,
    ) == sorted((code_of[iso3], persons, "reported", fact["source_document"]) for iso3 in beneficiaries)


@pytest.mark.parametrize("fact_id", COLLECTIONS)
def test_collection(shipped: duckdb.DuckDBPyConnection, published: Read, code_of: dict[str, str], fact_id: str) -> None:
    fact = published("collections_added")[fact_id]
    assert rows(
        shipped,
        "select year, added_on, order_in_report, basis, source from collections "
        "where database = $database and office = $office",
        database=DATABASES[fact["database"]],
        office=code_of[fact["country_iso3"]],
    ) == [(int(fact["year"]), None, int(fact["order_in_report"]), "reported", fact["source_document"])]


@pytest.mark.parametrize(("fact_id", "figure"), FIGURES.items())
def test_figure(
    shipped: duckdb.DuckDBPyConnection, published: Read, fact_id: str, figure: tuple[int, str, date, str]
) -> None:
    fact = (published("business_solutions_case_das") | published("ocr_rollout"))[fact_id]
    year, measure, as_of, kind = figure
    assert rows(
        shipped,
        "select value, as_of, basis, source from reported_figures "
        "where year = $year and measure = $measure and kind = $kind",
        year=year,
        measure=measure,
        kind=kind,
    ) == [(int(fact["number"]), as_of, "reported", fact["source_document"])]


@pytest.mark.parametrize("fact_id", PLATFORMS)
def test_participation_in_case(
    shipped: duckdb.DuckDBPyConnection, published: Read, code_of: dict[str, str], fact_id: str
) -> None:
    fact = published("business_solutions_case_das")[fact_id]
    precision = "year" if len(fact["date_start"]) == 4 else "day"
    for iso3 in fact["country_iso3"].split(";"):
        assert rows(
            shipped,
            "select joined_on, left_on, date_precision, basis, source from exchange_platforms "
            "where platform = 'CASE' and office = $office",
            office=code_of[iso3],
        ) == [(day(fact["date_start"]), None, precision, "reported", fact["source_document"])]


@pytest.mark.parametrize(("fact_id", "release"), RELEASES.items())
def test_release(
    shipped: duckdb.DuckDBPyConnection, published: Read, fact_id: str, release: tuple[str, str, date | None, str]
) -> None:
    fact = (published("business_solutions_case_das") | published("wipo_sequence_releases"))[fact_id]
    tool, version, released_on, precision = release
    assert released_on == day(fact["date_start"])
    assert fact.get("version", version) == version
    assert rows(
        shipped,
        "select released_on, date_precision, basis, source from tool_releases "
        "where tool = $tool and version = $version",
        tool=tool,
        version=version,
    ) == [(released_on, precision, "reported", fact["source_document"])]


@pytest.mark.parametrize("fact_id", SESSIONS)
def test_session(shipped: duckdb.DuckDBPyConnection, published: Read, fact_id: str) -> None:
    fact = published("cws_sessions_funded")[fact_id]
    first = day(fact["date_start"])
    # The report on 2020 prints the seventh session; the source of the row says so.
    caveat = " (prints the seventh session)" if fact_id == "CW007" else ""
    assert rows(
        shipped,
        "select year, held_from, held_to, funded_participants, basis, source from cws_participation "
        "where session = $session",
        session=fact["session"],
    ) == [
        (
            first.year if first else 2020,
            first,
            day(fact["date_end"]),
            int(fact["funded_number"]) if fact["funded_number"] else None,
            "reported",
            fact["source_document"] + caveat,
        )
    ]


def test_panama_received_the_software_and_awaits_its_training(
    shipped: duckdb.DuckDBPyConnection, published: Read, code_of: dict[str, str]
) -> None:
    fact = published("ocr_rollout")["OC003"]
    assert rows(
        shipped,
        "select received_on, date_precision, languages, trained_on, production_on, basis from ocr_rollout "
        "where office = $office",
        office=code_of[fact["country_iso3"]],
    ) == [(date(2020, 12, 31), "by", None, None, None, "reported")]


def test_the_opening_of_case_to_all_offices_is_an_event(shipped: duckdb.DuckDBPyConnection, published: Read) -> None:
    fact = published("business_solutions_case_das")["BS011"]
    assert rows(
        shipped, "select happened_on, date_precision, concerns, basis, source from events where event = 'case_open'"
    ) == [(day(fact["date_start"]), "month", "exchange_platforms", "reported", fact["source_document"])]


def test_no_in_person_request_in_2020_is_a_zero_and_the_other_channels_are_unknown(
    shipped: duckdb.DuckDBPyConnection,
) -> None:
    requests = rows(shipped, "select channel, requests, basis, source from advice_requests where year = 2020")
    assert sorted(requests) == [
        ("email", None, "reported", REPORT),
        ("in_person", 0, "reported", REPORT),
        ("online", None, "reported", REPORT),
    ]


def test_nothing_is_reported_beyond_the_facts(shipped: duckdb.DuckDBPyConnection) -> None:
    counts = dict(
        shipped.sql(
            "select 'trainings', count(*) from trainings where basis = 'reported' union all "
            "select 'training_offices', count(*) from training_offices where basis = 'reported' union all "
            "select 'business_solutions', count(*) from business_solutions where basis = 'reported' union all "
            "select 'exchange_platforms', count(*) from exchange_platforms where basis = 'reported' union all "
            "select 'ocr_rollout', count(*) from ocr_rollout where basis = 'reported' union all "
            "select 'collections', count(*) from collections where basis = 'reported' union all "
            "select 'cws_participation', count(*) from cws_participation where basis = 'reported' union all "
            "select 'tool_releases', count(*) from tool_releases where basis = 'reported'"
        ).fetchall()
    )
    # Five visiting offices at TR006, one office at each other training; three offices in BS010.
    assert counts == {
        "trainings": len(TRAININGS),
        "training_offices": len(TRAININGS) - 1 + 5,
        "business_solutions": 0,
        "exchange_platforms": len(PLATFORMS) - 1 + 3,
        "ocr_rollout": 1,
        "collections": len(COLLECTIONS),
        "cws_participation": len(SESSIONS),
        "tool_releases": len(RELEASES),
    }


def test_every_fact_is_carried_over_or_left_out_with_a_reason(published: Read) -> None:
    facts = {fact for path in sorted((DATA / "published").glob("*.csv")) for fact in published(path.stem)}
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    left_out = set(re.findall(r"^\| ([A-Z]{2}\d{3}) \| \S.{15,} \|$", readme, flags=re.MULTILINE))
    assert not CARRIED & left_out
    assert facts == CARRIED | left_out
