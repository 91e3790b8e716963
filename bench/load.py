"""Many visitors at once: each turns to a page or changes a filter every so often, whatever the server does.

The moments to act are fixed beforehand. An answer is timed from the moment it was due, so that a server which falls
behind is charged for all who wait, not only for those whose request it already took.
"""

from __future__ import annotations

import random
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import cycle, product
from statistics import quantiles
from time import monotonic, sleep
from urllib.parse import urlsplit

from bench.agent import Visitor
from bench.answers import bounds_text
from bench.choices import choices
from bench.deliveries import Delivery
from bench.processes import Sample
from bench.servers import APPS, HOST, App, Bounds, UnfitError, serving
from bench.tables import UNKNOWN, Cell, Table

SEED = 30
TURNS_TO_PAGE = 0.25  # the share of acts; all others change a filter
MOMENTS = 10  # at which the memory is told
COLUMNS = (
    *(("program", ""), ("rows", ","), ("processes", ".0f"), ("sessions", ".0f"), ("each every s", ".1f")),
    ("acts", ".0f"),
    ("acts per s", ".1f"),
    *(("median ms", ".0f"), ("p95 ms", ".0f"), ("p99 ms", ".0f"), ("slowest ms", ".0f"), ("errors", ".0f")),
    *(("processor %", ".0f"), ("memory MB, start", ".0f"), ("end", ".0f")),
)


@dataclass(frozen=True)
class Load:
    """How many sessions act, every how many seconds, and for how many seconds, spread over how many processes."""

    sessions: int
    every: float
    seconds: float
    processes: int = 1


@dataclass
class Seen:
    """What all sessions saw: seconds to each answer from the moment it was due, what went wrong, and seconds in all."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    took: float = 0.0


def measure(apps: Sequence[App], deliveries: Sequence[Delivery], loads: Sequence[Load], bounds: Bounds) -> Table:
    """Put each of `loads` on fresh servers of each of `apps` for each of `deliveries`."""
    rows: list[list[Cell]] = []
    notes = [f"Of the acts {TURNS_TO_PAGE:.0%} turn to another page, if there is one; {bounds_text(bounds)}"]
    for delivery in deliveries:
        for app, load in product(apps, loads):
            what = f"{app.name}, {delivery.rows:,} rows, {load.sessions} sessions"
            print(f"{what} …", file=sys.stderr)
            head: list[Cell] = [app.name, delivery.rows, load.processes, load.sessions, load.every]
            try:
                seen, samples = _seen(app, delivery, load, bounds)
            except UnfitError as error:
                rows.append([*head, None, None, str(error), *[None] * 7])
                continue
            rows.append([*head, *_told(seen), *_taken(samples)])
            notes.append(f"{what}: {_course(samples, load)}")
            notes += [f"{what}: {count} × {error}" for error, count in Counter(seen.errors).most_common(3)]
    return Table("Load: concurrent sessions", COLUMNS, rows, notes=notes)


def measure_at(address: str, loads: Sequence[Load], bounds: Bounds) -> Table:
    """Put each of `loads` on the dashboard that runs at `address` with its agent API on, whatever stands behind it.

    How many rows it has and what it takes of its machine are not known here.
    """
    rows: list[list[Cell]] = []
    notes = [f"Of the acts {TURNS_TO_PAGE:.0%} turn to another page; {bounds.seconds:g} s per answer"]
    at = urlsplit(address)
    for load in loads:
        what = f"{address}, {load.sessions} sessions"
        print(f"{what} …", file=sys.stderr)
        head: list[Cell] = [address, None, None, load.sessions, load.every]
        try:
            visitors = [
                Visitor(at.port or 80, bounds.reading_seconds, at.hostname or HOST) for _ in range(load.sessions)
            ]
            seen = _acted([_arrived(visitor, APPS["dashboard"], bounds) for visitor in visitors], load)
        except (UnfitError, OSError, HTTPException) as error:
            rows.append([*head, None, None, f"{error}"[:100], *[None] * 7])
            continue
        rows.append([*head, *_told(seen), None, None, None])
        notes += [f"{what}: {count} × {error}" for error, count in Counter(seen.errors).most_common(3)]
    return Table("Load: concurrent sessions", COLUMNS, rows, notes=notes)


def _seen(app: App, delivery: Delivery, load: Load, bounds: Bounds) -> tuple[Seen, list[list[Sample]]]:
    """Return what all sessions of `load` saw, and the looks at each process meanwhile."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(app, delivery, bounds)) for _ in range(load.processes)]
        ports = [servers[number % load.processes].port for number in range(load.sessions)]
        visitors = [_arrived(Visitor(port, bounds.reading_seconds), app, bounds) for port in ports]
        before = [len(server.watch.samples) for server in servers]
        seen = _acted(visitors, load)
        return seen, [server.watch.samples[first:] for server, first in zip(servers, before, strict=True)]


def _acted(visitors: Sequence[Visitor], load: Load) -> Seen:
    """Return what `visitors`, who have arrived, saw while they acted all at once."""
    pages = visitors[0].pages()
    seen, start = Seen(), monotonic()
    threads = [
        threading.Thread(target=_stay, args=(visitor, pages, load, number, start, seen), daemon=True)
        for number, visitor in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # An act that is late keeps its session longer than planned.
    seen.took = max(monotonic() - start, load.seconds)
    if not seen.seconds:
        raise UnfitError(seen.errors[0] if seen.errors else "no act")
    return seen


def _arrived(visitor: Visitor, app: App, bounds: Bounds) -> Visitor:
    visitor.open(app.page)
    visitor.patience(bounds.seconds)
    return visitor


def _stay(visitor: Visitor, pages: Sequence[str], load: Load, number: int, start: float, seen: Seen) -> None:
    """Act as one session until the time is up, at moments that are spread over all sessions."""
    draw = random.Random(SEED + number)
    chosen = cycle(choices(SEED + number, with_topics=False))
    for turn in range(max(round(load.seconds / load.every), 1)):
        due = start + load.every * (turn + number / load.sessions)
        sleep(max(due - monotonic(), 0))
        try:
            if len(pages) > 1 and draw.random() < TURNS_TO_PAGE:
                visitor.open(draw.choice(pages))
            else:
                visitor.set(next(chosen))
            seen.seconds.append(monotonic() - due)
        except (UnfitError, OSError, HTTPException) as error:
            seen.errors.append(f"{type(error).__name__}: {error}"[:100])
            visitor.close()


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` in a hundred of `values` do not exceed; 100 is the greatest."""
    if percent == 100 or len(values) == 1:
        return max(values)
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _told(seen: Seen) -> list[Cell]:
    """Return the cells of what was seen: acts, acts per second, milliseconds of answers, errors."""
    times = [1000 * percentile(seen.seconds, percent) for percent in (50, 95, 99, 100)]
    return [len(seen.seconds), len(seen.seconds) / seen.took, *times, len(seen.errors)]


def _taken(samples: Sequence[Sequence[Sample]]) -> list[Cell]:
    """Return the share of all processes in per cent of one core, and their memory together at the start and the end."""
    if any(len(of_one) < 2 for of_one in samples):
        return [None, None, None]
    ends = [(of_one[0], of_one[-1]) for of_one in samples]
    share = sum((last.processor_seconds - first.processor_seconds) / (last.at - first.at) for first, last in ends)
    return [100 * share, sum(first.megabytes for first, _last in ends), sum(last.megabytes for _first, last in ends)]


def _course(samples: Sequence[Sequence[Sample]], load: Load) -> str:
    """Return the memory of all processes together at moments of the whole time, in words."""
    courses = [
        [of_one[i * (len(of_one) - 1) // MOMENTS].megabytes for i in range(MOMENTS + 1)] for of_one in samples if of_one
    ]
    told = ", ".join(f"{sum(moment):.0f}" for moment in zip(*courses, strict=True))
    return f"memory MB over {load.seconds / 60:g} minutes: {told or UNKNOWN}"
