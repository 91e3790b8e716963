"""The one Plotly template of this dashboard, for white and for dark paper.

Every figure names it itself: once Streamlit is imported, Plotly's default template holds placeholder colours that only
a browser replaces.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from charts.palette import COLOURS, paper
from words.forms import separators

# Names with a digit must be quoted, or the browser throws the whole list away.
FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'DejaVu Sans', sans-serif"
TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 16, 12.5, 12, 11


def template(dark: bool = False) -> dict[str, Any]:
    """Return the template: plain paper, thin grid lines across the values only, legend below, text at the left.

    It is one and the same for all figures of a language: not to be changed.
    """
    return _template(dark, separators())


@cache
def _template(dark: bool, separators: str) -> dict[str, Any]:
    colours = paper(dark)
    axis = {
        "gridcolor": colours.grid,
        "gridwidth": 1,
        "linecolor": colours.muted,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": colours.muted, "size": TEXT_SIZE},
        "title": {"font": {"color": colours.muted, "size": TEXT_SIZE}},
        "fixedrange": True,
        # There is room for every label (see charts/layout.py); to look whether one hangs over the edge, Plotly has the
        # browser lay out the page anew for each: half of a redraw, in a profile.
        "ticklabeloverflow": "allow",
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": TEXT_SIZE, "color": colours.ink},
            "paper_bgcolor": colours.background,
            "plot_bgcolor": colours.background,
            "colorway": [pair[dark] for pair in COLOURS.values()],
            "separators": separators,
            "title": {
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"l": 12, "t": 25},  # Plotly lifts a title of several lines by most of a line
                "font": {"size": TITLE_SIZE, "color": colours.ink, "weight": 600},
            },
            "xaxis": axis | {"showgrid": False, "showline": True},
            "yaxis": axis | {"showgrid": True, "showline": False},
            "legend": {
                "orientation": "h",
                "x": 0.012,
                "xref": "container",
                "xanchor": "left",
                "yref": "container",
                "yanchor": "bottom",
                "traceorder": "normal",
                "font": {"size": TEXT_SIZE, "color": colours.ink},
                "bgcolor": "rgba(0,0,0,0)",
                "itemclick": "toggle",
                "itemdoubleclick": "toggleothers",
            },
            "hoverlabel": {
                "bgcolor": colours.background,
                "bordercolor": colours.muted,
                "font": {"family": FONT, "size": TEXT_SIZE + 1, "color": colours.ink},
                "align": "left",
            },
            "hovermode": "closest",
            "dragmode": False,
            "bargap": 0.28,
            "bargroupgap": 0.06,
            "barcornerradius": 0,
            "modebar": {
                "orientation": "v",
                "bgcolor": "rgba(0,0,0,0)",
                "color": colours.muted,
                "activecolor": colours.accent,
            },
        }
    }
