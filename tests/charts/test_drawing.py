"""A figure as plain dictionaries: what a change leaves as it was, and that Plotly understands the result."""

from __future__ import annotations

import json

import pandas as pd

from charts.catalogue import Context
from charts.drawing import Drawing, bar, heatmap, scatter
from tests.charts.conftest import build


def test_a_change_leaves_the_rest_of_a_part_as_it_was() -> None:
    drawing = Drawing()
    drawing.update_layout(legend={"y": 1, "font": {"size": 11}}, title={"text": "a"})
    drawing.update_layout(legend={"font": {"color": "#000"}})
    assert drawing.layout == {"legend": {"y": 1, "font": {"size": 11, "color": "#000"}}, "title": {"text": "a"}}


def test_none_takes_an_attribute_away_and_is_never_written() -> None:
    drawing = Drawing()
    drawing.update_yaxes(dtick=1, nticks=6)
    drawing.update_yaxes(dtick=None, range=[0, None])
    drawing.update_xaxes(title={"text": None})
    assert drawing.layout == {"yaxis": {"nticks": 6, "range": [0, None]}, "xaxis": {"title": {}}}


def test_what_is_given_is_not_changed_by_later_changes() -> None:
    template = {"layout": {"bargap": 0.3}}
    drawing = Drawing()
    drawing.update_layout(template=template)
    drawing.update_layout(template={"layout": {"bargap": 0.1}})
    assert template == {"layout": {"bargap": 0.3}}


def test_traces_texts_and_lines_come_in_order() -> None:
    drawing = Drawing(bar(y=[1]))
    drawing.add_trace(scatter(y=[2]))
    drawing.add_trace(heatmap(z=[[3]]))
    drawing.add_annotation(text="a")
    drawing.add_annotation(text="b")
    drawing.add_vline("2020-02-01", layer="below")
    assert [trace["type"] for trace in drawing.data] == ["bar", "scatter", "heatmap"]
    assert [note["text"] for note in drawing.layout["annotations"]] == ["a", "b"]
    (line,) = drawing.layout["shapes"]
    assert (line["x0"], line["x1"], line["y0"], line["y1"], line["yref"]) == (
        "2020-02-01",
        "2020-02-01",
        0,
        1,
        "y domain",
    )


def test_a_drawn_chart_is_json_and_plotly_reads_it_back_unchanged(context: Context) -> None:
    rows = pd.DataFrame(
        {"year": [2018, 2020], "mode": ["online", "on_site"], "trainings": [1, 2], "year_trainings": [1, 2]}
    )
    chart = build("trainings_by_mode", rows, context)
    assert chart.drawing is not None and chart.figure is not None
    plain = json.loads(json.dumps(chart.drawing.as_dict(), allow_nan=False))
    assert chart.figure.to_plotly_json()["layout"]["margin"] == plain["layout"]["margin"]
    assert [trace.type for trace in chart.figure.data] == [trace["type"] for trace in plain["data"]]
    assert list(chart.figure.data[0].y) == plain["data"][0]["y"]


def test_bars_have_a_pattern_only_where_a_year_is_running(context: Context) -> None:
    rows = pd.DataFrame({"year": [2018, 2020], "mode": ["online"] * 2, "trainings": [1, 2], "year_trainings": [1, 2]})
    still = build("trainings_by_mode", rows, context).drawing
    assert still is not None
    assert "pattern" not in still.data[0]["marker"]
