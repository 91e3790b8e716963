"""Columns: every query's are declared, and cells read as people and files need them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from charts.columns import (
    COLUMNS,
    code_field,
    code_names,
    column_label,
    date_text,
    display,
    number_format,
    number_text,
)
from exports.typed import table_rows
from extracts.build import load
from queries import queries, run
from tests.frames import answer_of
from words.codes import LABELS


def test_every_column_of_every_query_is_declared_and_headers_stay_apart(tmp_path: Path) -> None:
    empty = load(tmp_path, today=date(2026, 1, 15))
    for name in queries():
        columns = list(run(empty, name).columns)
        assert [column for column in columns if column not in COLUMNS] == [], name
        assert len({column_label(column) for column in columns}) == len(columns), name


def test_every_list_of_codes_that_a_column_names_exists() -> None:
    fields = {column.code_field for column in COLUMNS.values() if column.code_field}
    assert fields <= set(LABELS)


@pytest.mark.parametrize(("column", "expected"), [("year", "0"), ("trainings", "#,##0"), ("as_of", "yyyy-mm-dd")])
def test_a_measure_has_one_number_format(column: str, expected: str) -> None:
    assert number_format(column) == expected


def test_text_has_no_number_format_and_an_undeclared_column_keeps_a_readable_name() -> None:
    assert number_format("title") is None
    assert (column_label("some_new_column"), code_field("some_new_column")) == ("Some new column", None)


def test_numbers_are_grouped_but_years_are_not() -> None:
    assert (number_text(1234, "trainings"), number_text(2020, "year")) == ("1,234", "2020")


def test_codes_joined_in_a_cell_are_named_one_by_one() -> None:
    assert code_names("regions", "AF; AR") == "Africa; Arab Countries"
    assert code_names("solutions", "IPAS;Scan") == "IPAS; WIPO Scan"
    assert code_names("title", "AF") == "AF"
    assert code_names("region", "XX") == "XX"


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("day", "2013-10-05"), ("month", "2013-10"), ("year", "2013"), ("by", "by 2013-10-05")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(precision: str, expected: str) -> None:
    assert date_text(date(2013, 10, 5), precision) == expected


@pytest.fixture
def trainings() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": [2020, 2020, 2020],
            "start_date": pd.to_datetime(["2020-02-01", "2020-12-31", None]),
            "date_precision": ["month", "by", "day"],
            "regions": ["AF; AR", None, "LC"],
            "participants": pd.array([1234, None, 0], dtype="Int64"),
            "order_in_report": pd.array([1, None, 2], dtype="Int64"),
            "is_partial": [True, False, False],
        }
    )


def test_display_keeps_zero_unknown_and_not_applicable_apart(trainings: pd.DataFrame) -> None:
    shown = display(answer_of(trainings))
    assert list(shown) == ["Year", "Start", "Regions", "Participants", "Order in the report", "Incomplete list"]
    assert [list(row) for row in zip(*shown.values(), strict=True)] == [
        ["2020", "2020-02", "Africa; Arab Countries", "1,234", "1", "yes"],
        ["2020", "by 2020-12-31", "", "not known", "", "no"],
        ["2020", "", "Latin America and the Caribbean", "0", "2", "no"],
    ]


def test_display_shows_the_precision_itself_where_no_date_can_carry_it() -> None:
    assert display(answer_of(pd.DataFrame({"date_precision": ["by"]}))) == {"Precision of the date": ["At the latest"]}


def test_a_missing_text_in_a_column_that_may_hold_counts_is_empty() -> None:
    assert display(answer_of(pd.DataFrame({"value": pd.array([None], dtype="str")}))) == {"Value": [""]}


def test_display_of_no_rows_still_has_its_headers(trainings: pd.DataFrame) -> None:
    assert list(display(answer_of(trainings.head(0)))) == list(display(answer_of(trainings)))


def test_rows_for_files_keep_codes_types_and_exactness(trainings: pd.DataFrame) -> None:
    rows = table_rows(answer_of(trainings))
    assert list(rows.columns) == [
        "year",
        "start_date",
        "date_precision",
        "date_precision_name",
        "regions",
        "regions_name",
        "participants",
        "order_in_report",
        "is_partial",
    ]
    first, second = rows.iloc[0].tolist(), rows.iloc[1].tolist()
    assert first == [2020, date(2020, 2, 1), "month", "Month", "AF; AR", "Africa; Arab Countries", 1234, 1, True]
    assert [type(cell) for cell in first] == [int, date, str, str, str, str, int, int, bool]
    assert second[4:8] == [None, None, None, None]


def test_times_keep_their_hour_in_files_and_on_screen() -> None:
    rows = pd.DataFrame({"changed_at": [pd.Timestamp(2026, 1, 15, 9, 5, 30)]})
    assert table_rows(answer_of(rows))["changed_at"][0] == datetime(2026, 1, 15, 9, 5, 30)
    assert display(answer_of(rows))["Changed at"][0] == "2026-01-15 09:05"
