"""Events on charts: the right ones, marked where nothing else stands, and said wherever the chart is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.catalogue import Context
from charts.events import Event, events_of, sentence
from tests.charts.conftest import build, plain_chart
from tests.frames import plain_rows

RowsOf = Callable[[str, list[tuple[object, ...]]], pd.DataFrame]

KNOWN = plain_rows(
    pd.DataFrame(
        [
            ("case_open", "2013-03-01", "month", "exchange_platforms", "reported"),
            ("pandemic", "2020-03-11", "day", "trainings; cws_participation", "reported"),
            ("An <b>office</b> closes", "2020-10-01", "year", "trainings", "illustrative"),
            ("st26", "2022-07-01", "day", "trainings;tool_releases", "reported"),
        ],
        columns=["event", "happened_on", "date_precision", "concerns", "basis"],
    ).assign(happened_on=lambda rows: pd.to_datetime(rows["happened_on"]), source="a test")
)
PANDEMIC = Event("COVID-19 declared a pandemic", date(2020, 3, 11), "day", "a test")
YEARS: list[tuple[object, ...]] = [(2018, "AF", 9, 9), (2019, "AF", 2, 2), (2020, "AF", 1, 1)]


def chosen(sources: tuple[str, ...], period: tuple[int, int], basis: str | None = None) -> list[str]:
    return [event.name for event in events_of(KNOWN, sources, period, basis)]


def marks(figure: go.Figure) -> list[tuple[Any, str]]:
    return [(mark.x, mark.text) for mark in figure.layout.annotations if mark.name == "event"]


def lines(figure: go.Figure) -> list[tuple[Any, Any]]:
    return [(line.x0, line.y0) for line in figure.layout.shapes if line.type == "line" and line.line.dash == "dot"]


def notes(figure: go.Figure) -> str:
    return next(a.text for a in figure.layout.annotations if a.name == "footer").replace("<br>", " ")


@pytest.fixture
def with_pandemic(context: Context) -> Context:
    return replace(context, events=(PANDEMIC,))


def test_a_chart_has_the_events_that_concern_its_tables_in_its_period_on_its_basis() -> None:
    assert chosen(("trainings", "offices"), (2020, 2021)) == ["COVID-19 declared a pandemic", "An <b>office</b> closes"]
    assert chosen(("trainings",), (2020, 2021), "reported") == ["COVID-19 declared a pandemic"]
    assert chosen(("tool_releases",), (2011, 2025)) == ["WIPO Standard ST.26 takes effect"]
    assert chosen(("exchange_platforms",), (2011, 2012)) == []
    assert chosen(("collections",), (2011, 2025)) == []


def test_an_event_says_its_day_as_exactly_as_it_is_known_and_that_it_is_made_up() -> None:
    texts = [event.text for event in events_of(KNOWN, ("trainings", "exchange_platforms"), (2011, 2025))]
    assert texts == [
        "WIPO CASE opens to all offices (2013-03)",
        "COVID-19 declared a pandemic (2020-03-11)",
        "An <b>office</b> closes (2020; Illustrative)",
        "WIPO Standard ST.26 takes effect (2022-07-01)",
    ]


def test_a_year_is_marked_above_its_bar_and_its_count(rows_of: RowsOf, with_pandemic: Context) -> None:
    chart = build("trainings_by_region", rows_of("trainings_by_region", YEARS), with_pandemic)
    figure = chart.figure
    assert figure is not None
    assert marks(figure) == [(2, "1")]
    [(place, foot)] = lines(figure)
    top = figure.layout.yaxis.range[1]
    assert place == 2
    assert 1 + top * 20 / 250 == pytest.approx(foot)  # 20 pixels above a bar of 1
    assert notes(figure).startswith("Events: 1 = COVID-19 declared a pandemic (2020-03-11).")
    assert "Events: COVID-19 declared a pandemic (2020-03-11)." in chart.alt
    told = [text for trace in figure.data for text in trace.hovertext if "Event: COVID-19 declared" in text]
    assert told
    assert all("<b>2020</b>" in text for text in told)


def test_no_line_where_the_bar_reaches_the_top_or_nothing_is_known(rows_of: RowsOf, context: Context) -> None:
    events = (replace(PANDEMIC, day=date(2018, 5, 1)), replace(PANDEMIC, day=date(2020, 5, 1)))
    rows = rows_of("trainings_by_region", [(2018, "AF", 9, 9), (2019, "AF", 2, 2), (2020, "AF", None, None)])
    figure = build("trainings_by_region", rows, replace(context, events=events)).figure
    assert figure is not None
    assert marks(figure) == [(0, "1"), (2, "2")]
    assert lines(figure) == []


def test_two_events_of_a_year_share_a_mark(rows_of: RowsOf, context: Context) -> None:
    events = events_of(KNOWN, ("trainings",), (2018, 2020))
    chart = build("trainings_by_region", rows_of("trainings_by_region", YEARS), replace(context, events=events))
    assert chart.figure is not None
    assert marks(chart.figure) == [(2, "1,2")]
    # What somebody has written is text, not markup.
    assert "An &lt;b&gt;office&lt;/b&gt; closes" in notes(chart.figure)
    assert "An <b>office</b> closes (2020; Illustrative)" in chart.alt


@pytest.mark.parametrize("name", ["offices_trained", "advice_requests", "ocr_status", "exchange_platforms_by_year"])
def test_each_kind_of_chart_over_years_marks_events(rows_of: RowsOf, with_pandemic: Context, name: str) -> None:
    code = {"advice_requests": "online", "ocr_status": "received", "exchange_platforms_by_year": "CASE"}.get(name)
    cells = [(year, *([code] if code else []), 3, *([3] if name.endswith("by_year") else [])) for year in (2019, 2020)]
    figure = build(name, rows_of(name, cells), with_pandemic).figure
    assert figure is not None
    assert marks(figure) == [(1, "1")]
    assert "Events: 1 = COVID-19" in notes(figure)


def test_steps_and_ranks_of_one_day_have_no_marks(rows_of: RowsOf, with_pandemic: Context) -> None:
    for name, cells in {"ocr_ladder": [(2020, "received", 3)], "ocr_by_region": [("AF", "received", 3)]}.items():
        chart = build(name, rows_of(name, cells), with_pandemic)
        assert chart.figure is not None
        assert marks(chart.figure) == []
        assert "COVID-19" not in chart.alt


def test_sessions_are_marked_beside_the_first_of_their_year(with_pandemic: Context) -> None:
    rows = pd.DataFrame({"session": ["CWS/7", "CWS/8"], "year": [2019, 2020], "funded_participants": [3, 0]})
    chart = build("cws_participation", rows, with_pandemic)
    assert chart.figure is not None
    [mark] = [mark for mark in chart.figure.layout.annotations if mark.name == "event"]
    assert (mark.y, mark.text) == (1, "1")
    assert "Events: COVID-19" in chart.alt


def test_months_are_marked_and_framed_where_the_month_is_known(context: Context) -> None:
    events = events_of(KNOWN, ("trainings",), (2018, 2020))
    rows = pd.DataFrame({"year": [2019, 2020], "month": [3, 4], "mode": ["online"] * 2, "trainings": [200, 5]})
    of_years = replace(context, period=(2018, 2020), events=events)
    framed = build("trainings_calendar", rows, of_years)
    assert framed.figure is not None
    [frame] = [shape for shape in framed.figure.layout.shapes if shape.type == "rect"]
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (1.5, 2.5, 1.5, 2.5)  # March of the third year
    assert "In a frame: the month of an event." in notes(framed.figure)
    one_year = build("trainings_calendar", rows.tail(1), replace(of_years, period=(2020, 2020)))
    assert one_year.figure is not None
    assert marks(one_year.figure) == [(2, "1")]
    assert "2 = An &lt;b&gt;office" in notes(one_year.figure)


def test_more_events_than_can_be_told_apart_are_counted() -> None:
    events = [replace(PANDEMIC, name=f"Event {number}") for number in range(12)]
    assert sentence(events).endswith("Event 8 (2020-03-11); 3 more.")
    assert sentence([]) == ""


def test_slides_and_sheets_say_the_events_in_words(rows_of: RowsOf, with_pandemic: Context) -> None:
    plain = plain_chart("trainings_by_region", rows_of("trainings_by_region", YEARS), with_pandemic)
    assert plain is not None
    assert plain.notes[0] == "Events: COVID-19 declared a pandemic (2020-03-11)."
    assert "Events: COVID-19" in plain.alt
    ladder = plain_chart("ocr_ladder", rows_of("ocr_ladder", [(2020, "received", 3)]), with_pandemic)
    assert ladder is not None
    assert not any("COVID-19" in note for note in ladder.notes)


def test_a_figure_carries_its_words_for_whoever_sets_them_beside_it(rows_of: RowsOf, with_pandemic: Context) -> None:
    chart = build("trainings_by_region", rows_of("trainings_by_region", YEARS), with_pandemic)
    assert chart.figure is not None
    meta = chart.figure.layout.meta
    assert meta["finding"] == chart.title
    assert meta["subtitle"].endswith("all\u00a0regions")
    assert meta["notes"][0].startswith("Events: 1 = COVID-19")
    assert meta["notes"][-1].startswith("Source: Extracts")
    assert meta["width"] == 324
    assert meta["is_illustrative"] is False
    # The lines below the legend can be taken away, and nothing else with them.
    assert meta["foot"] == pytest.approx(chart.figure.layout.legend.y * chart.height)
