"""Each rule of the contract sets aside exactly the row that breaks it, and says where and why."""

from __future__ import annotations

import pytest

from extracts.checks import CHECKS
from tests.extracts.conftest import VALID, Folder, Loaded
from words.codes import LABELS

# table, what differs from its valid row (its key, if need be), the column at fault and the rule.
BAD_ROWS = [
    ("offices", {"code": "UG", "name": ""}, "name", "required"),
    ("offices", {"code": "UG", "name": "   "}, "name", "required"),
    ("advice_requests", {"channel": "online", "year": "2020.5"}, "year", "type"),
    ("advice_requests", {"channel": "online", "requests": "3.7"}, "requests", "type"),
    ("advice_requests", {"channel": "online", "requests": "1,00,000"}, "requests", "type"),
    ("advice_requests", {"channel": "online", "requests": "99999999999999999999"}, "requests", "type"),
    ("trainings", {"training_id": "T2", "start_date": "2020-1-5"}, "start_date", "type"),
    ("trainings", {"training_id": "T2", "start_date": "05/01/2020"}, "start_date", "date_ambiguous"),
    ("trainings", {"training_id": "T2", "end_date": "2020-02-30"}, "end_date", "type"),
    ("trainings", {"training_id": "T2", "end_date": "2020-03-02 25:00"}, "end_date", "type"),
    ("offices", {"code": "UG", "region": "EU"}, "region", "enum"),
    ("offices", {"code": "UG", "region": "Afrique"}, "region", "enum"),
    ("trainings", {"training_id": "T2", "basis": "guessed"}, "basis", "enum"),
    ("offices", {"code": "TZA"}, "code", "pattern"),
    ("offices", {"code": "UG", "iso3": "TZ1"}, "iso3", "pattern"),
    ("trainings", {"training_id": "T2", "topics": "IPC;Madrid"}, "topics", "pattern"),
    ("trainings", {"training_id": "T2", "topics": "IPC+Nice"}, "topics", "pattern"),
    ("cws_participation", {"session": "CWS-9"}, "session", "pattern"),
    ("advice_requests", {"channel": "online", "requests": "-1"}, "requests", "minimum"),
    ("advice_requests", {"year": "1969"}, "year", "minimum"),
    ("collections", {"database": "GDD", "order_in_report": "0"}, "order_in_report", "minimum"),
    ("trainings", {"training_id": "T2", "start_date": "1969-12-31"}, "start_date", "minimum"),
    ("advice_requests", {"year": "2101"}, "year", "maximum"),
    ("ocr_rollout", {"office": "TZ", "production_on": "2101-01-01"}, "production_on", "maximum"),
    ("offices", {"name": "Kenya again"}, "code", "unique"),
    ("training_offices", {"participants": "9"}, "training_id", "unique"),
    # One key however it is spelt: 02020 and +2020 are the year 2020.
    ("advice_requests", {"year": "02020"}, "year", "unique"),
    ("advice_requests", {"year": "+2020"}, "year", "unique"),
    ("collections", {"office": "ZZ"}, "office", "foreign_key"),
    ("trainings", {"training_id": "T2", "host_office": "ZZ"}, "host_office", "foreign_key"),
    ("training_offices", {"training_id": "T9"}, "training_id", "participation_without_training"),
    ("collections", {"office": "Congo"}, "office", "office_ambiguous"),
    ("trainings", {"training_id": "T2", "end_date": "2020-02-28"}, "end_date", "ends_before_start"),
    ("business_solutions", {"solution": "File", "in_use_to": "2019-04-30"}, "in_use_to", "ends_before_start"),
    ("exchange_platforms", {"platform": "DAS", "left_on": "2019-04-30"}, "left_on", "ends_before_start"),
    (
        "cws_participation",
        {"session": "CWS/9", "held_from": "2020-12-02", "held_to": "2020-12-01"},
        "held_to",
        "ends_before_start",
    ),
    ("ocr_rollout", {"office": "TZ", "trained_on": "2018-04-30"}, "trained_on", "trained_before_received"),
    ("ocr_rollout", {"office": "TZ", "trained_on": ""}, "production_on", "production_without_training"),
    ("ocr_rollout", {"office": "TZ", "production_on": "2019-04-30"}, "production_on", "production_before_training"),
]


@pytest.fixture(scope="module")
def bad_rows(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A delivery with a valid row per table and each bad row in a part of its own, loaded once."""
    folder = Folder(tmp_path_factory.mktemp("extracts"))
    folder.everything()
    # A second office, that rows may name without any fault.
    folder.table("offices", {}, {"code": "TZ", "name": "Tanzania"})
    for number, (table, change, _column, _rule) in enumerate(BAD_ROWS):
        folder.table(table, change, name=f"{table}/{number}.csv")
    return folder.load()


@pytest.mark.parametrize("number", range(len(BAD_ROWS)), ids=[f"{row[3]}-{row[0]}-{row[1]}"[:60] for row in BAD_ROWS])
def test_a_bad_row_is_set_aside_with_its_place_and_reason(bad_rows: Loaded, number: int) -> None:
    table, change, column, rule = BAD_ROWS[number]
    file, value = f"{table}/{number}.csv", str({**VALID[table], **change}[column]).strip()
    assert [fault for fault in bad_rows.faults if fault[0] == file] == [(file, 2, column, value or None, rule)]
    assert bad_rows.files[file] == (1, 0, 1)


def test_no_row_is_set_aside_but_the_bad_ones(bad_rows: Loaded) -> None:
    assert len(bad_rows.faults) == len(BAD_ROWS)
    assert {file: rows for file, rows in bad_rows.files.items() if "/" not in file} == {
        f"{table}.csv": (2, 2, 0) if table == "offices" else (1, 1, 0) for table in VALID
    }


def test_every_rule_that_is_put_to_rows_is_tried_and_has_a_remedy(bad_rows: Loaded) -> None:
    put = {rule for (rule,) in bad_rows.ask("select distinct rule from checks")}
    of_many_rows = {"number_ambiguous", "year_far_outside", "same_training_twice", "training_without_office"}
    assert {rule for *_row, rule in BAD_ROWS} | of_many_rows == put
    assert put <= set(LABELS["rule"])
    tried = {(table, rule, column) for table, _change, column, rule in BAD_ROWS}
    assert {(check.table, check.rule, check.column) for check in CHECKS} <= tried


def test_valid_rows_pass(complete: Folder) -> None:
    loaded = complete.load()
    assert loaded.faults == []
    assert loaded.files == {f"{table}.csv": (1, 1, 0) for table in VALID}
    assert loaded.snapshot.missing == ()


def test_types_are_those_of_the_contract(complete: Folder) -> None:
    loaded = complete.load()
    types = loaded.ask("describe trainings")
    assert {row[0]: row[1] for row in types} == {
        **dict.fromkeys(VALID["trainings"], "VARCHAR"),
        **dict.fromkeys(("topic_bits", "region_bits", "reported_region_bits", "seen_by_bits"), "BIGINT"),
        "audience": "VARCHAR",
        "start_date": "DATE",
        "end_date": "DATE",
    }
    assert {row[0]: row[1] for row in loaded.ask("describe advice_requests")}["requests"] == "BIGINT"


def test_panama_received_the_software_and_no_more(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "PA", "name": "Panama", "region": "LC"})
    complete.table("ocr_rollout", {}, {"office": "PA", "trained_on": "", "production_on": ""})
    loaded = complete.load()
    assert loaded.faults == []
    assert loaded.ask("select trained_on, production_on from ocr_rollout where office = 'PA'") == [(None, None)]


def test_an_unknown_number_and_a_zero_stay_apart(complete: Folder) -> None:
    complete.table("advice_requests", {"requests": ""}, {"channel": "online", "requests": "0"})
    loaded = complete.load()
    assert loaded.faults == []
    assert loaded.ask("select channel, requests from advice_requests order by channel") == [
        ("email", None),
        ("online", 0),
    ]


def test_a_row_with_several_faults_is_set_aside_once(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "T1", "region": "XX", "kind": ""})
    loaded = complete.load()
    assert [(fault[2], fault[4]) for fault in loaded.faults] == [
        ("code", "pattern"),
        ("kind", "required"),
        ("region", "enum"),
    ]
    assert loaded.files["offices.csv"] == (2, 1, 1)


def test_of_two_rows_with_one_key_the_first_stays(complete: Folder) -> None:
    complete.table("offices", {"name": "First"}, {"name": "Second"}, {"name": "Third"})
    loaded = complete.load()
    assert loaded.ask("select name from offices") == [("First",)]
    assert [fault[1] for fault in loaded.faults] == [3, 4]


@pytest.mark.parametrize("spoilt", [{"solution": "Word"}, {"in_use_to": "2000-01-01"}, {"source": ""}])
def test_a_row_that_was_refused_takes_no_key(complete: Folder, spoilt: dict[str, str]) -> None:
    complete.table("business_solutions", {"basis": "illustrative", **spoilt}, {})
    loaded = complete.load()
    assert [(fault[1], fault[2]) for fault in loaded.faults] == [(2, next(iter(spoilt)))]
    assert loaded.ask("select basis from business_solutions") == [("reported",)]


def test_a_row_without_its_office_takes_no_key(complete: Folder) -> None:
    complete.table("trainings", {"host_office": "ZZ", "title": "Refused"}, {"title": "Accepted"})
    loaded = complete.load()
    assert loaded.faults == [("trainings.csv", 2, "host_office", "ZZ", "foreign_key")]
    assert loaded.ask("select title from trainings") == [("Accepted",)]


def test_what_refers_to_a_refused_row_is_refused(complete: Folder) -> None:
    complete.table("trainings", {"mode": "by post"})
    loaded = complete.load()
    assert loaded.faults == [
        ("training_offices.csv", 2, "training_id", "T1", "participation_without_training"),
        ("trainings.csv", 2, "mode", "by post", "enum"),
    ]


def test_a_date_that_cannot_be_read_is_no_missing_training(complete: Folder) -> None:
    complete.table("ocr_rollout", {"trained_on": "in May"})
    assert complete.load().faults == [("ocr_rollout.csv", 2, "trained_on", "in May", "type")]


def test_what_is_expected_is_said(complete: Folder) -> None:
    complete.table("trainings", {"mode": "by post", "start_date": "May", "topics": "Madrid"})
    complete.table("advice_requests", {"requests": "-1"})
    expected = dict(complete.load().ask("select rule || column_name, expected from rows_set_aside"))
    assert expected["enummode"] == "online, on_site, hybrid"
    assert expected["typestart_date"] == "YYYY-MM-DD"
    assert expected["patterntopics"].startswith("IPC, Nice, ")
    assert expected["minimumrequests"] == "0"
    assert expected["participation_without_trainingtraining_id"] == "trainings.training_id"
