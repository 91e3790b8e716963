"""What a delivery would change: the headline figures of two snapshots, side by side."""

from __future__ import annotations

from extracts import Snapshot
from queries.catalogue import ask
from queries.describe import period_text
from queries.filters import Filters
from queries.rows import Answer, Row

_NUMBERS = ("before", "after", "difference")


def headline_changes(before: Snapshot, after: Snapshot) -> Answer:
    """Return each headline figure in `before` and `after`, a row per period and measure, in the order of the screen.

    The periods are the last year that is complete in both (where there is one), and all years, each snapshot by its
    own. Columns: `period` ("2025", "2011–2026"), `measure`, and the integers `before`, `after` and `difference`, None
    where a figure is not known. A figure is counted as the page Overview does it without other filters.
    """
    spans = [Filters()]
    if years := _complete(before) & _complete(after):
        spans.insert(0, Filters(from_year=max(years), to_year=max(years)))
    rows = [row for span in spans for row in _compared(before, after, span)]
    return Answer(("period", "measure", *_NUMBERS), frozenset(_NUMBERS), rows)


def changed_only(changes: Answer) -> Answer:
    """Return those rows of `headline_changes` whose figure is another one, or is known in one snapshot only."""
    return changes.of([row for row in changes.rows if row["before"] != row["after"]])


def _compared(before: Snapshot, after: Snapshot, span: Filters) -> list[Row]:
    old, new = (
        {row["measure"]: row["value"] for row in ask(snapshot, "headline_figures", span).rows}
        for snapshot in (before, after)
    )
    period = " → ".join(dict.fromkeys(period_text(span.within(snapshot)) for snapshot in (before, after)))
    return [
        {
            "period": period,
            "measure": measure,
            "before": value,
            "after": new[measure],
            "difference": None if value is None or new[measure] is None else new[measure] - value,
        }
        for measure, value in old.items()
        if measure in new
    ]


def _complete(snapshot: Snapshot) -> set[int]:
    return set(range(snapshot.first_year, snapshot.last_year + 1)) - snapshot.incomplete_years
