"""The picture that the toolbar of a chart downloads: its name, its size and its format."""

from __future__ import annotations

import re
from typing import Any, Literal

# 3200 × 1800 pixels, that is 16:9 at double density. The figure is laid out smaller and scaled up, so that its text has
# the size of text on a slide.
PIXELS = (3200, 1800)
LAYOUT_HEIGHT = 540


def file_stem(name: str, period: tuple[int, int], regions: tuple[str, ...] = ()) -> str:
    """Return the name of a file without its ending: what is shown, for when and where.

    `trainings_by_region` for 2016 to 2020 in two regions is "trainings-by-region_2016-2020_AF-AR".
    """
    first, last = period
    parts = [name.replace("_", "-"), str(first) if first == last else f"{first}-{last}", "-".join(regions)]
    return "_".join(re.sub(r"[^A-Za-z0-9-]+", "-", part) for part in parts if part)


def picture_options(
    stem: str, picture_format: Literal["png", "svg"] = "png", chart_height: int = LAYOUT_HEIGHT
) -> dict[str, Any]:
    """Return the options by which plotly.js makes a 16:9 picture named `stem` of a chart.

    A chart higher than `LAYOUT_HEIGHT` pixels is laid out at its own height, so that none of its rows is squeezed.
    """
    height = max(LAYOUT_HEIGHT, chart_height)
    return {
        "format": picture_format,
        "filename": stem,
        "width": round(height * PIXELS[0] / PIXELS[1]),
        "height": height,
        # A drawing has no pixels: scaling it would only write larger numbers.
        "scale": PIXELS[1] / height if picture_format == "png" else 1,
    }
