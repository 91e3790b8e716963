"""What a chart is declared with, what it is drawn in, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import plotly.graph_objects as go

Kind = Literal["stack", "bars", "groups", "lines", "ladder", "ranking", "sessions", "calendar", "releases"]
Width = Literal["phone", "card", "slide"]

# The width in pixels that texts are wrapped for.
WIDTHS: dict[Width, int] = {"phone": 358, "card": 560, "slide": 960}


@dataclass(frozen=True)
class ChartSpec:
    """One chart: which query's rows it draws, how, and what a click on it means.

    `x`, `series`, `value` and `total` are columns of `query`. `title` says what is drawn; `subject` is the count in a
    sentence that says how it changed. `is_state` marks counts at the end of a year, which are not added up over years.

    Position i of a point's customdata belongs to `click[i]`: "year" sets both `from_year` and `to_year` of the
    filters, the name of another field of Filters adds the code to it, and any other name is a column: of the rows of
    `rows_query` those count whose cell is equal. A point may carry fewer positions than `click`, never others.
    """

    query: str
    kind: Kind
    title: str
    subject: str
    x: str
    value: str
    series: str | None = None
    total: str | None = None
    rows_query: str | None = None
    click: tuple[str, ...] = ()
    is_state: bool = False
    note: str = ""
    total_name: str = ""


@dataclass(frozen=True)
class Context:
    """What surrounds a chart: the view's filters in words, and where it is drawn.

    `regions` are codes, empty for all. `basis` is None for all rows or "reported". `source_line` names the sources,
    `data_date` is the day of the extract (ISO). `incomplete_years` are still running; in `partial_years` the rows drawn
    are known to be an incomplete list, so that counts mean "at least". `width` is the narrowest place it must fit.
    """

    period: tuple[int, int]
    regions: tuple[str, ...] = ()
    basis: str | None = None
    source_line: str = ""
    data_date: str = ""
    dark: bool = False
    incomplete_years: frozenset[int] = frozenset()
    partial_years: frozenset[int] = frozenset()
    has_illustrative: bool = True
    width: Width = "card"


@dataclass(frozen=True)
class Chart:
    """A drawn chart: the figure, its alternative text, its finding (plain text), and its height in pixels.

    `figure` is None where there is no row to draw; `title` then says so.
    """

    figure: go.Figure | None
    alt: str
    title: str
    height: int
    click: tuple[str, ...] = field(default=())
