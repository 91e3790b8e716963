"""Events from outside that explain a bend: chosen for a chart, marked above its years or days, and said in words.

Each mark is a small number in a frame above the data, which never stands on a bar or its count; a note below the figure
says what the number means, and so do the alternative text and the text shown at a point of that year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from charts.columns import date_text
from charts.drawing import Drawing
from charts.palette import paper
from charts.template import SMALL_SIZE, TEXT_SIZE
from charts.text import escape, shorten
from queries.rows import Rows
from words import _, label

LABEL_ROOM = 20  # pixels above a bar in which its count stands
LEAST_LINE = 8  # a shorter line is a dot
MOST = 9  # more numbers than that are no help
LONGEST = 520  # pixels of a title that somebody has written


@dataclass(frozen=True)
class Event:
    """One event: its name (plain), its day and how exactly it is known, its source, and what its row is."""

    name: str
    day: date
    precision: str
    source: str
    basis: str = "reported"

    @property
    def year(self) -> str:
        """The year as the axes name it."""
        return str(self.day.year)

    @property
    def text(self) -> str:
        """What happened, and when, in plain text."""
        illustrative = label("basis", self.basis) if self.basis == "illustrative" else ""
        said = "; ".join(filter(None, [date_text(self.day, self.precision), illustrative]))
        return f"{self.name} ({said})"


def events_of(
    rows: Rows, sources: Collection[str], period: tuple[int, int], basis: str | None = None
) -> tuple[Event, ...]:
    """Return the events among `rows` (of the question `events`) that concern one of the tables `sources`.

    They lie in the years of `period`; `basis` "reported" leaves out what is illustrative.
    """
    return tuple(
        Event(
            shorten(label("event", row["event"]), LONGEST, SMALL_SIZE),
            row["happened_on"],
            row["date_precision"],
            row["source"],
            row["basis"],
        )
        for row in rows
        if period[0] <= row["happened_on"].year <= period[1]
        and not {part.strip() for part in row["concerns"].split(";")}.isdisjoint(sources)
        and basis in (None, row["basis"])
    )


def within(events: Sequence[Event], x: Collection[str]) -> list[Event]:
    """Return the events whose year is among the positions `x` of an axis."""
    return [event for event in events if event.year in x]


def sentence(events: Sequence[Event], is_numbered: bool = False) -> str:
    """Return the sentence that names `events`, with the numbers of their marks if they have some; "" for none."""
    texts = [event.text for event in events[:MOST]]
    if is_numbered:
        texts = [f"{number} = {text}" for number, text in enumerate(texts, start=1)]
    if (more := len(events) - MOST) > 0:
        texts.append(_("{count} more").format(count=more))
    return _("Events: {events}.").format(events="; ".join(texts)) if texts else ""


def hover_lines(events: Sequence[Event], year: str) -> str:
    """Return what the text shown at a point of `year` adds of the events in it, for Plotly."""
    texts = [_("Event: {event}").format(event=event.text) for event in within(events, [year])]
    return "".join(f"<br>{escape(text)}" for text in texts)


def mark_years(
    figure: Drawing, events: Sequence[Event], x: list[str], heights: Sequence[float | None], plot: float, dark: bool
) -> str:
    """Mark `events` above their years on the axis `x` like `mark_places`, those that lie on it, and return the note."""
    chosen = within(events, x)
    return mark_places(figure, chosen, [x.index(event.year) for event in chosen], heights, plot, dark)


def mark_places(
    figure: Drawing,
    events: Sequence[Event],
    places: Sequence[int | None],
    heights: Sequence[float | None],
    plot: float,
    dark: bool,
) -> str:
    """Mark each of `events` above its place on the axis across, and return the note that explains the numbers.

    An event without a place has no mark. `heights` are those of the data at each place of the axis; a thin line leads
    down to the data and the count above it, but not into a place of which nothing is known (None). `plot` is the height
    of all data in pixels; the range of the axis up must be set.
    """
    top = figure.layout["yaxis"]["range"][1]
    at: dict[int, list[tuple[int, Event]]] = {}
    for (n, event), place in zip(_numbered(events), places, strict=False):
        if place is not None:
            at.setdefault(place, []).append((n, event))
    for place, numbered in at.items():
        height = heights[place]
        pixel = top / plot
        if height is not None and (foot := height + LABEL_ROOM * pixel) <= top - LEAST_LINE * pixel:
            figure.add_shape(type="line", x0=place, x1=place, y0=foot, y1=top, layer="below", line=_line(dark))
        number(figure, numbered, dark, x=place)
    return sentence(events, is_numbered=True)


def mark_days(figure: Drawing, events: Sequence[Event], dark: bool) -> str:
    """Mark `events` on an axis of days; one of which only the year is known has no mark. Return the note."""
    for n, event in _numbered(events):
        if event.precision == "year":
            continue
        day = event.day.replace(day=15) if event.precision == "month" else event.day
        figure.add_vline(x=day.isoformat(), line=_line(dark), layer="below")
        number(figure, [(n, event)], dark, x=day.isoformat())
    return sentence(events, is_numbered=True)


def number(figure: Drawing, numbered: Sequence[tuple[int, Event]], dark: bool, **place: object) -> None:
    """Put the numbers of events into a small frame at `place`: above the data unless it says otherwise."""
    colours = paper(dark)
    above = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 1}
    figure.add_annotation(
        **{
            **above,
            "text": ",".join(str(n) for n, _event in numbered),
            "hovertext": "<br>".join(escape(event.text) for _n, event in numbered),
            "showarrow": False,
            "font": {"size": SMALL_SIZE, "color": colours.ink},
            "bgcolor": colours.background,
            "bordercolor": colours.muted,
            "borderwidth": 1,
            "borderpad": 1,
            "width": 4 + (TEXT_SIZE // 2) * len(numbered),
            "name": "event",
            **place,
        }
    )


def _numbered(events: Sequence[Event]) -> list[tuple[int, Event]]:
    return list(enumerate(events[:MOST], start=1))


def _line(dark: bool) -> dict[str, object]:
    return {"color": paper(dark).muted, "width": 1, "dash": "dot"}
