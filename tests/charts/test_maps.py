"""World maps: classes of numbers, shapes and circles, what is not on the map, and the disclaimer."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from charts.catalogue import CHARTS, Context
from charts.maps import DISCLAIMER, MOST_BARS, class_starts
from charts.palette import CLASSES, class_colours, paper
from charts.places import places
from extracts import data_folder
from tests.charts.conftest import build, plain_chart
from tests.charts.test_palette import contrast

SHAPES = Path(__file__).parents[2] / "components" / "assets" / "world_50m.json"
TRAINED = [
    ("KE", "Kenya", "KEN", "AF", 12),
    ("FJ", "Fiji", "FJI", "AP", 4),
    ("TV", "Tuvalu", "TUV", "AP", 1),
    ("OA", "OAPI", None, "AF", 3),
]


def trained(cells: list[tuple[object, ...]] = TRAINED) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["office", "name", "iso3", "region", "trainings"])


def said(figure: object) -> str:
    """Return all that stands below a figure."""
    return " ".join(note.text for note in figure.layout.annotations).replace("<br>", " ")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        ([1, 1, 1], [1]),
        ([2, 7], [2, 7]),
        ([1, 2, 3, 4], [1, 2, 3, 4]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 5, 7]),
        ([1] * 90 + [2, 3, 4, 50], [1, 2, 3, 4]),
        ([1234, 2345, 3456, 4567, 99999], [1234, 2300, 3400, 4500]),
    ],
    ids=lambda values: f"{len(values)} numbers",
)
def test_classes_are_few_and_of_like_size(values: list[int], starts: list[int]) -> None:
    assert class_starts(values) == starts


def test_a_country_has_its_shape_and_a_small_one_a_circle(context: Context) -> None:
    chart = build("trainings_map", trained(), context)
    assert chart.figure is not None
    shapes = [trace for trace in chart.figure.data if trace.type == "choropleth"]
    circles = [trace for trace in chart.figure.data if trace.type == "scattergeo"]
    assert [list(trace.locations) for trace in shapes] == [["KEN"]]
    assert [list(point) for trace in circles for point in trace.customdata] == [["AP", "TV"], ["AP", "FJ"]]
    assert (circles[0].lon[0], circles[0].lat[0]) == (places()["TUV"].longitude, places()["TUV"].latitude)
    assert "Kenya" in shapes[0].hovertext[0]
    assert "12" in shapes[0].hovertext[0]
    # The legend names each class once, in numbers.
    assert [trace.name for trace in chart.figure.data if trace.showlegend] == ["1", "4", "12"]
    assert {trace.marker.color for trace in circles} <= set(class_colours(3, dark=False))


def test_the_map_says_who_is_missing_and_speaks_for_nobody(context: Context) -> None:
    chart = build("trainings_map", trained(), context)
    below = said(chart.figure)
    assert "1 office without a country is in the table only: OAPI." in below
    assert DISCLAIMER in below
    assert "Grey: none." in below
    assert chart.title == "4 offices were trained; the most: Kenya (12)"
    assert "12: 1 office" in chart.alt
    assert "The most: Kenya 12; Fiji 4; OAPI 3." in chart.alt
    assert chart.alt.endswith("in the table only: OAPI.")


def test_an_incomplete_list_makes_no_leader(context: Context) -> None:
    chart = build("trainings_map", trained(), replace(context, partial_years=frozenset({2019})))
    assert chart.title == "4 offices were trained; the lists are incomplete"
    assert "complete: 2019" in said(chart.figure)
    assert chart.figure is not None and "≥12" in chart.figure.data[-1].hovertext[0]


def test_a_single_class_is_named_below_since_it_has_no_legend(context: Context) -> None:
    rows = trained([("KE", "Kenya", "KEN", "AF", 2), ("TZ", "Tanzania", "TZA", "AF", 2)])
    chart = build("trainings_map", rows, context)
    assert "Trainings: 2. Grey: none." in said(chart.figure)


def test_offices_without_a_country_leave_an_empty_map_that_says_so(context: Context) -> None:
    chart = build("trainings_map", trained(TRAINED[-1:]), context)
    assert chart.figure is not None
    assert [trace.type for trace in chart.figure.data] == ["scattergeo"]
    assert "OAPI" in said(chart.figure)


def test_the_stages_of_a_ladder_have_their_own_colours(context: Context) -> None:
    stages = [("KE", "KEN", "received"), ("FJ", "FJI", "production")]
    rows = pd.DataFrame(
        [(code, code, iso3, "AF", stage) for code, iso3, stage in stages],
        columns=["office", "name", "iso3", "region", "stage"],
    )
    chart = build("ocr_map", rows, context)
    assert chart.figure is not None
    assert [trace.name for trace in chart.figure.data] == ["Received", "In production"]
    assert chart.title == "2 offices had the OCR software at the end of 2020, 1 in production"
    plain = plain_chart("ocr_map", rows, context)
    assert plain is not None
    assert plain.categories == ("Received", "In production")
    assert plain.series[0].values == (1, 1)


def test_bars_in_files_are_the_offices_with_the_most(context: Context) -> None:
    rows = trained([(f"X{i:02}", f"Office {i}", None, "AF", 100 - i) for i in range(20)])
    plain = plain_chart("trainings_map", rows, context)
    assert plain is not None
    assert plain.categories == tuple(f"Office {i}" for i in range(MOST_BARS))
    assert "5 further offices are not shown." in plain.notes
    assert DISCLAIMER in plain.notes


@pytest.mark.parametrize("is_dark", [False, True])
def test_classes_can_be_told_from_each_other_and_from_the_land(is_dark: bool) -> None:
    steps = [paper(is_dark).grid, *(pair[is_dark] for pair in CLASSES)]
    assert all(contrast(one, other) >= 1.5 for one, other in pairwise(steps))


def test_every_country_of_the_extracts_has_a_place_and_every_shape_is_there() -> None:
    offices = pd.read_csv(data_folder() / "offices.csv", keep_default_na=False)
    assert set(offices["iso3"]) - {""} <= set(places())
    drawn = {shape["id"] for shape in json.loads(SHAPES.read_text())["objects"]["countries"]["geometries"]}
    assert {code for code, place in places().items() if not place.is_circle} <= drawn
    assert all(abs(place.longitude) <= 180 and abs(place.latitude) <= 90 for place in places().values())


def test_maps_are_those_of_the_specs() -> None:
    assert [name for name, spec in CHARTS.items() if spec.kind == "map"] == [
        "trainings_map",
        "business_solutions_map",
        "ocr_map",
        "collections_map",
    ]
