"""For those who read from right to left a figure has its sides turned, and a map only its words."""

from __future__ import annotations

from typing import Any

import pytest

from charts.drawing import Drawing, bar, scatter
from charts.mirror import mirror
from charts.template import template


def drawing(**layout: Any) -> Drawing:
    figure = Drawing(bar(x=["2019", "2020"], y=[1, 2], textposition="outside"), scatter(textposition="top right"))
    margin = {"l": 44, "r": 20, "t": 60, "b": 40}
    figure.update_layout(template=template(), title={"text": "A finding"}, legend={"y": 0.1}, margin=margin, **layout)
    figure.add_annotation(text="Source", x=0, xref="paper", xanchor="left", xshift=-32, align="left")
    figure.add_annotation(text="12", x=1, xanchor="left", xshift=4)
    figure.add_shape(x0=0.2, x1=0.5, xref="paper")
    figure.add_shape(x0=3.5, x1=4.5)
    return figure


def test_the_first_year_stands_at_the_right_beside_the_axis_of_counts() -> None:
    figure = drawing(xaxis={"range": [-0.5, 1.5]})
    mirror(figure)
    assert figure.layout["xaxis"]["range"] == [1.5, -0.5]
    assert figure.layout["yaxis"]["side"] == "right"
    assert (figure.layout["margin"]["l"], figure.layout["margin"]["r"]) == (20, 44)


def test_an_axis_without_a_range_of_its_own_is_turned_too() -> None:
    figure = drawing()
    mirror(figure)
    assert figure.layout["xaxis"] == {"autorange": "reversed"}


@pytest.mark.parametrize("is_map", [False, True])
def test_words_begin_at_the_right(is_map: bool) -> None:
    figure = drawing(**({"geo": {}} if is_map else {}))
    mirror(figure)
    title = figure.layout["title"]
    assert (title["x"], title["xanchor"], title["pad"]["r"], "l" in title["pad"]) == (1, "right", 12, False)
    source, label = figure.layout["annotations"]
    assert (source["x"], source["xanchor"], source["xshift"], source["align"]) == (1, "right", 32, "right")
    assert (label["x"], label["xanchor"], label["xshift"]) == (1, "right", -4)
    assert ("xaxis" in figure.layout) is not is_map


def test_texts_and_areas_change_their_side() -> None:
    figure = drawing()
    mirror(figure)
    assert [trace["textposition"] for trace in figure.data] == ["outside", "top left"]
    areas = [(area["x0"], area["x1"]) for area in figure.layout["shapes"]]
    assert areas == [(0.5, 0.8), (3.5, 4.5)]


def test_the_template_of_all_figures_stays_as_it_is() -> None:
    mirror(drawing())
    assert template()["layout"]["title"]["pad"] == {"l": 12, "t": 25}
