"""The picture that the toolbar of a chart downloads: its name, its size and its format.

plotly.js has one button for pictures, and its format is part of the chart's configuration. A second one would need a
function, which configuration sent as JSON cannot carry. So the page offers the format as a switch.
"""

from __future__ import annotations

import re
from typing import Any, Literal

# 3200 × 1800 pixels, that is 16:9 at double density. The figure is laid out smaller and scaled up, so that its text has
# the size of text on a slide.
PIXELS = (3200, 1800)
LAYOUT_HEIGHT = 540

_BUTTONS_WITHOUT_USE = (
    "zoom2d",
    "pan2d",
    "select2d",
    "lasso2d",
    "zoomIn2d",
    "zoomOut2d",
    "autoScale2d",
    "resetScale2d",
    "toggleSpikelines",
    "hoverClosestCartesian",
    "hoverCompareCartesian",
)


def file_stem(name: str, period: tuple[int, int], regions: tuple[str, ...] = ()) -> str:
    """Return the name of a file without its ending: what is shown, for when and where.

    `trainings_by_region` for 2016 to 2020 in two regions is "trainings-by-region_2016-2020_AF-AR".
    """
    first, last = period
    parts = [name.replace("_", "-"), str(first) if first == last else f"{first}-{last}", "-".join(regions)]
    return "_".join(re.sub(r"[^A-Za-z0-9-]+", "-", part) for part in parts if part)


def toolbar_config(
    stem: str, picture_format: Literal["png", "svg"] = "png", chart_height: int = LAYOUT_HEIGHT
) -> dict[str, Any]:
    """Return the `config` of a Plotly chart: one button, which downloads a 16:9 picture named `stem`.

    A chart higher than `LAYOUT_HEIGHT` pixels is laid out at its own height, so that none of its rows is squeezed.
    """
    height = max(LAYOUT_HEIGHT, chart_height)
    width = round(height * PIXELS[0] / PIXELS[1])
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "showSendToCloud": False,
        "scrollZoom": False,
        "responsive": True,
        "modeBarButtonsToRemove": list(_BUTTONS_WITHOUT_USE),
        "toImageButtonOptions": {
            "format": picture_format,
            "filename": stem,
            "width": width,
            "height": height,
            # A drawing has no pixels: scaling it would only write larger numbers.
            "scale": PIXELS[1] / height if picture_format == "png" else 1,
        },
    }
