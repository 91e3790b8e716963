"""The context of a chart, taken from the snapshot: the same on the page, on a slide and in a document."""

from __future__ import annotations

from charts.events import Event, events_of
from charts.spec import Context, Width
from extracts import Snapshot
from queries import Filters, Query, ask
from queries.describe import sources_text
from queries.provenance import Provenance


def context_of(
    snapshot: Snapshot,
    question: Query,
    filters: Filters,
    basis: Provenance,
    width: Width = "slide",
    dark: bool = False,
    events: tuple[Event, ...] | None = None,
) -> Context:
    """Return what surrounds the chart of `question` under `filters`; `basis` is what its answer rests on.

    `events` are those that concern it, which are asked for where they are not given.
    """
    if events is None:
        events = events_of(ask(snapshot, "events").rows, question.sources, filters.period, filters.basis)
    return Context(
        period=filters.period,
        regions=filters.regions if "regions" in question.parameters else (),
        basis=filters.basis,
        source_line=sources_text(basis),
        data_date=basis.changed_on.isoformat() if basis.changed_on else "",
        dark=dark,
        incomplete_years=snapshot.incomplete_years,
        partial_years=basis.partial_years,
        has_illustrative=basis.has_illustrative,
        width=width,
        events=events,
    )
