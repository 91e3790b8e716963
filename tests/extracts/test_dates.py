"""Dates in every form are read as one and the same day; what can be read in two ways is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.forms.dates import Figures, read_date
from tests.extracts.conftest import Folder, Loaded

DAY = date(2020, 3, 5)
FORMS = {
    "ISO": "2020-03-05",
    "ISO with slashes": "2020/03/05",
    "ISO with points": "2020.03.05",
    "ISO with a time": "2020-03-05T10:00:00Z",
    "database time": "2020-03-05 23:59:59.999",
    "time with an offset": "2020-03-05 10:00+02:00",
    "points": "05.03.2020",
    "points without zeros": "5.3.2020",
    "points with a time": "05.03.2020 00:00",
    "Excel English": "05-Mar-2020",
    "Excel in capitals": "05-MAR-2020",
    "English in full": "5 March 2020",
    "English with the month first": "March 5, 2020",
    "English ordinal": "5th March 2020",
    "French short": "5 mars 2020",
    "Spanish in full": "5 de marzo de 2020",
    "Spanish short": "05-mar-2020",
    "Portuguese": "5 de março de 2020",
    "German": "5. März 2020",
    "German without accent": "5 Marz 2020",
    "Russian": "5 марта 2020 г.",
    "Russian short": "05 мар. 2020",
    "fullwidth digits": "２０２０-０３-０５",
    "Arabic digits": "٢٠٢٠-٠٣-٠٥",
    "no-break hyphens": "05‑Mar‑2020",
    "no-break spaces": "5\N{NO-BREAK SPACE}mars\N{NARROW NO-BREAK SPACE}2020",
}
NO_DATES = (
    *("31.02.2020", "2020-02-30", "2020-13-01", "00.01.2020", "5.3.20", "05/03/20", "05-Mar-20", "32 March 2020"),
    *(
        "5 foo 2020",
        "2020",
        "March 2020",
        "44197",
        "2020-3-5",
        "0000-01-01",
        "2020-03-05 25:00",
        "yesterday",
        "1" * 500,
    ),
)


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_date_is_read_in_every_plain_form(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15-janv.-2020", date(2020, 1, 15)),
        ("1er janvier 2020", date(2020, 1, 1)),
        ("15 févr. 2020", date(2020, 2, 15)),
        ("1 août 2020", date(2020, 8, 1)),
        ("01-ene-2020", date(2020, 1, 1)),
        ("01-dez-2020", date(2020, 12, 1)),
        ("1. Okt. 2020", date(2020, 10, 1)),
        ("12 май 2020", date(2020, 5, 12)),
        ("30 сент. 2020", date(2020, 9, 30)),
    ],
)
def test_months_are_known_in_six_languages(text: str, day: date) -> None:
    assert read_date(text) == day


def test_what_is_no_date_is_set_aside_as_it_was_written(complete: Folder) -> None:
    complete.table("trainings", *({"training_id": f"T{at}", "end_date": text} for at, text in enumerate(NO_DATES)))
    faults = [fault[1:] for fault in complete.load().faults if fault[0] == "trainings.csv"]
    assert faults == [(line, "end_date", text, "type") for line, text in enumerate(NO_DATES, start=2)]


@settings(database=None, derandomize=True)
@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from("./-"))
def test_figures_give_the_day_under_its_own_order(day: date, mark: str) -> None:
    text = f"{day.day:02}{mark}{day.month:02}{mark}{day.year}"
    found = read_date(text)
    if mark == ".":
        assert found == day
    else:
        assert isinstance(found, Figures)
        assert found.read("day") == day
        assert (found.order == "day") == (day.day > 12)
        assert found.is_open == (day.day <= 12 and day.day != day.month)


def trainings(folder: Folder, *dates: str) -> Loaded:
    """Load trainings T0, T1, … that last one of `dates` each."""
    folder.table(
        "trainings",
        *({"training_id": f"T{number}", "start_date": day, "end_date": day} for number, day in enumerate(dates)),
    )
    folder.write("training_offices.csv", "training_id,office,participants,basis,source\n")
    return folder.load()


def starts(loaded: Loaded) -> dict[str, str]:
    return dict(loaded.ask("select training_id, cast(start_date as varchar) from trainings"))


REMARKS = "select dataset, file, line, column_name, value, rule, expected from remarks where rule = 'date_order'"


def test_an_open_date_follows_a_date_of_its_file_that_shows_the_day_first(complete: Folder) -> None:
    loaded = trainings(complete, "03/04/2020", "25/12/2020")
    assert starts(loaded) == {"T0": "2020-04-03", "T1": "2020-12-25"}
    assert loaded.faults == []
    assert loaded.ask(REMARKS) == [
        ("trainings", "trainings.csv", 2, "end_date", "03/04/2020", "date_order", "DD/MM/YYYY"),
    ]


def test_an_open_date_follows_a_date_of_its_file_that_shows_the_month_first(complete: Folder) -> None:
    loaded = trainings(complete, "03-04-2020", "12/25/2020")
    assert starts(loaded) == {"T0": "2020-03-04", "T1": "2020-12-25"}
    assert [row[-1] for row in loaded.ask(REMARKS)] == ["MM/DD/YYYY"]


def test_an_open_date_without_help_is_set_aside_and_the_rest_is_read(complete: Folder) -> None:
    loaded = trainings(complete, "03/04/2020", "05/05/2020", "2020-12-25")
    assert starts(loaded) == {"T1": "2020-05-05", "T2": "2020-12-25"}
    assert [fault[1:] for fault in loaded.faults] == [
        (2, "end_date", "03/04/2020", "date_ambiguous"),
        (2, "start_date", "03/04/2020", "date_ambiguous"),
    ]
    assert loaded.ask("select distinct expected from rows_set_aside") == [("YYYY-MM-DD",)]
    assert loaded.ask(REMARKS) == []


def test_an_open_date_among_dates_in_conflict_is_set_aside_and_the_rest_is_read(complete: Folder) -> None:
    loaded = trainings(complete, "03/04/2020", "25/12/2020", "12/26/2020")
    assert starts(loaded) == {"T1": "2020-12-25", "T2": "2020-12-26"}
    assert {fault[4] for fault in loaded.faults} == {"date_ambiguous"}


def test_each_file_has_an_order_of_its_own(complete: Folder) -> None:
    days = [("a", "03/04/2020"), ("a", "25/12/2020"), ("b", "03/04/2020"), ("b", "12/25/2020")]
    (complete.path / "trainings.csv").unlink()
    for part in "ab":
        complete.table(
            "trainings",
            *(
                {"training_id": f"{part}{number}", "start_date": day, "end_date": day}
                for number, (name, day) in enumerate(days)
                if name == part
            ),
            name=f"trainings/{part}.csv",
        )
    complete.write("training_offices.csv", "training_id,office,participants,basis,source\n")
    assert starts(complete.load()) == {
        "a0": "2020-04-03",
        "a1": "2020-12-25",
        "b2": "2020-03-04",
        "b3": "2020-12-25",
    }


def test_another_date_column_of_the_file_shows_the_order_too(complete: Folder) -> None:
    complete.table("ocr_rollout", {"received_on": "03/04/2018", "trained_on": "25/04/2019"})
    loaded = complete.load()
    assert loaded.ask("select cast(received_on as varchar) from ocr_rollout") == [("2018-04-03",)]


def test_an_impossible_date_shows_no_order(complete: Folder) -> None:
    loaded = trainings(complete, "03/04/2020", "31/02/2020")
    assert starts(loaded) == {}
    assert {(fault[3], fault[4]) for fault in loaded.faults} == {
        ("03/04/2020", "date_ambiguous"),
        ("31/02/2020", "type"),
    }
