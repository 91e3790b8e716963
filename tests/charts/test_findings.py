"""Findings and alternative texts: exact on small tables, and silent about what is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from charts.catalogue import Context
from tests.charts.conftest import build

RowsOf = Callable[[str, list[tuple[object, ...]]], pd.DataFrame]

TWO_REGIONS: list[tuple[object, ...]] = [
    (2018, "AF", 2, 2),
    (2018, "AP", 1, 2),
    (2019, "AF", 0, 1),
    (2019, "AP", 1, 1),
    (2020, "AF", 3, 3),
    (2020, "AP", 0, 3),
]


def test_the_leader_is_told_against_the_true_total(rows_of: RowsOf, context: Context) -> None:
    chart = build("trainings_by_region", rows_of("trainings_by_region", TWO_REGIONS), context)
    assert chart.title == "Africa had the most trainings: 5 of 6"
    assert chart.alt == (
        "Stacked bar chart: Trainings per year by region, 2018–2020. Highest total 3 in 2020, lowest 1 in 2019. "
        "Total 2 in 2018, 3 in 2020. All years: Africa 5; Asia and the Pacific 2."
    )


def test_a_tie_names_all_leaders(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_region", [(2018, "AF", 2, 3), (2018, "AP", 2, 3)])
    assert (
        build("trainings_by_region", rows, context).title == "Africa; Asia and the Pacific lead together: 2 each of 3"
    )


def test_states_are_not_added_up_over_years(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of(
        "business_solutions_by_region",
        [(2019, "AF", 30, 50), (2019, "AR", 20, 50), (2020, "AF", 31, 55), (2020, "AR", 24, 55)],
    )
    chart = build("business_solutions_by_region", rows, context)
    assert chart.title == "Africa had the most users at the end of 2020: 31 of 55 offices"
    assert "2020: Africa 31; Arab Countries 24." in chart.alt


def test_a_running_year_is_neither_end_nor_trend(rows_of: RowsOf, context: Context) -> None:
    running = replace(context, incomplete_years=frozenset({2020}))
    rows = rows_of("offices_trained", [(2018, 10), (2019, 12), (2020, 1)])
    chart = build("offices_trained", rows, running)
    assert chart.title == "Offices trained rose from 10 in 2018 to 12 in 2019"
    assert chart.alt.endswith("Incomplete: 2020.")
    states = rows_of("business_solutions_by_region", [(2019, "AF", 3, 4), (2019, "AR", 1, 4), (2020, "AF", 9, 9)])
    assert "at the end of 2019: 3 of 4" in build("business_solutions_by_region", states, running).title


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([(2018, 4), (2020, 9)], "Offices trained rose from 4 in 2018 to 9 in 2020"),
        ([(2018, 9), (2020, 4)], "Offices trained fell from 9 in 2018 to 4 in 2020"),
        ([(2018, 4), (2020, 4)], "Offices trained: 4 in 2020, as many as in 2018"),
        ([(2020, 1204)], "Offices trained in 2020: 1,204"),
        ([(2018, 0), (2020, 0)], "Offices trained per year: none in this period"),
        ([(2018, None), (2020, None)], "Offices trained per year: not known for this period"),
    ],
)
def test_how_a_single_count_changed(
    rows_of: RowsOf, context: Context, cells: list[tuple[object, ...]], expected: str
) -> None:
    assert build("offices_trained", rows_of("offices_trained", cells), context).title == expected


def test_one_region_alone_leads_nothing(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_region", [(2018, "AF", 2, 2), (2020, "AF", 5, 5)])
    assert build("trainings_by_region", rows, context).title == "Trainings rose from 2 in 2018 to 5 in 2020"


def test_incomplete_lists_name_no_leader_and_no_trend(rows_of: RowsOf, context: Context) -> None:
    reported = replace(context, basis="reported")
    rows = rows_of(
        "trainings_by_region",
        [
            (2018, "AF", None, None),
            (2018, "AP", None, None),
            (2019, "AF", 4, 4),
            (2019, "AP", None, 4),
            (2020, "AF", 0, 2),
            (2020, "AP", 2, 2),
        ],
    )
    chart = build("trainings_by_region", rows, reported)
    assert chart.title == "Trainings: at least 6 published, complete only for 2020"
    assert "Total ≥4 in 2019, 2 in 2020." in chart.alt
    assert "Not published: 2018. At least, because not complete: 2019." in chart.alt


def test_years_known_to_be_partial_count_too(rows_of: RowsOf, context: Context) -> None:
    here = replace(context, basis="reported", partial_years=frozenset({2018, 2019, 2020}))
    rows = rows_of("offices_trained", [(2018, 5), (2020, 5)])
    assert build("offices_trained", rows, here).title == "Offices trained: at least 5 published for 2020"


ADVICE = "advice_requests"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            [(2020, "email", None), (2020, "online", None), (2020, "in_person", 0)],
            "No request: In person; not known: E-mail; Online",
        ),
        (
            [(2020, "email", 0), (2020, "in_person", 0)],
            "Requests for technical advice per year by channel: none in this period",
        ),
        ([(2020, "email", 3), (2020, "in_person", 1)], "E-mail brought the most requests for advice: 3 of 4"),
        (
            [(2020, "email", 3), (2020, "in_person", None)],
            "E-mail brought the most requests for advice known: 3 of 3",
        ),
    ],
)
def test_advice_keeps_zero_and_unknown_apart(
    rows_of: RowsOf, context: Context, cells: list[tuple[object, ...]], expected: str
) -> None:
    assert build(ADVICE, rows_of(ADVICE, cells), context).title == expected


def test_an_unknown_number_is_never_read_out_as_zero(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of(ADVICE, [(2020, "email", None), (2020, "in_person", 0)])
    assert build(ADVICE, rows, context).alt == (
        "Grouped bar chart: Requests for technical advice per year by channel, 2020. "
        "All years: E-mail not known; In person 0. Not known: E-mail 2020."
    )


def test_the_rollout_is_told_as_a_ladder(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("ocr_ladder", [(2020, "received", 35), (2020, "trained", 34), (2020, "production", 12)])
    chart = build("ocr_ladder", rows, context)
    assert chart.title == "35 offices received the OCR software by 2020: trained 34, in production 12"
    assert chart.alt == (
        "Bar chart of steps: OCR software: from receipt to production, 2020. "
        "At the end of 2020: Received 35; Trained 34; In production 12."
    )


def test_regions_in_production_are_read_out_one_by_one(rows_of: RowsOf, context: Context) -> None:
    cells: list[tuple[object, ...]] = [("AF", "received", 8), ("AF", "production", 5), ("AR", "received", 9)]
    chart = build("ocr_by_region", rows_of("ocr_by_region", [*cells, ("AR", "production", 0)]), context)
    assert chart.title == "Africa had the most offices in production: 5 of 5"
    assert chart.alt.endswith("Africa: Received 8, In production 5. Arab Countries: Received 9, In production 0.")
    unknown = rows_of("ocr_by_region", [*cells, ("AR", "production", None)])
    partly = build("ocr_by_region", unknown, replace(context, basis="reported"))
    assert partly.title == "OCR software: offices by region and stage: published in part only"
    assert partly.alt.endswith("Arab Countries: Received 9, In production not known.")


def test_sessions_tell_the_latest_known(context: Context) -> None:
    rows = pd.DataFrame(
        {
            "session": ["CWS/6", "CWS/7", "CWS/8"],
            "year": [2018, 2020, 2021],
            "funded_participants": pd.array([1, 7, None], dtype="Int64"),
        }
    )
    chart = build("cws_participation", rows, context)
    assert chart.title == "Latest known: 7 participants funded at CWS/7 (2020)"
    assert chart.alt == "Bar chart: Participants funded per session of the CWS. CWS/6 1. CWS/7 7. CWS/8 not known."
    one = build("cws_participation", rows.head(1), context)
    assert one.title == "Latest known: 1 participant funded at CWS/6 (2018)"
    none = build("cws_participation", rows.tail(1), context)
    assert none.title == "Funded participation is not known for these sessions"


def trainings(*days: str) -> pd.DataFrame:
    rows = pd.DataFrame({"training_id": [f"T{i}" for i in range(len(days))], "start_date": pd.to_datetime(list(days))})
    rows["end_date"] = rows["start_date"]
    return rows.assign(
        date_precision="day",
        title="Course",
        topics="IPC",
        mode="online",
        offices="Oman",
        regions="AR",
        participants=pd.NA,
    )


def test_the_calendar_tells_the_fullest_month_or_year(context: Context) -> None:
    rows = trainings("2019-03-02", "2020-03-05", "2020-03-09", "2020-07-01")
    over_years = build("trainings_calendar", rows, context)
    assert over_years.title == "4 trainings; most started in 2020: 3"
    assert over_years.alt == ("Calendar: Calendar of trainings, 2019–2020. 4 trainings. By start: 2019 1; 2020 3.")
    one_year = replace(context, period=(2020, 2020))
    chart = build("trainings_calendar", rows.tail(3), one_year)
    assert chart.title == "3 trainings; most started in Mar 2020: 2"
    assert chart.alt.endswith("By start: 2020-03 2; 2020-07 1.")
    assert build("trainings_calendar", rows.tail(1), one_year).title == "1 training"
    partial = replace(context, partial_years=frozenset({2019}))
    assert build("trainings_calendar", rows, partial).title == "At least 4 trainings; the lists are incomplete"
    elsewhere = replace(one_year, partial_years=frozenset({2019}))
    assert build("trainings_calendar", rows.tail(1), elsewhere).title == "1 training"


def test_releases_tell_the_latest_dated(context: Context) -> None:
    rows = pd.DataFrame(
        {
            "tool": ["WIPO Sequence", "WIPO CASE", "WIPO Sequence"],
            "version": ["Beta", "Portal", "3.0.0"],
            "released_on": pd.to_datetime(["2020-01-01", "2015-03-24", None]),
            "date_precision": ["year", "day", "year"],
            "basis": "reported",
        }
    )
    chart = build("tool_releases", rows, context)
    assert chart.title == "3 releases; the latest: WIPO Sequence Beta (2020)"
    assert chart.alt == (
        "Timeline: Releases of tools. 3 releases; the latest: WIPO Sequence Beta (2020). "
        "Releases per tool: WIPO Sequence 2; WIPO CASE 1. Without a date: 1."
    )
    assert build("tool_releases", rows.tail(1), context).title == "1 release"
