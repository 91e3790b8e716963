"""A Plotly figure as plain lists and dictionaries, which is what the browser gets in the end.

Plotly's own classes look at every attribute of every figure again, ten times as long as the drawing itself takes. So
figures are drawn here without them; `charts.spec.Chart.figure` hands one over where a checked figure is asked for
(pictures, tests). The methods are named like Plotly's and mean the same.
"""

from __future__ import annotations

from typing import Any

Trace = dict[str, Any]


class Drawing:
    """The traces of a figure and its layout: numbers, texts, lists and dictionaries only."""

    def __init__(self, *traces: Trace) -> None:
        self.data: list[Trace] = list(traces)
        self.layout: dict[str, Any] = {}

    def add_trace(self, trace: Trace) -> None:
        """Draw `trace` over those that are there."""
        self.data.append(trace)

    def add_annotation(self, **annotation: Any) -> None:
        """Write a text into the figure."""
        self.layout.setdefault("annotations", []).append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """Draw a line or an area into the figure."""
        self.layout.setdefault("shapes", []).append(shape)

    def add_vline(self, x: Any, **shape: Any) -> None:
        """Draw a line up and down at `x`, as high as the data."""
        self.add_shape(type="line", x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain", **shape)

    def update_layout(self, **changes: Any) -> None:
        """Set attributes of the layout; those of a part that are not named stay, None takes one away."""
        _merge(self.layout, changes)

    def update_xaxes(self, **changes: Any) -> None:
        """Set attributes of the axis across."""
        self.update_layout(xaxis=changes)

    def update_yaxes(self, **changes: Any) -> None:
        """Set attributes of the axis up."""
        self.update_layout(yaxis=changes)

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as Plotly reads it; it is the drawing itself, not a copy."""
        return {"data": self.data, "layout": self.layout}


def bar(**attributes: Any) -> Trace:
    """Return bars."""
    return {"type": "bar", **attributes}


def scatter(**attributes: Any) -> Trace:
    """Return points, lines or texts."""
    return {"type": "scatter", **attributes}


def heatmap(**attributes: Any) -> Trace:
    """Return a grid of coloured cells."""
    return {"type": "heatmap", **attributes}


def choropleth(**attributes: Any) -> Trace:
    """Return countries filled with a colour."""
    return {"type": "choropleth", **attributes}


def scattergeo(**attributes: Any) -> Trace:
    """Return points on a map."""
    return {"type": "scattergeo", **attributes}


def _merge(into: dict[str, Any], changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if value is None:
            into.pop(name, None)
        elif isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        elif isinstance(value, dict):
            into[name] = {}
            _merge(into[name], value)
        else:
            into[name] = value
