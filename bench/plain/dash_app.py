"""The page in plain Dash: `BENCH_DATA=… python bench/plain/dash_app.py 8050`.

With `BENCH_TUNED` trainings have numbers for names.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from bench.plain.rows import MODES, REGIONS, TITLES, TOPICS, Choice, chosen, figures, read

rows = read(Path(os.environ["BENCH_DATA"]), "BENCH_TUNED" in os.environ)
first, last = rows.years
everything = figures(rows, Choice((first, last)))
app = Dash(__name__, title="Trainings by region")


def options(labels: dict[str, str]) -> list[dict[str, str]]:
    """Return the choices of a list, from its labels by code."""
    return [{"value": code, "label": label} for code, label in labels.items()]


def chart(name: str) -> dcc.Graph:
    """Return the place of a chart, drawn for everything to begin with."""
    return dcc.Graph(id=name, figure=everything[name], style={"flex": "1 1 0", "minWidth": 0})


filters = [
    html.Label("Years"),
    dcc.RangeSlider(first, last, 1, value=[first, last], id="years", marks={first: str(first), last: str(last)}),
    html.Label("Regions"),
    dcc.Dropdown(options(REGIONS), multi=True, id="regions"),
    html.Label("Topics"),
    dcc.Dropdown(options(TOPICS), multi=True, id="topics"),
    html.Label("Modes"),
    dcc.Dropdown(options(MODES), multi=True, id="modes"),
]
two = html.Div([chart("trainings_by_mode"), chart("offices_trained")], style={"display": "flex"})
charts = [html.H1("Trainings by region"), chart("trainings_by_region"), chart("trainings_by_topic"), two]
sidebar = html.Div(filters, style={"width": "300px", "flex": "none"})
main = html.Div(charts, style={"flex": "1 1 0", "minWidth": 0})
app.layout = html.Div([sidebar, main], style={"display": "flex", "fontFamily": "sans-serif"})


@app.callback(
    *(Output(name, "figure") for name in TITLES),
    *(Input(name, "value") for name in ("years", "regions", "topics", "modes")),
    prevent_initial_call=True,
)
def draw(
    years: list[int], regions: list[str] | None, topics: list[str] | None, modes: list[str] | None
) -> list[go.Figure]:
    """Draw the four charts again."""
    choice = Choice((years[0], years[1]), tuple(regions or ()), tuple(topics or ()), tuple(modes or ()))
    return list(figures(chosen(rows, choice), choice).values())


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
