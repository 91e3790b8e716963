"""The downloaded picture, and a click read as filters and rows."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.catalogue import CHARTS
from charts.clicks import LIST_FILTERS, TIMES, filters_of, month_of, rows_behind
from charts.picture import file_stem, picture_options
from queries import Filters, queries
from tests.frames import answer_of

ROW_COLUMNS = ("stage", "channel", "training_id", "session", "tool", "version")


@pytest.mark.parametrize(
    ("period", "regions", "expected"),
    [
        ((2016, 2020), ("AF", "AR"), "trainings-by-region_2016-2020_AF-AR"),
        ((2020, 2020), (), "trainings-by-region_2020"),
        ((2020, 2020), ("../x",), "trainings-by-region_2020_-x"),
    ],
)
def test_a_file_is_named_after_what_it_shows(period: tuple[int, int], regions: tuple[str, ...], expected: str) -> None:
    assert file_stem("trainings_by_region", period, regions) == expected


@pytest.mark.parametrize("height", [300, 540, 801, 1400])
def test_the_picture_is_16_to_9_in_3200_pixels_at_any_height(height: int) -> None:
    options = picture_options("name", "png", height)
    assert options["height"] >= max(540, height)
    assert options["width"] * options["scale"] == pytest.approx(3200, abs=3)
    assert options["height"] * options["scale"] == pytest.approx(1800)


def test_a_drawing_is_not_scaled() -> None:
    options = picture_options("name", "svg")
    assert (options["format"], options["scale"], options["filename"]) == ("svg", 1, "name")


def test_every_position_of_a_click_is_a_filter_or_a_column() -> None:
    for name, spec in CHARTS.items():
        assert spec.query in queries(), name
        assert spec.rows_query in queries(), name
        for position in spec.click:
            assert position in {
                *TIMES,
                *LIST_FILTERS,
                "stage",
                "channel",
                "training_id",
                "session",
                "tool",
                "version",
                "office",
            }
    assert all(hasattr(Filters(), name) for name in LIST_FILTERS)


def test_a_click_sets_the_year_and_the_code() -> None:
    assert filters_of(("year", "regions"), [2020, "AF"]) == {"from_year": 2020, "to_year": 2020, "regions": ("AF",)}
    assert filters_of(("year", "regions"), [2020]) == {"from_year": 2020, "to_year": 2020}
    assert filters_of(("to_year", "databases"), [2020, "GBD"]) == {
        "from_year": None,
        "to_year": 2020,
        "databases": ("GBD",),
    }
    assert filters_of(("year", "stage"), [2020, "trained"]) == {"from_year": 2020, "to_year": 2020}


def test_a_click_may_stand_for_a_month_or_for_all_of_a_kind() -> None:
    click = ("year", "month", "modes")
    assert filters_of(click, [2020, 3, None]) == {"from_year": 2020, "to_year": 2020}
    assert filters_of(click, [2020, None, "online"]) == {"from_year": 2020, "to_year": 2020, "modes": ("online",)}
    assert [month_of(click, point) for point in ([2020, 3, "online"], [2020, None, "online"], [2020])] == [
        3,
        None,
        None,
    ]
    rows = pd.DataFrame({"month": [1, 2], "modes": ["a", "b"]})
    assert len(rows_behind(answer_of(rows), click, [2020, 3, "online"]).rows) == 2


def test_what_no_filter_says_is_found_in_the_rows() -> None:
    offices = pd.DataFrame({"office": ["PA", "BR"], "trained_on": pd.to_datetime([None, "2019-01-01"])})
    assert [row["office"] for row in rows_behind(answer_of(offices), ("year", "stage"), [2020, "trained"]).rows] == [
        "BR"
    ]
    rows = pd.DataFrame({"year": [2020, 2020], "training_id": ["A", "B"], "topics": ["IPC", "Nice;IPC"]})
    assert [
        row["training_id"]
        for row in rows_behind(answer_of(rows), ("year", "topics", "training_id"), [2020, "Nice", "B"]).rows
    ] == ["B"]
    # A list filter has done its work in the query: its cells may hold several codes.
    assert len(rows_behind(answer_of(rows), ("year", "topics"), [2020, "IPC"]).rows) == 2
