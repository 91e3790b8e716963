"""The figures of a page, sent ahead of everything else on it.

A page is near to a hundred elements, and the browser takes longer over them than over drawing the charts. After a
change of filters most charts are where they were: so their new figures are sent first, in one message, which the
browser draws before it looks at the rest (see `assets/card.js`). What they will be follows from where the filters stand
now and which figures the page has shown last. Should a card want another one after all, it sends its own.

When a page is opened, the lists below its figures wait until the browser has drawn these: the grid of a long list alone
is an eighth of what the browser has to do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st

from components.card_element import AHEAD, send_figures
from components.figure import PlacedFigure
from components.filters import filters_to_come
from queries import Filters

_SHOWN = "_figures_shown"
# Set by `assets/connect.js`.
COOKIE = "tells_when_drawn"

# Makes a figure, if there is one, for the filters of now.
Make = Callable[[Filters], PlacedFigure | None]


@dataclass
class _Run:
    """One run of a page: the ids of the figures sent ahead, and what its cards have shown, under which filters."""

    sent: frozenset[str]
    shown: list[tuple[Filters, Make]] = field(default_factory=list)


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def figures_ahead(page: str) -> Iterator[None]:
    """Send the figures of `page` where this stands, which shows nothing, and run the page in this block."""
    known: dict[str, _Run] = st.session_state.setdefault(_SHOWN, {})
    with st.container(key=AHEAD):
        run = _Run(_send(known[page]) if page in known else frozenset())
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)
        known[page] = run


def is_sent(placed: PlacedFigure, filters: Filters, make: Make, kept: Collection[str]) -> bool:
    """Return whether a figure has been sent ahead in this run, and note `make` for the next one.

    Cards that run again by themselves, since the browser has told something, need not send what it has `kept`.
    """
    run = _run.get()
    if run is None:
        return placed.text.id in kept
    run.shown.append((filters, make))
    return placed.text.id in run.sent


def waits_for_figures() -> bool:
    """Return whether what stands here may wait: below figures of a page that runs, which its browser tells of drawing.

    A reader without a browser, who would not, gets all of the page at once.
    """
    run = _run.get()
    return run is not None and bool(run.shown) and st.context.cookies.get(COOKIE) == "1"


def _send(last: _Run) -> frozenset[str]:
    """Send the figures that the page has shown `last`, for the filters of now, and return their ids."""
    if not last.shown:
        return frozenset()
    # A card with a filter of its own (the calendar and its year) is not sent ahead.
    common = last.shown[0][0]
    now = filters_to_come(common)
    figures = [placed for filters, make in last.shown if filters == common and (placed := make(now))]
    if figures:
        send_figures(figures)
    return frozenset(placed.text.id for placed in figures)
