"""The shipped extracts keep the contract, meet the published figures and are told apart into fact and illustration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from frictionless import Package

from extracts import read_contract
from words.codes import LABELS

DATA = Path(__file__).resolve().parents[2] / "data"
ACTIVITY = {
    **{"trainings": "year(start_date)", "collections": "year", "advice_requests": "year", "cws_participation": "year"},
    **{"business_solutions": "year(in_use_from)", "exchange_platforms": "year(joined_on)"},
    **{"ocr_rollout": "year(received_on)", "tool_releases": "year(released_on)", "training_offices": "null::bigint"},
}
Count = Callable[..., int]


@pytest.fixture
def count(shipped: duckdb.DuckDBPyConnection) -> Count:
    def one(sql: str, **values: object) -> int:
        [(number,)] = shipped.execute(sql, values or None).fetchall()
        return int(number)

    return one


def test_frictionless_finds_no_fault() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "note"])
    assert not report.warnings
    assert [task.warnings for task in report.tasks] == [[]] * 12
    assert report.stats["tasks"] == 12


USERS = (
    "select count(distinct office) from business_solutions join offices on code = office "
    "where in_use_from <= $day and (in_use_to is null or in_use_to >= $day) "
)
MEMBERS = (
    "select count(distinct office) from exchange_platforms "
    "where joined_on <= $day and (left_on is null or left_on >= $day) "
)

COLLECTIONS = "select count(*) from collections where year = year($day::date) "


@pytest.mark.parametrize(
    ("sql", "day", "figure"),
    [
        (USERS + "and development = 'LDC'", date(2015, 6, 4), 17),
        (USERS + "and solution = 'IPAS'", date(2016, 10, 1), 77),
        (USERS + "and development in ('LDC', 'developing')", date(2020, 12, 31), 90),
        (MEMBERS + "and platform = 'CASE'", date(2016, 10, 1), 24),
        (MEMBERS, date(2020, 12, 31), 51),
        (MEMBERS + "and platform = 'DAS'", date(2023, 2, 1), 38),
        ("select count(*) from ocr_rollout where received_on <= $day", date(2020, 12, 31), 35),
        ("select count(*) from ocr_rollout where trained_on <= $day", date(2020, 12, 31), 34),
        ("select count(*) from ocr_rollout where production_on <= $day", date(2020, 12, 31), 12),
        ("select count(*) from trainings where year(start_date) = year($day::date)", date(2020, 12, 31), 5),
        (COLLECTIONS, date(2020, 12, 31), 19),
        (COLLECTIONS + "and database = 'GBD'", date(2020, 12, 31), 7),
        (COLLECTIONS + "and database = 'PATENTSCOPE'", date(2020, 12, 31), 6),
        (COLLECTIONS + "and database = 'GDD'", date(2020, 12, 31), 6),
        ("select sum(funded_participants) from cws_participation where year = year($day::date)", date(2020, 12, 31), 7),
        ("select sum(funded_participants) from cws_participation where year = year($day::date)", date(2016, 12, 31), 9),
    ],
)
def test_rows_give_the_published_figure(count: Count, sql: str, day: date, figure: int) -> None:
    assert count(sql, day=day) == figure
    assert count("select count(*) from reported_figures where as_of = $day and value = $figure", day=day, figure=figure)


def test_the_first_ocr_deliveries_lie_within_the_four_years_of_the_report(count: Count) -> None:
    assert count("select min(year(received_on)) from ocr_rollout") == 2017


def test_2020_holds_reported_rows_only(count: Count) -> None:
    for table in ("trainings", "collections", "advice_requests", "cws_participation", "tool_releases"):
        sql = f"select count(*) from {table} where basis <> 'reported' and {ACTIVITY[table]} = 2020"
        assert count(sql) == 0, table


@pytest.mark.parametrize("table", ["trainings", "collections", "advice_requests"])
def test_every_year_from_2011_to_2025_has_rows(shipped: duckdb.DuckDBPyConnection, table: str) -> None:
    years = shipped.sql(f"select distinct {ACTIVITY[table]} from {table} order by 1").fetchall()
    assert [year for (year,) in years] == list(range(2011, 2026))


@pytest.mark.parametrize(("table", "year"), ACTIVITY.items())
def test_rows_say_what_they_are(shipped: duckdb.DuckDBPyConnection, table: str, year: str) -> None:
    where = f"from {table} where (basis = 'illustrative') <> (source = 'data/make_illustrative.py')"
    assert shipped.sql(f"select * {where}").fetchall() == []
    [(first, last)] = shipped.execute(f"select min({year}), max({year}) from {table}").fetchall()
    # Offices may have begun to use a solution before the extracts begin; everything else happens within them.
    assert first is None or (first >= (1999 if table == "business_solutions" else 2011) and last <= 2025)


@pytest.mark.parametrize(
    ("event", "happened_on"),
    [("pandemic", date(2020, 3, 11)), ("st26", date(2022, 7, 1)), ("pandemic_end", date(2023, 5, 5))],
)
def test_events_have_their_day_and_a_document(
    shipped: duckdb.DuckDBPyConnection, event: str, happened_on: date
) -> None:
    sql = "select happened_on, date_precision, basis, length(source) > 20 from events where event = $event"
    assert shipped.execute(sql, {"event": event}).fetchall() == [(happened_on, "day", "reported", True)]


def test_each_shipped_event_is_a_code_with_a_name(shipped: duckdb.DuckDBPyConnection) -> None:
    codes = [code for (code,) in shipped.sql("select event from events order by happened_on").fetchall()]
    assert codes == list(LABELS["event"])


def test_events_concern_tables_that_have_years() -> None:
    tables = {table.name: table for table in read_contract()}
    [concerns] = [field for field in tables["events"].fields if field.name == "concerns"]
    assert set(concerns.codes) == {name for name, table in tables.items() if table.activity}
    assert tables["events"].activity is None, "an event must not stretch the years of the extracts"


def test_nobody_is_in_production_before_being_trained(count: Count) -> None:
    wrong = (
        "trained_on < received_on or production_on < trained_on or (production_on is not null and trained_on is null)"
    )
    assert count(f"select count(*) from ocr_rollout where {wrong}") == 0


def test_no_spell_ends_before_it_begins_or_overlaps_another(count: Count) -> None:
    assert count("select count(*) from business_solutions where in_use_to < in_use_from") == 0
    assert count("select count(*) from exchange_platforms where left_on < joined_on") == 0
    assert count("select count(*) from business_solutions where in_use_to is not null") >= 5
    overlaps = (
        "select count(*) from business_solutions as early join business_solutions as late using (office, solution) "
        "where early.in_use_from < late.in_use_from and coalesce(early.in_use_to, current_date) >= late.in_use_from"
    )
    assert count(overlaps) == 0


def test_a_collection_joins_a_database_once(count: Count) -> None:
    assert count("select count(*) from collections") == count(
        "select count(*) from (select distinct database, office from collections)"
    )


def test_the_position_in_a_list_follows_the_day(count: Count) -> None:
    wrong = (
        "select count(*) from collections as a join collections as b using (database, year) "
        "where a.order_in_report < b.order_in_report and a.added_on > b.added_on"
    )
    assert count(wrong) == 0
    assert count("select count(*) from collections where added_on is not null and year(added_on) <> year") == 0


@pytest.mark.parametrize(
    ("years", "mode", "least"),
    [((2011, 2019), "on_site", 0.8), ((2020, 2020), "online", 1.0), ((2021, 2021), "online", 0.8)],
)
def test_the_pandemic_moves_trainings_online(count: Count, years: tuple[int, int], mode: str, least: float) -> None:
    of_years = "select count(*) from trainings where year(start_date) between $first and $last "
    first, last = years
    share = count(of_years + "and mode = $mode", first=first, last=last, mode=mode) / count(
        of_years, first=first, last=last
    )
    assert share >= least


def test_trainings_have_the_cases_that_a_reader_must_see_handled(count: Count) -> None:
    regions = (
        "select training_id, count(distinct region) as regions from training_offices join offices on code = office"
    )
    assert count(f"select count(*) from ({regions} group by training_id) where regions > 1") > 20
    assert count("select count(*) from training_offices where participants is null and basis = 'illustrative'") > 20
    assert count("select count(*) from trainings where topics like '%;%;%'") > 5
    assert count("select count(*) from trainings anti join training_offices using (training_id)") == 0
    assert count("select count(*) from trainings where end_date < start_date") == 0


def test_offices_hold_each_kind(shipped: duckdb.DuckDBPyConnection) -> None:
    kinds = dict(shipped.sql("select kind, count(*) from offices group by kind").fetchall())
    assert kinds == {"state": 197, "territory": 17, "organization": 11, "former_state": 4}
    groups = dict(shipped.sql("select development, count(*) from offices group by development").fetchall())
    assert groups["LDC"] == 44
    assert groups["transition"] == 17
    assert groups[None] == 11 + 4
    without_iso3 = "select distinct kind from offices where iso3 is null order by 1"
    assert shipped.sql(without_iso3).fetchall() == [("former_state",), ("organization",)]


def test_names_of_offices_are_unique_and_their_iso3_too(count: Count) -> None:
    assert count("select count(*) - count(distinct name) from offices") == 0
    assert count("select count(iso3) - count(distinct iso3) from offices") == 0


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        ("DZ", "Algeria", "AR"),
        ("SD", "Sudan", "AR"),
        ("SS", "South Sudan", "AF"),
        ("NA", "Namibia", "AF"),
        ("CS", "Czechoslovakia (former)", "TD"),
        ("WO", "WIPO", "IN"),
        ("JP", "Japan", "AP"),
        ("GE", "Georgia", "TD"),
        ("AP", "ARIPO", "AF"),
    ],
)
def test_offices_are_in_the_region_of_their_bureau(
    shipped: duckdb.DuckDBPyConnection, code: str, name: str, region: str
) -> None:
    rows = shipped.execute("select name, region from offices where code = $code", {"code": code}).fetchall()
    assert rows == [(name, region)]
