"""Pictures of charts made by the server, where it can: Kaleido and a Chrome are optional and needed for nothing else.

In the browser the camera button of a chart makes the same pictures without either.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Literal

import plotly.graph_objects as go

from charts.picture import LAYOUT_HEIGHT, PIXELS

log = logging.getLogger(__name__)

# What Kaleido raises where no Chrome is found or none starts; by name, since Kaleido itself may be missing.
_NO_BROWSER = ("ChromeNotFoundError", "BrowserFailedError", "BrowserDepsError", "BrowserClosedError")


def picture_bytes(
    figure: go.Figure, picture_format: Literal["png", "svg"] = "png", size: tuple[int, int] = PIXELS
) -> bytes | None:
    """Return `figure` as a picture of `size` pixels (width, height), or None where Kaleido or a Chrome is missing.

    The figure is laid out as the camera button lays it out and scaled up, so that its text is as large as on a slide; a
    drawing (SVG) has no pixels and keeps the size of its layout. Raises what Kaleido raises for a figure that it cannot
    draw.
    """
    try:
        kaleido = import_module("kaleido")
    except ImportError:
        return None
    height = max(LAYOUT_HEIGHT, int(figure.layout.height or 0))
    options = {
        "format": picture_format,
        "width": round(height * size[0] / size[1]),
        "height": height,
        "scale": size[1] / height if picture_format == "png" else 1,
    }
    try:
        # No formulas in our figures: MathJax would only be looked for in the network.
        picture = kaleido.calc_fig_sync(figure, opts=options, kopts={"mathjax": False})
    except Exception as error:
        if type(error).__name__ not in _NO_BROWSER:
            raise
        log.warning("no picture, because no Chrome can be used: %s", type(error).__name__)
        return None
    return bytes(picture)
