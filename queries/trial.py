"""What a delivery would change: the headline figures of two snapshots, side by side."""

from __future__ import annotations

import pandas as pd

from extracts import Snapshot
from queries.catalogue import run
from queries.describe import period_text
from queries.filters import Filters


def headline_changes(before: Snapshot, after: Snapshot) -> pd.DataFrame:
    """Return each headline figure in `before` and `after`, a row per period and measure, in the order of the screen.

    The periods are the last year that is complete in both (where there is one), and all years, each snapshot by its
    own. Columns: `period` ("2025", "2011–2026"), `measure`, and the integers `before`, `after` and `difference`, which
    are missing where a figure is not known. A figure is counted as the page Overview does it without other filters.
    """
    spans = [Filters()]
    if years := _complete(before) & _complete(after):
        spans.insert(0, Filters(from_year=max(years), to_year=max(years)))
    return pd.concat([_compared(before, after, span) for span in spans], ignore_index=True)


def changed_only(rows: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of `headline_changes` whose figure is another one, or is known in one snapshot only."""
    same = (rows["difference"] == 0).fillna(False) | (rows["before"].isna() & rows["after"].isna())
    return rows[~same].reset_index(drop=True)


def _compared(before: Snapshot, after: Snapshot, span: Filters) -> pd.DataFrame:
    figures = [run(snapshot, "headline_figures", span)[["measure", "value"]] for snapshot in (before, after)]
    rows = figures[0].merge(figures[1], on="measure", suffixes=("_before", "_after"))
    old, new = (rows[f"value_{name}"].astype("Int64") for name in ("before", "after"))
    periods = dict.fromkeys(period_text(span.within(snapshot)) for snapshot in (before, after))
    return pd.DataFrame(
        {
            "period": " → ".join(periods),
            "measure": rows["measure"],
            "before": old,
            "after": new,
            "difference": new - old,
        }
    )


def _complete(snapshot: Snapshot) -> set[int]:
    return set(range(snapshot.first_year, snapshot.last_year + 1)) - snapshot.incomplete_years
