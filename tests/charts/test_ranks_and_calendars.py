"""Figures with names down the side, and on a calendar: every row is drawn, as exactly as it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.calendars import DAY, span
from charts.catalogue import Context
from charts.spec import WIDTHS
from charts.template import TEXT_SIZE
from charts.text import text_width
from tests.charts.conftest import build

RowsOf = Callable[[str, list[tuple[object, ...]]], pd.DataFrame]
HOSTILE = "<b>Bold</b> & <img src=x onerror=alert(1)>"
ESCAPED = "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img src=x onerror=alert(1)&gt;"


def draw(name: str, rows: pd.DataFrame, context: Context) -> go.Figure:
    figure = build(name, rows, context).figure
    assert figure is not None
    return figure


def test_the_ladder_shows_the_last_year_with_shares_of_the_first_step(rows_of: RowsOf, context: Context) -> None:
    steps = [("received", 20, 35), ("trained", 18, 34), ("production", 5, 12)]
    cells: list[tuple[object, ...]] = [(2019, step, before) for step, before, _after in steps]
    cells += [(2020, step, after) for step, _before, after in steps]
    rows = rows_of("ocr_ladder", cells)
    (bar,) = draw("ocr_ladder", rows, context).data
    assert list(bar.x) == [35, 34, 12]
    assert list(bar.text) == ["35", "34 · 97% of received", "12 · 34% of received"]
    assert [list(point) for point in bar.customdata] == [[2020, step] for step, _before, _after in steps]


def test_an_unknown_step_is_said_in_words_and_shares_need_a_full_list(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("ocr_ladder", [(2020, "received", 1), (2020, "trained", None), (2020, "production", 0)])
    figure = draw("ocr_ladder", rows, context)
    assert list(figure.data[0].x) == [1, None, 0]
    assert list(figure.data[0].text) == ["≥1", "", "≥0"]
    assert [(a.text, a.y) for a in figure.layout.annotations if a.name == "unknown"] == [("not known", 1)]


def test_a_ladder_of_nobody_has_no_shares(rows_of: RowsOf, context: Context) -> None:
    rows = rows_of("ocr_ladder", [(2020, "received", 0), (2020, "trained", 0), (2020, "production", 0)])
    assert list(draw("ocr_ladder", rows, context).data[0].text) == ["0", "0", "0"]


def test_ranked_bars_put_most_first_and_keep_every_row(rows_of: RowsOf, context: Context) -> None:
    counts = {"AF": (8, 5), "AR": (2, 1), "LC": (18, 9)}
    cells = [
        (region, stage, counts[region][i]) for region in counts for i, stage in enumerate(("received", "production"))
    ]
    figure = draw("ocr_by_region", rows_of("ocr_by_region", list(cells)), context)
    received, production = figure.data
    assert list(figure.layout.yaxis.ticktext) == ["Latin America and<br>the Caribbean", "Africa", "Arab Countries"]
    assert (list(received.x), list(production.x)) == ([18, 8, 2], [9, 5, 1])
    assert [list(point) for point in production.customdata] == [[r, "production"] for r in ("LC", "AF", "AR")]


def sessions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "session": ["CWS/5", "CWS/6", "CWS/7"],
            "year": [2017, 2018, 2020],
            "funded_participants": pd.array([None, 0, 7], dtype="Int64"),
        }
    )


def test_sessions_tell_zero_from_unknown(context: Context) -> None:
    figure = draw("cws_participation", sessions(), context)
    (bar,) = figure.data
    assert (list(bar.x), list(bar.text)) == ([None, 0, 7], ["", "0", "7"])
    assert list(figure.layout.yaxis.ticktext) == ["CWS/5 (2017)", "CWS/6 (2018)", "CWS/7 (2020)"]
    assert [(a.text, a.y) for a in figure.layout.annotations if a.name == "unknown"] == [("not known", 0)]


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("day", (date(2020, 2, 3), date(2020, 2, 5))),
        ("by", (date(2020, 2, 3), date(2020, 2, 5))),
        ("month", (date(2020, 2, 1), date(2020, 2, 29))),
        ("year", (date(2020, 1, 1), date(2020, 12, 31))),
    ],
)
def test_a_date_spans_all_days_that_it_may_mean(precision: str, expected: tuple[date, date]) -> None:
    assert span(date(2020, 2, 3), date(2020, 2, 5), precision) == expected


def trainings(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return rows of `trainings_list` out of (first day, last day, precision, mode)."""
    return pd.DataFrame(
        [
            {
                "training_id": f"T{i}",
                "start_date": pd.Timestamp(first),
                "end_date": pd.Timestamp(last),
                "date_precision": precision,
                "title": HOSTILE,
                "topics": "IPC;Nice",
                "mode": mode,
                "offices": HOSTILE,
                "regions": "AF; AR",
                "participants": pd.NA,
            }
            for i, (first, last, precision, mode) in enumerate(rows)
        ]
    )


def test_within_a_year_every_training_has_its_bar(context: Context) -> None:
    rows = trainings(
        ("2020-02-03", "2020-02-14", "day", "online"),
        ("2020-10-01", "2020-10-31", "month", "on_site"),
        ("2020-12-28", "2021-01-08", "day", "online"),
    )
    figure = draw("trainings_calendar", rows, replace(context, period=(2020, 2020)))
    drawn: dict[int, tuple[str, str, float]] = {}
    for trace in figure.data:
        for place, base, length in zip(trace.y, trace.base, trace.x, strict=True):
            drawn[place] = (trace.name, base, length / DAY)
    assert drawn == {
        0: ("Online", "2020-02-03", 12),
        1: ("On site", "2020-10-01", 31),
        2: ("Online", "2020-12-28", 12),
    }
    assert figure.layout.xaxis.range[1] == "2021-01-09"
    online = next(trace for trace in figure.data if trace.name == "Online")
    assert [list(point) for point in online.customdata] == [
        [2020, None, "online", "T0"],
        [2020, None, "online", "T2"],
    ]


def test_names_from_the_data_show_as_letters_everywhere(context: Context) -> None:
    figure = draw(
        "trainings_calendar",
        trainings(("2020-02-03", "2020-02-14", "day", "online")),
        replace(context, period=(2020, 2020), source_line=HOSTILE, width="slide"),
    )
    figure.layout.meta = None  # words for the page, which shows them as text
    text = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
    assert "<img" not in text
    assert "<b>Bold" not in text
    assert figure.layout.yaxis.ticktext[0] == ESCAPED
    assert ESCAPED in figure.data[0].hovertext[0]


def test_over_several_years_trainings_are_counted_by_month(context: Context) -> None:
    rows = trainings(
        ("2018-02-03", "2018-02-14", "day", "online"),
        ("2020-02-03", "2020-02-14", "day", "online"),
        ("2020-02-20", "2020-02-21", "month", "online"),
        ("2020-01-01", "2020-12-31", "year", "online"),
    )
    (heat,) = draw("trainings_calendar", rows, context).data
    counts = [list(row) for row in heat.z]
    assert [sum(row) for row in counts] == [1, 0, 3]
    assert (counts[0][1], counts[2][1], counts[2][12]) == (1, 2, 1)
    assert heat.text[1][1] == ""
    assert heat.hovertext[2][1] == "<b>Feb 2020</b><br>2 trainings"


def releases() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "tool": ["WIPO Sequence", "WIPO Sequence", HOSTILE],
            "version": ["Beta", "3.0.0", "1 & 2"],
            "released_on": pd.to_datetime(["2020-01-01", None, "2019-05-06"]),
            "date_precision": ["year", "year", "day"],
            "basis": ["reported"] * 3,
        }
    )


def test_every_release_is_drawn_or_named_as_undated(context: Context) -> None:
    figure = draw("tool_releases", releases(), context)
    drawn: list[Any] = [(trace.name, list(trace.x), list(trace.marker.symbol)) for trace in figure.data]
    assert drawn == [
        ("WIPO Sequence", ["2020-01-01"], ["circle-open"]),
        (ESCAPED, ["2019-05-06"], ["circle"]),
    ]
    assert "<br>2020<br>" in figure.data[0].hovertext[0]
    assert list(figure.data[1].text) == ["1 &amp; 2"]
    footer = next(a.text for a in figure.layout.annotations if a.name == "footer")
    assert "Date not known: WIPO Sequence 3.0.0." in footer


def test_the_labels_of_a_ladder_fit_behind_its_bars_on_a_phone(rows_of: RowsOf, context: Context) -> None:
    cells: list[tuple[object, ...]] = [(2020, "received", 35), (2020, "trained", 34), (2020, "production", 12)]
    figure = draw("ocr_ladder", rows_of("ocr_status", cells), replace(context, width="phone", period=(2020, 2020)))
    [bar] = figure.data
    across = WIDTHS["phone"] - figure.layout.margin.l - figure.layout.margin.r
    for value, text in zip(bar.x, bar.text, strict=True):
        end = value / figure.layout.xaxis.range[1] * across
        assert end + text_width(text, TEXT_SIZE) <= across, text
