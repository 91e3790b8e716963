"""From a changed filter to the complete page, without a browser: each program, at each size of the delivery.

Fresh choices are such as nobody has made before, so that nothing kept can answer; repeated ones were made a moment ago.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from http.client import HTTPException
from itertools import cycle, islice
from statistics import median

from bench.agent import Visitor
from bench.choices import Choice, choices
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


class Asked:
    """A program that runs on a delivery, asked through one visitor; `unfit` says why it could not be asked any more."""

    def __init__(self, stack: ExitStack, app: App, delivery: Delivery, bounds: Bounds) -> None:
        """Start `app` on `delivery` until `stack` ends, and open the page."""
        self.app, self.rows = app, delivery.rows
        self.unfit: UnfitError | None = None
        self.first, self.fresh, self.repeated = 0.0, list[float](), list[float]()
        print(f"{app.name}, {delivery.rows:,} rows …", file=sys.stderr)
        try:
            self.server = stack.enter_context(serving(app, delivery, bounds))
            # The plain programs read their data for the first page.
            self.visitor = Visitor(self.server.port, bounds.reading_seconds)
            self.first = self._seconds(lambda: self.visitor.open(app.page))
            self.visitor.patience(bounds.seconds)
        except UnfitError as error:
            self.unfit = error

    def choose(self, choice: Choice, seconds: list[float]) -> None:
        """Make `choice` and note in `seconds` how long the page took."""
        if self.unfit is None:
            try:
                seconds.append(self._seconds(lambda: self.visitor.set(choice)))
            except UnfitError as error:
                self.unfit = error

    def _seconds(self, ask: Callable[[], float]) -> float:
        try:
            return ask()
        except (OSError, HTTPException) as error:
            raise self.server.reason(error) from error


def measure(apps: Sequence[App], deliveries: Sequence[Delivery], samples: int, bounds: Bounds) -> Table:
    """Measure each of `apps` on each of `deliveries`, with the median of `samples` choices of each kind.

    They run all at once and make each choice one after the other, so that no one meets the machine at a better time.
    """
    with ExitStack() as stack:
        asked = [Asked(stack, app, delivery, bounds) for delivery in deliveries for app in apps]
        made = list(islice(choices(SEED), WARM + samples))
        for choice in made:
            for one in asked:
                one.choose(choice, one.fresh)
        for choice in islice(cycle(made[-REPEATED:]), samples):
            for one in asked:
                one.choose(choice, one.repeated)
        rows = [_row(one, asked) for one in asked]
    notes = (f"Trainings by region, median of {samples} choices, by turns; {bounds_text(bounds)}",)
    return Table("Server: changed filter to complete page", COLUMNS, rows, notes=notes)


def _row(one: Asked, asked: Sequence[Asked]) -> list[Cell]:
    if one.unfit:
        return [one.app.name, one.rows, None, str(one.unfit), *[None] * 4]
    able = [other for other in asked if not other.unfit]
    smallest = next(other for other in able if other.app is one.app)
    ours = next((other for other in able if other.app.publishes and other.rows == one.rows), None)
    fresh = _fresh(one)
    ratios = (fresh / _fresh(smallest), fresh / _fresh(ours) if ours else None)
    return [
        one.app.name,
        one.rows,
        one.first,
        1000 * fresh,
        1000 * median(one.repeated),
        *ratios,
        one.server.watch.peak,
    ]


def _fresh(one: Asked) -> float:
    return median(one.fresh[WARM:])


def bounds_text(bounds: Bounds) -> str:
    """Return `bounds` in words."""
    return (
        f"each program within {bounds.megabytes / 1000:g} GB, {bounds.seconds:g} s per answer"
        f" and {bounds.reading_seconds:g} s to read its data first"
    )
