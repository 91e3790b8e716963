"""What a chart is declared with, what it is drawn in, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from charts.drawing import Drawing
from charts.events import Event

if TYPE_CHECKING:
    import plotly.graph_objects as go

Kind = Literal["stack", "bars", "groups", "lines", "ladder", "ranking", "sessions", "calendar", "releases", "map"]
Width = Literal["phone", "card", "wide", "slide"]

# The least width in pixels that a figure must fit. The server cannot know how wide a card is on the screen: a "card"
# has half a page of a laptop, "wide" a whole one, and a "phone" its screen less the frames.
WIDTHS: dict[Width, int] = {"phone": 324, "card": 420, "wide": 700, "slide": 960}


@dataclass(frozen=True)
class ChartSpec:
    """One chart: which query's rows it draws, how, and what a click on it means.

    `x`, `series`, `value` and `total` are columns of `query`. `title` says what is drawn; `subject` is the count in a
    sentence that says how it changed. `is_state` marks counts that are not added up over years: states on
    31 December, and offices that count again in each year.
    `is_nested` marks series that are each part of the first.
    `total_name` names a line of the totals, `note` stands below the figure, `overlap_note` where bars exceed the total.

    `few_query` lists, row by row, what `query` counts: `charts.questions` says when its rows are drawn instead.

    Position i of a point's customdata belongs to `click[i]`: "year", "month", "to_year", a list filter, or a column of
    the rows of `rows_query`; `charts.clicks` reads them. A point may carry fewer positions than `click`, never others,
    and None where it stands for all of a kind.
    """

    query: str
    kind: Kind
    title: str
    subject: str
    x: str
    value: str
    series: str | None = None
    total: str | None = None
    few_query: str | None = None
    rows_query: str | None = None
    click: tuple[str, ...] = ()
    is_state: bool = False
    is_nested: bool = False
    total_name: str = ""
    note: str = ""
    overlap_note: str = ""


@dataclass(frozen=True)
class Context:
    """What surrounds a chart: the view's filters in words, and where it is drawn.

    `regions` are codes, empty for all. `basis` is None for all rows or "reported"; `has_illustrative` says whether all
    rows include illustrative ones, and is on by default so that they never pass for facts by oversight. `source_line`
    names the sources, `data_date` is the day of the extract (ISO). `incomplete_years` are still running. In
    `partial_years` the rows are known to be an incomplete list, so that every count means "at least"; years in which a
    count is unknown are found from the rows themselves. `width` is the narrowest place that the figure must fit.
    `events` are those from outside that concern the chart and lie in the period, in order.
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
    events: tuple[Event, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether a year of the period is known to be an incomplete list."""
        return any(self.period[0] <= year <= self.period[1] for year in self.partial_years)


@dataclass(frozen=True)
class Chart:
    """A drawn chart, its alternative text, its finding (plain text), and its height in pixels.

    `drawing` is None where there is no row to draw; `title` then says so.
    """

    drawing: Drawing | None
    alt: str
    title: str
    height: int

    @property
    def figure(self) -> go.Figure | None:
        """The drawing as Plotly's own figure, each attribute checked. Raises ValueError for one that Plotly refuses."""
        # Not above: the import takes a third of a second, and the pages do without it.
        import plotly.graph_objects as go

        return None if self.drawing is None else go.Figure(self.drawing.as_dict())
