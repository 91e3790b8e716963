"""From a changed filter to the complete page, without a browser: each program, at each size of the delivery.

Fresh choices are such as nobody has made before, so that nothing kept can answer; repeated ones were made a moment ago.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from bench.agent import Visitor
from bench.choices import choices
from bench.deliveries import Delivery
from bench.servers import App, Bounds, UnfitError, serving
from bench.tables import Cell, Table

SEED = 5
WARM = 3
REPEATED = 5
COLUMNS = (
    *(("program", ""), ("rows", ","), ("first page s", ".2f"), ("fresh ms", ".0f"), ("repeated ms", ".0f")),
    *(("fresh, times its smallest", ".2f"), ("times this dashboard", ".1f"), ("memory MB", ".0f")),
)


@dataclass(frozen=True)
class Answers:
    """Seconds of the first page, medians of fresh and of repeated choices, and the peak of memory in MB."""

    first: float
    fresh: float
    repeated: float
    megabytes: float | None


def measure(apps: Sequence[App], deliveries: Sequence[Delivery], samples: int, bounds: Bounds) -> Table:
    """Measure each of `apps` on each of `deliveries`, with the median of `samples` choices of each kind."""
    rows: list[list[Cell]] = []
    smallest: dict[str, float] = {}
    for delivery in deliveries:
        found: dict[App, Answers | UnfitError] = {}
        for app in apps:
            print(f"{app.name}, {delivery.rows:,} rows …", file=sys.stderr)
            try:
                found[app] = _ask(app, delivery, samples, bounds)
            except UnfitError as error:
                found[app] = error
        ours = next((one.fresh for app, one in found.items() if app.publishes and isinstance(one, Answers)), None)
        for app, one in found.items():
            if isinstance(one, UnfitError):
                rows.append([app.name, delivery.rows, None, str(one), *[None] * 4])
                continue
            grown = one.fresh / smallest.setdefault(app.name, one.fresh)
            ratio = one.fresh / ours if ours else None
            milliseconds = (1000 * one.fresh, 1000 * one.repeated)
            rows.append([app.name, delivery.rows, one.first, *milliseconds, grown, ratio, one.megabytes])
    notes = (f"Trainings by region, median of {samples} choices; {bounds_text(bounds)}",)
    return Table("Server: changed filter to complete page", COLUMNS, rows, notes=notes)


def bounds_text(bounds: Bounds) -> str:
    """Return `bounds` in words."""
    return (
        f"each program within {bounds.megabytes / 1000:g} GB, {bounds.seconds:g} s per answer"
        f" and {bounds.reading_seconds:g} s to read its data first"
    )


def _ask(app: App, delivery: Delivery, samples: int, bounds: Bounds) -> Answers:
    with serving(app, delivery, bounds) as server:
        # The plain programs read their data for the first page.
        visitor = Visitor(server.port, bounds.reading_seconds)
        first = visitor.open(app.page)
        visitor.patience(bounds.seconds)
        made = list(islice(choices(SEED), WARM + samples))
        fresh = [visitor.set(choice) for choice in made]
        kept = made[-REPEATED:]
        repeated = [visitor.set(kept[i % len(kept)]) for i in range(samples)]
        return Answers(first, median(fresh[WARM:]), median(repeated), server.watch.peak)
