"""A figure for those who read from right to left: its first year stands at the right, its names at the right of bars.

Of a map only its words change sides. Numbers are read from left to right in every language; browsers know that.
"""

from __future__ import annotations

from typing import Any

from charts.drawing import Drawing

_OTHER = {"left": "right", "right": "left"}


def mirror(figure: Drawing) -> None:
    """Turn the sides of `figure`, a whole one with its template."""
    layout = figure.layout
    if "geo" not in layout:
        axis = layout.setdefault("xaxis", {})
        if "range" in axis:
            axis["range"] = axis["range"][::-1]
        else:
            axis["autorange"] = "reversed"
        layout.setdefault("yaxis", {})["side"] = "right"
    margin = layout["margin"]
    margin["l"], margin["r"] = margin["r"], margin["l"]
    pad = layout["template"]["layout"]["title"]["pad"]
    layout["title"] |= {"x": 1, "xanchor": "right", "pad": {"r": pad["l"], "t": pad["t"]}}
    layout["legend"] |= {"x": 1 - layout["template"]["layout"]["legend"]["x"], "xanchor": "right"}
    layout["hoverlabel"] = {"align": "right"}
    for annotation in layout.get("annotations", []):
        _turn_annotation(annotation)
    for shape in layout.get("shapes", []):
        if str(shape.get("xref", "x")) in ("paper", "x domain"):
            shape["x0"], shape["x1"] = 1 - shape["x1"], 1 - shape["x0"]
    for trace in figure.data:
        if isinstance(place := trace.get("textposition"), str):
            trace["textposition"] = " ".join(_OTHER.get(word, word) for word in place.split())


def _turn_annotation(annotation: dict[str, Any]) -> None:
    if annotation.get("xref") in ("paper", "x domain"):
        annotation["x"] = 1 - annotation["x"]
    for side in ("xanchor", "align"):
        if side in annotation:
            annotation[side] = _OTHER.get(annotation[side], annotation[side])
    for distance in ("xshift", "ax"):
        if distance in annotation:
            annotation[distance] = -annotation[distance]
