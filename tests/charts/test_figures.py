"""Figures over years: the numbers that go in are the numbers drawn, and a gap stays a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.catalogue import CHARTS, Context
from charts.palette import colour
from tests.charts.conftest import build

RowsOf = Callable[[str, list[tuple[object, ...]]], pd.DataFrame]

OVERLAPPING: list[tuple[object, ...]] = [
    (2018, "AF", 2, 2),
    (2018, "AP", 1, 2),
    (2019, "AF", 0, 1),
    (2019, "AP", 1, 1),
    (2020, "AF", None, 1),
    (2020, "AP", 1, 1),
]


def draw(name: str, rows: pd.DataFrame, context: Context) -> go.Figure:
    figure = build(name, rows, context).figure
    assert figure is not None
    return figure


def bars(figure: go.Figure) -> dict[str, list[Any]]:
    return {trace.name: list(trace.y) for trace in figure.data if trace.type == "bar"}


def notes(figure: go.Figure) -> str:
    return " ".join(a.text for a in figure.layout.annotations if a.name == "footer").replace("<br>", " ")


def test_bars_are_the_rows_and_a_gap_stays_a_gap(rows_of: RowsOf, context: Context) -> None:
    figure = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), context)
    assert bars(figure) == {"Africa": [2, 0, None], "Asia and the Pacific": [1, 1, 1]}


def test_above_a_stack_stands_the_true_total_not_the_sum(rows_of: RowsOf, context: Context) -> None:
    figure = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), context)
    totals = figure.data[-1]
    assert list(zip(totals.x, totals.y, totals.text, strict=True)) == [
        ("2018", 3, "2"),
        ("2019", 1, "1"),
        ("2020", 1, "≥1"),
    ]
    assert "counts in each of its regions" in notes(figure)
    assert "complete: 2020" in notes(figure)


def test_no_word_of_overlap_where_bars_add_up(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_region", [(2018, "AF", 2, 3), (2018, "AP", 1, 3)])
    assert "counts in each" not in notes(draw("trainings_by_region", rows, context))


def test_each_point_carries_its_codes_and_a_readable_hover(rows_of: RowsOf, context: Context) -> None:
    figure = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), context)
    africa, totals = figure.data[0], figure.data[-1]
    assert [list(point) for point in africa.customdata] == [[2018, "AF"], [2019, "AF"], [2020, "AF"]]
    assert [list(point) for point in totals.customdata] == [[2018], [2019], [2020]]
    assert africa.hovertext[0] == "<b>2018</b><br>Africa: 2<br>Trainings in the year, each counted once: 2"
    assert africa.hovertext[2] == ""
    assert all(trace.hovertemplate == "%{hovertext}<extra></extra>" and trace.name for trace in figure.data)


def test_years_are_categories_in_order(rows_of: RowsOf, context: Context) -> None:
    axis = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), context).layout.xaxis
    assert axis.type == "category"
    assert list(axis.categoryarray) == ["2018", "2019", "2020"]


def test_a_year_of_which_nothing_is_known_is_shaded_and_named(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_mode", [(2018, "online", 1, 1), (2019, "online", None, None), (2020, "online", 2, 2)])
    figure = draw("trainings_by_mode", rows, replace(context, basis="reported"))
    (shade,) = figure.layout.shapes
    assert (shade.x0, shade.x1) == (0.55, 1.45)
    assert [a.text for a in figure.layout.annotations if a.name == "gap"] == ["not published"]
    assert "Not published: 2019." in notes(figure)


def test_a_year_without_rows_between_two_others_is_a_gap_too(rows_of: RowsOf, context: Context) -> None:
    figure = draw(
        "trainings_by_mode", rows_of("trainings_by_mode", [(2018, "online", 1, 1), (2020, "online", 2, 2)]), context
    )
    assert bars(figure) == {"Online": [1, None, 2]}
    assert "Not known: 2019." in notes(figure)


def test_the_running_year_is_hatched_and_named_incomplete(rows_of: RowsOf, context: Context) -> None:
    running = replace(context, incomplete_years=frozenset({2020}))
    figure = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), running)
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert list(figure.layout.xaxis.ticktext) == ["2018", "2019", "2020<br>(incomplete)"]
    assert "(incomplete)" in figure.data[1].hovertext[2]


def test_known_partial_years_are_at_least(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("offices_trained", [(2018, 5), (2019, 7)])
    figure = draw("offices_trained", rows, replace(context, partial_years=frozenset({2018})))
    assert list(figure.data[-1].text) == ["≥5", "7"]


def test_a_code_has_one_colour_in_every_figure(rows_of: RowsOf, context: Context) -> None:
    seen = set()
    for name in ("trainings_by_region", "business_solutions_by_region", "collections_by_region"):
        figure = draw(name, rows_of(name, [(2018, "LC", 1, 3), (2018, "AF", 2, 3)]), context)
        seen.add(next(trace.marker.color for trace in figure.data if trace.name == "Africa"))
    assert seen == {colour("region", "AF")}


def test_dark_figures_are_drawn_on_dark_paper(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_region", OVERLAPPING)
    dark = draw("trainings_by_region", rows, replace(context, dark=True))
    light = draw("trainings_by_region", rows, context)
    assert dark.layout.template.layout.paper_bgcolor != light.layout.template.layout.paper_bgcolor
    assert dark.data[0].marker.color == colour("region", "AF", dark=True)


def test_grouped_bars_write_zero_and_mark_the_unknown(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of(
        "advice_requests",
        [(2019, "email", 12), (2019, "in_person", 3), (2020, "email", None), (2020, "in_person", 0)],
    )
    figure = draw("advice_requests", rows, context)
    assert bars(figure) == {"E-mail": [12, None], "In person": [3, 0]}
    assert [list(trace.text) for trace in figure.data] == [["12", ""], ["3", "0"]]
    (mark,) = [a for a in figure.layout.annotations if a.name == "unknown"]
    assert mark.text == "?"
    assert mark.x == pytest.approx(1 - 0.125)  # left half of the year's bars, which fill half of its room
    assert "E-mail: not known" in mark.hovertext
    assert "? = number not known" in notes(figure)


def test_one_known_number_beside_an_unknown_one_is_exact(rows_of: RowsOf, context: Context) -> None:
    figure = draw(
        "advice_requests", rows_of("advice_requests", [(2020, "email", None), (2020, "in_person", 7)]), context
    )
    assert "In person: 7" in figure.data[1].hovertext[0]


def test_lines_differ_in_more_than_colour_and_do_not_bridge_gaps(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of(
        "exchange_platforms_by_year",
        [(2018, "CASE", 3, 8), (2018, "DAS", 7, 8), (2019, "CASE", None, 9), (2019, "DAS", 8, 9)],
    )
    figure = draw("exchange_platforms_by_year", rows, context)
    case, das, total = figure.data
    assert (list(case.y), list(das.y), list(total.y)) == ([3, None], [7, 8], [8, 9])
    assert case.connectgaps is False
    assert len({(trace.marker.symbol[0], trace.line.dash) for trace in figure.data}) == 3
    assert total.name == "One or both"
    assert [list(point) for point in total.customdata] == [[2018], [2019]]


def test_values_at_the_ends_of_lines_do_not_touch(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of(
        "ocr_status",
        [
            (year, stage, 51 if stage == "received" else 50)
            for year in (2018, 2019)
            for stage in ("received", "trained")
        ],
    )
    ends = [a for a in draw("ocr_status", rows, context).layout.annotations if a.name == "end"]
    places = sorted(a.y / (51 * 1.06) * 250 + a.yshift for a in ends)
    assert [a.text for a in ends] == ["50", "51"]
    assert places[1] - places[0] >= 12


def test_one_year_makes_bars_with_the_total_in_words(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("exchange_platforms_by_year", [(2020, "CASE", 3, 8), (2020, "DAS", 7, 8)])
    figure = draw("exchange_platforms_by_year", rows, replace(context, period=(2020, 2020)))
    assert bars(figure) == {"WIPO CASE": [3], "WIPO DAS": [7]}
    assert "One or both: 8." in notes(figure)


def test_forty_series_with_long_names_are_all_drawn(rows_of: RowsOf, context: Context) -> None:
    cells: list[tuple[object, ...]] = [(2018, f"R{i} " + "long name " * 9, i, 780) for i in range(40)]
    chart = build("trainings_by_region", rows_of("trainings_by_region", cells), context)
    assert chart.figure is not None
    assert [values[0] for values in bars(chart.figure).values()] == list(range(40))
    assert chart.height < 1000


def test_nothing_but_unknown_is_still_an_honest_figure(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_mode", [(2018, "online", None, None), (2019, "online", None, None)])
    chart = build("trainings_by_mode", rows, replace(context, basis="reported"))
    assert chart.figure is not None
    assert chart.title == "Trainings per year by mode: not published for this period"
    assert bars(chart.figure) == {"Online": [None, None]}


@pytest.mark.parametrize("name", CHARTS)
def test_no_rows_make_no_figure_but_say_so(name: str, context: Context) -> None:
    chart = build(name, pd.DataFrame(), context)
    assert chart.figure is None
    assert chart.title.endswith("no rows for these filters")
    assert chart.alt == f"{chart.title}."


def test_title_subtitle_and_footer_stand_on_the_figure(rows_of: RowsOf, context: Context) -> None:
    here = replace(context, regions=("AF", "AP"), basis="reported", source_line="A & B")
    figure = draw("trainings_by_region", rows_of("trainings_by_region", OVERLAPPING), here)
    title = figure.layout.title.text.replace("\u00a0", " ")
    assert title.startswith("Trainings: at least ")
    for part in ("Trainings per year by region · 2018–2020", "Africa; Asia and the Pacific", "reported facts only"):
        assert part in title
    assert "Source: A &amp; B" in notes(figure)
    assert "Data of 2021-01-31" in notes(figure).replace("\u00a0", " ")


def test_illustrative_rows_are_named_unless_there_are_none(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("trainings_by_region", OVERLAPPING)
    assert "illustrative" not in draw("trainings_by_region", rows, context).layout.title.text
    title = draw("trainings_by_region", rows, Context(period=(2018, 2020))).layout.title.text
    assert "with illustrative rows" in title.replace("\u00a0", " ")


@pytest.mark.parametrize(("width", "most"), [("phone", 42), ("card", 56), ("wide", 90), ("slide", 120)])
def test_no_line_of_a_title_is_wider_than_its_place(rows_of: RowsOf, context: Context, width: Any, most: int) -> None:
    cells: list[tuple[object, ...]] = [(2018, "TD", 61, 180), (2018, "LC", 20, 180)]
    rows = rows_of("collections_by_region", cells)
    title = draw("collections_by_region", rows, replace(context, width=width)).layout.title.text
    lines = title.split("<span")[0].split("<br>")
    assert " ".join(lines).strip().startswith("Transition and Developed Countries contributed the most collections")
    assert max(len(line) for line in lines) <= most
    assert len(lines) <= 4
