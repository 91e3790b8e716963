"""The data that a page shows, and the answers taken from it, which all sessions share.

A page stays with one publication from its first line to its last: the frame pins the newest when it starts, and a card
that runs again by itself goes on with the one of its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from charts import questions
from charts.columns import named
from charts.events import Event, events_of
from components.access import allowed_regions
from components.kept import Kept
from extracts import Snapshot, data_folder
from extracts.place import place
from extracts.progress import Progress, read_progress
from extracts.publisher import Publication, Publisher
from extracts.state import state_folder
from queries import Filters, Query, ask, query
from queries.catalogue import ask_part, part, take
from queries.cuts import cut, widened
from queries.paging import Page, Part, ask_page, part_of, stretch_of
from queries.provenance import Origins, Provenance, origins
from queries.rows import Answer, Rows
from words import language

# A cell takes some 80 bytes, a small answer has 600 of them and one of each office and year 20,000: so that memory is
# flat whatever people ask, it is the cells that are bounded.
CELLS_KEPT = 500_000
# With a page of a list stay its texts and the table that is sent of it: as much again, twice.
PAGE_CELLS_KEPT = 100_000
# What an answer rests on and the events about it are small.
SMALL_KEPT = 512


def _cells(answer: Answer) -> int:
    return 1 + len(answer.rows) * len(answer.columns)


_answers: Kept[Answer] = Kept(CELLS_KEPT, _cells)
_pages: Kept[Part] = Kept(PAGE_CELLS_KEPT, lambda part: _cells(part.answer))
_stretches: Kept[Part] = Kept(PAGE_CELLS_KEPT, lambda part: _cells(part.answer))
_origins: Kept[Origins] = Kept(SMALL_KEPT)
_events: Kept[tuple[Event, ...]] = Kept(SMALL_KEPT)
_PINNED = "publication"
_seen: ContextVar[Snapshot | None] = ContextVar("seen", default=None)


# Its arguments are texts: Streamlit takes three times as long to see whether a path is the same, for every page.
@st.cache_resource(show_spinner=False, on_release=Publisher.stop)
def _publisher(data: str, state: str) -> Publisher:
    publisher = Publisher(place(data), Path(state))
    publisher.start()
    return publisher


def newest() -> Publication:
    """Return what is to be shown now. Raises OSError where nothing was ever published and the folder cannot be read."""
    data = data_folder().absolute()
    return _publisher(str(data), str(state_folder(data))).publication


def preparing() -> Progress | None:
    """Return how far a delivery is that is being read beside what is shown, or None."""
    return read_progress(state_folder(data_folder().absolute()))


def pin() -> None:
    """Stay with the newest publication until the next full run of the page. Raises OSError like `newest`."""
    st.session_state[_PINNED] = newest()


def publication() -> Publication:
    """Return the publication that the page shows."""
    pinned: Publication | None = st.session_state.get(_PINNED)
    return pinned or newest()


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Run this block of a page with one look at what it shows and who sees it, which is asked for some ninety times."""
    token = _seen.set(snapshot())
    try:
        yield
    finally:
        _seen.reset(token)


def snapshot() -> Snapshot:
    """Return the snapshot that the page shows, as far as the visitor may see it. Raises OSError like `newest`."""
    if seen := _seen.get():
        return seen
    whole, regions = publication().snapshot, allowed_regions()
    return whole if whole.regions == regions else replace(whole, regions=regions)


def answer(name: str, filters: Filters, data: Snapshot | None = None) -> Answer:
    """Return the answer to the question `name`, which nobody may change.

    It is that of the snapshot `data`, if it is not the one shown.
    """
    asked = data or snapshot()
    return named(_answers.get(_key(asked, name, filters), lambda: _asked(asked, name, filters)))


def answer_rows(name: str, filters: Filters, data: Snapshot | None = None) -> Rows:
    """Return the rows of `answer`."""
    return answer(name, filters, data).rows


def _asked(data: Snapshot, name: str, filters: Filters) -> Answer:
    """Return the answer to the question `name`; one that is a part of a wider one is cut from it, which is kept too."""
    whole = widened(query(name), filters, data)
    key = _key(data, name, whole)
    if key == _key(data, name, filters):
        return _ask(data, name, filters)
    return cut(_answers.get(key, lambda: _ask(data, name, whole)), query(name), filters, data)


def _ask(data: Snapshot, name: str, filters: Filters) -> Answer:
    """Ask the question `name`, or the part that it takes its rows of, which is kept for the others that do."""
    takes = query(name).takes
    if takes is None:
        return ask(data, name, filters)
    key = _key_of(data, part(takes.part), filters)
    return take(_answers.get(key, lambda: ask_part(data, takes.part, filters)), name, data, filters)


def answer_page(name: str, filters: Filters, page: Page, data: Snapshot | None = None) -> Part:
    """Return the rows of one page of the question `name`, and how many rows it has in all; nobody may change them.

    They are those of the snapshot `data`, if it is not the one shown.
    """
    asked = data or snapshot()
    key = (_key(asked, name, filters), page, language())
    return _pages.get(key, lambda: _ask_page(asked, name, filters, page))


def _ask_page(data: Snapshot, name: str, filters: Filters, page: Page) -> Part:
    """Return a page of a list; of one that is counted by months the rows between two days are kept, for any period.

    One that is a part of a wider answer is never long, and cut from that.
    """
    if query(name).is_by_year or query(name).is_by_region:
        return part_of(answer(name, filters, data), page)
    if not query(name).counter:
        part = ask_page(data, name, filters, page)
        return Part(named(part.answer), part.total)
    stretch = stretch_of(answer_rows(query(name).counter, filters, data), page)
    between = (stretch.first_day, stretch.last_day, stretch.first, stretch.count)
    key = (_key(data, name, replace(filters, from_year=None, to_year=None)), between)
    part = _stretches.get(key, lambda: ask_page(data, name, filters, page, stretch))
    return Part(named(part.answer), stretch.total)


def chart_question(chart: str, filters: Filters, data: Snapshot | None = None) -> Query:
    """Return the question whose rows the chart named `chart` is drawn from under `filters`."""
    return questions.chart_question(chart, filters, partial(answer, data=data))


def chart_answer(chart: str, filters: Filters, data: Snapshot | None = None) -> Answer:
    """Return the answer that the chart named `chart` is drawn from, of the snapshot `data` or the one shown."""
    return answer(chart_question(chart, filters, data).name, filters, data)


def origin(question: Query, filters: Filters) -> Provenance:
    """Return what the answer to `question` rests on."""
    data = snapshot()
    # Cards rest on few tables, whatever is chosen of their rows.
    key = (*data_key(data), question.sources)
    return _origins.get(key, lambda: origins(data, question)).of(filters.within(data))


def events_about(question: Query, filters: Filters) -> tuple[Event, ...]:
    """Return the events in the period of `filters` that concern what `question` is asked of."""
    data = snapshot()
    period = filters.within(data).period
    key = (*data_key(data), question.sources, period, filters.basis, language())
    return _events.get(
        key, lambda: events_of(answer_rows("events", filters, data), question.sources, period, filters.basis)
    )


def _key(data: Snapshot, name: str, filters: Filters) -> tuple[object, ...]:
    """Return what the answer to the question `name` is kept under: filters that it does not name make no other one."""
    return _key_of(data, query(name), filters)


def _key_of(data: Snapshot, question: Query, filters: Filters) -> tuple[object, ...]:
    chosen = (getattr(filters, parameter, None) for parameter in sorted(question.parameters))
    return (*data_key(data), question.name, *chosen)


def data_key(data: Snapshot) -> tuple[object, ...]:
    """Return what an answer is kept under, besides its question: the content, and whose rows may be seen."""
    return (data.fingerprint, data.regions)
