"""The figures of a page, sent ahead of everything else on it.

A page is near to a hundred elements, and the browser takes longer over them than over drawing the charts. After a
change of filters most charts are where they were: so their new figures are sent first, in one message, which the
browser draws before it looks at the rest (see `assets/card.js`). What they will be follows from where the filters stand
now and which figures the page has shown last. Should a card want another one after all, it sends its own.

What else the page needs, its lists and the figures with a filter of their own, a helper asks for meanwhile: DuckDB
looks for these on another core than the one that Python draws on.

When a page is opened, the lists below its figures wait until the browser has drawn these: the grid of a long list alone
is an eighth of what the browser has to do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field

import streamlit as st

from components.card_element import AHEAD, send_figures
from components.data import snapshot
from components.figure import PlacedFigure
from components.filters import filters_to_come
from extracts import Snapshot
from queries import Filters

_SHOWN = "_figures_shown"
# Set by `assets/connect.js`.
COOKIE = "tells_when_drawn"

# Makes a figure, if there is one, for the filters of now.
Make = Callable[[Filters], PlacedFigure | None]
# Asks for what a card shows, so that it is kept; of the data given, since a helper has no session.
Ask = Callable[[Filters, Snapshot], object]
# One for all pages, which take turns. What it has not begun when a card needs it, the card asks for itself.
_helper = ThreadPoolExecutor(1, thread_name_prefix="asks-ahead")


@dataclass
class _Run:
    """One run of a page: the ids of the figures sent ahead, and what its cards have shown, under which filters.

    `needed` are the questions of what is not sent ahead.
    """

    sent: frozenset[str]
    shown: list[tuple[Filters, Make]] = field(default_factory=list)
    needed: list[Ask] = field(default_factory=list)

    @property
    def common(self) -> Filters | None:
        """The filters of the page, which its first figure has been drawn for; None while there is none."""
        return self.shown[0][0] if self.shown else None


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def figures_ahead(page: str) -> Iterator[None]:
    """Send the figures of `page` where this stands, which shows nothing, and run the page in this block."""
    known: dict[str, _Run] = st.session_state.setdefault(_SHOWN, {})
    with st.container(key=AHEAD):
        run = _Run(_prepare(known[page]) if page in known else frozenset())
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)
        known[page] = run


def is_sent(placed: PlacedFigure, filters: Filters, make: Make, ask: Ask, kept: Collection[str]) -> bool:
    """Return whether a figure has been sent ahead in this run, and note for the next one what makes it or asks for it.

    Cards that run again by themselves, since the browser has told something, need not send what it has `kept`.
    """
    run = _run.get()
    if run is None:
        return placed.text.id in kept
    run.shown.append((filters, make))
    if filters != run.common:
        run.needed.append(ask)
    return placed.text.id in run.sent


def needs_list(filters: Filters, ask: Ask) -> None:
    """Note for the next run of the page that it shows a list, which `ask` asks for."""
    run = _run.get()
    if run is not None and filters == run.common:
        run.needed.append(ask)


def waits_for_figures() -> bool:
    """Return whether what stands here may wait: below figures of a page that runs, which its browser tells of drawing.

    A reader without a browser, who would not, gets all of the page at once.
    """
    run = _run.get()
    return run is not None and bool(run.shown) and st.context.cookies.get(COOKIE) == "1"


def _prepare(last: _Run) -> frozenset[str]:
    """Send the figures that the page has shown `last`, for the filters of now, and return their ids.

    What else it needs is asked for meanwhile.
    """
    if last.common is None:
        return frozenset()
    now = filters_to_come(last.common)
    # An error is met again, and told, by the card that needs what could not be asked for.
    _helper.submit(copy_context().run, _ask, tuple(last.needed), now, snapshot())
    # A card with a filter of its own (the calendar and its year) is not sent ahead. Its question is: for each year by
    # itself, so that its answer is a part of that for the years of the page.
    figures = [placed for filters, make in last.shown if filters == last.common and (placed := make(now))]
    if figures:
        send_figures(figures)
    return frozenset(placed.text.id for placed in figures)


def _ask(needed: Sequence[Ask], filters: Filters, data: Snapshot) -> None:
    for ask in needed:
        ask(filters, data)
