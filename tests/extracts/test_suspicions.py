"""Years far outside are set aside; rows that only look wrong are kept and reported."""

from __future__ import annotations

import pytest

from extracts.outliers import bulk
from tests.extracts.conftest import Folder, Loaded


def solutions(folder: Folder, *years: int) -> Loaded:
    """Load one business solution per year of `years`, each of an office of its own."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [f"{first}{second}" for first in letters for second in letters][: len(years)]
    folder.table("offices", *({"code": code, "name": f"Office {code}", "iso3": ""} for code in codes))
    rows = ({"office": code, "in_use_from": f"{year}-01-01"} for code, year in zip(codes, years, strict=True))
    folder.table("business_solutions", *rows)
    return folder.load()


def far(loaded: Loaded) -> list[tuple[object, ...]]:
    return loaded.ask("select line, value, expected from rows_set_aside where rule = 'year_far_outside' order by line")


def test_a_year_far_after_the_rest_is_set_aside(folder: Folder) -> None:
    assert far(solutions(folder, 2015, 2016, 2017, 2018, 2099)) == [(6, "2099-01-01", "2015–2018")]


def test_a_year_far_before_the_rest_is_set_aside(folder: Folder) -> None:
    assert far(solutions(folder, 1971, 2015, 2016, 2017, 2018)) == [(2, "1971-01-01", "2015–2018")]


def test_an_early_but_possible_year_is_kept(folder: Folder) -> None:
    loaded = solutions(folder, 1999, 2015, 2016, 2017, 2018, 2019, 2019, 2020)
    assert loaded.faults == []


def test_few_rows_say_nothing_about_the_rest(folder: Folder) -> None:
    assert solutions(folder, 1971, 2015, 2016, 2017).faults == []


def test_many_early_rows_are_another_time_and_no_slip(folder: Folder) -> None:
    assert solutions(folder, 1971, 1972, 2015, 2016, 2017, 2018).faults == []


@pytest.mark.parametrize("year", ["2202", "1020", "1920"])
def test_a_mistyped_year_never_counts(complete: Folder, year: str) -> None:
    changes = [{"training_id": f"T{number}", "start_date": "2020-03-01"} for number in range(1, 7)]
    wrong = {"training_id": "T0", "start_date": f"{year}-03-01", "end_date": f"{year}-03-02"}
    complete.table("trainings", *changes, wrong)
    loaded = complete.load()
    assert {fault[1] for fault in loaded.faults} == {8}
    assert loaded.ask("select count(*) from trainings") == [(6,)]


def test_an_end_far_away_is_set_aside_where_it_cannot_be_open(complete: Folder) -> None:
    changes = [{"training_id": f"T{number}"} for number in range(1, 7)]
    complete.table("trainings", *changes, {"training_id": "T0", "end_date": "2202-03-02"})
    complete.table(
        "business_solutions", *({"in_use_from": f"201{n}-01-01", "in_use_to": "9999-12-31"} for n in range(7))
    )
    assert complete.load().faults == [("trainings.csv", 8, "end_date", "2202-03-02", "year_far_outside")]


@pytest.mark.parametrize(
    ("counts", "span"),
    [
        ({2015: 1, 2016: 3}, None),
        ({2015: 2, 2016: 3}, None),
        ({1990: 1, 2015: 4}, None),
        ({1989: 1, 2015: 4}, (2015, 2015)),
        ({1920: 1, 1950: 1, 2015: 18}, (2015, 2015)),
        ({1920: 1, 1950: 1, 2015: 8}, (1950, 2015)),
        ({1950: 3, 2015: 20}, None),
        ({1950: 2, 2015: 20, 2090: 2}, (2015, 2015)),
        ({1950: 5, 2015: 5}, None),
        ({2000: 5}, None),
        ({}, None),
    ],
)
def test_the_rest_is_what_no_wide_gap_cuts_off(counts: dict[int, int], span: tuple[int, int] | None) -> None:
    assert bulk(counts) == span


def suspected(loaded: Loaded) -> list[tuple[object, ...]]:
    return loaded.ask("select file, line, column_name, value, rule, expected from rows_suspected order by all")


def test_the_same_training_under_two_ids_is_kept_and_reported(complete: Folder) -> None:
    complete.table("trainings", {"title": "IPC: A Training!"}, {"training_id": "T2", "title": "ipc a  tráining"})
    complete.table("training_offices", {}, {"training_id": "T2"})
    loaded = complete.load()
    assert loaded.faults == []
    assert suspected(loaded) == [
        ("trainings.csv", 2, "training_id", "T1", "same_training_twice", "T2"),
        ("trainings.csv", 3, "training_id", "T2", "same_training_twice", "T1"),
    ]
    assert loaded.ask("select count(*) from trainings") == [(2,)]
    assert loaded.ask("select rows_accepted, rows_suspected from delivered_files where dataset = 'trainings'") == [
        (2, 2)
    ]


@pytest.mark.parametrize("other", [{"title": "Another"}, {"start_date": "2020-02-29"}, {"host_office": ""}])
def test_trainings_that_differ_are_not_suspected(complete: Folder, other: dict[str, str]) -> None:
    complete.table("trainings", {}, {"training_id": "T2", **other})
    complete.table("training_offices", {}, {"training_id": "T2"})
    assert suspected(complete.load()) == []


def test_without_a_host_the_offices_that_took_part_decide(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "TZ", "name": "Tanzania", "iso3": ""})
    online = {"host_office": "", "mode": "online"}
    complete.table("trainings", *({"training_id": f"T{number}", **online} for number in (1, 2, 3)))
    complete.table("training_offices", {}, {"training_id": "T2", "office": "TZ"}, {"training_id": "T3"})
    assert [(row[3], row[5]) for row in suspected(complete.load())] == [("T1", "T3"), ("T3", "T1")]


def test_a_training_that_no_office_took_part_in_is_reported(complete: Folder) -> None:
    complete.table("trainings", {}, {"training_id": "T2", "title": "Alone"})
    assert suspected(complete.load()) == [
        ("trainings.csv", 3, "training_id", "T2", "training_without_office", None),
    ]


def test_trainings_are_not_suspected_where_nobody_told_who_took_part(complete: Folder) -> None:
    (complete.path / "training_offices.csv").unlink()
    loaded = complete.load()
    assert suspected(loaded) == []
    assert loaded.ask("select 1 from checks where rule = 'training_without_office'") == []


def test_suspicions_are_listed_among_the_checks(complete: Folder) -> None:
    rules = "('same_training_twice', 'training_without_office')"
    assert complete.load().ask(f"select dataset, rule from checks where rule in {rules} order by rule") == [
        ("trainings", "same_training_twice"),
        ("trainings", "training_without_office"),
    ]


def test_a_hundred_files_are_each_told_with_their_rows(folder: Folder) -> None:
    folder.table("offices", {})
    for number in range(100):
        year = {"year": 1990 + number % 30, "channel": ("email", "online", "in_person", "phone")[number // 30]}
        folder.table("advice_requests", year, {**year, "requests": "?"}, name=f"advice_requests/{number:03}.csv")
    files = folder.load().files
    assert [files[f"advice_requests/{number:03}.csv"] for number in range(100)] == [(2, 1, 1)] * 90 + [(2, 0, 2)] * 10
