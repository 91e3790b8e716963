"""The title of each chart: one sentence that states what its rows show, and nothing that they do not.

Totals are the true ones of the query, never the sum of bars that may overlap. Where lists are incomplete, the sentence
says so; where nothing is known, it says only that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from charts.columns import code_field, column_label, date_text
from charts.figures import series_name
from charts.grid import Grid, whole
from charts.layout import is_partial
from charts.spec import ChartSpec, Context
from words import _, label, ngettext


@dataclass(frozen=True)
class Reading:
    """What a grid says: per series its count (sum over the years of flows, last known year of states), and the total.

    `leaders` are the codes with the highest count, `year` is the year of a state.
    """

    counts: dict[str, int]
    total: int
    leaders: list[str]
    year: str


def read(grid: Grid, spec: ChartSpec) -> Reading | None:
    """Return the reading of `grid`, or None where nothing is known."""
    known = [i for i, x in enumerate(grid.x) if x not in grid.blank]
    if not known:
        return None
    used = known[-1:] if spec.is_state else known
    counts = {code: sum(row[i] or 0 for i in used) for code, row in grid.cells.items()}
    total = sum(grid.totals[i] or 0 for i in used)
    most = max(counts.values())
    return Reading(counts, total, [code for code, count in counts.items() if count == most], grid.x[used[-1]])


def finding(spec: ChartSpec, name: str, grid: Grid, context: Context) -> str:
    """Return the finding of chart `name`, drawn from `grid`, as one plain sentence without a full stop."""
    reading = read(grid, spec)
    if reading is None:
        return _("{title}: not published for these years").format(title=_(spec.title))
    if reading.total == 0 and spec.kind in ("stack", "ladder", "lines") and not grid.unknown:
        return _("{title}: none in these years").format(title=_(spec.title))
    if name in LEADERS and len(grid.cells) > 1 and reading.total:
        text = _leader(LEADERS[name], spec, reading)
    elif name in SENTENCES:
        text = SENTENCES[name](grid, spec, context)
    elif spec.is_state or not spec.series:
        text = change(spec, grid, grid.totals, context)
    else:
        text = _("{title}: {count}").format(title=_(spec.title), count=f"{reading.total:,}")
    partial = spec.x == "year" and any(is_partial(grid, x, context) for x in grid.x)
    return _("{finding} (published facts only, the lists are incomplete)").format(finding=text) if partial else text


def _leader(sentence: Callable[[], str], spec: ChartSpec, reading: Reading) -> str:
    names = [series_name(spec, code) for code in reading.leaders]
    count = f"{reading.counts[reading.leaders[0]]:,}"
    total = f"{reading.total:,}"
    if len(names) > 1:
        text = _("{leaders} lead together: {count} each of {total}")
        return text.format(leaders="; ".join(names[:3]) + "…" * (len(names) > 3), count=count, total=total)
    return sentence().format(leader=names[0], count=count, total=total, year=reading.year)


# Functions, not texts: the language is known only when the sentence is needed.
LEADERS: dict[str, Callable[[], str]] = {
    "trainings_by_region": lambda: _("{leader} had the most trainings: {count} of {total}"),
    "trainings_by_topic": lambda: _("{leader} was the most frequent topic: {count} of {total} trainings"),
    "trainings_by_mode": lambda: _("{leader} was the most frequent mode: {count} of {total} trainings"),
    "business_solutions_by_region": lambda: _(
        "{leader} had the most users at the end of {year}: {count} of {total} offices"
    ),
    "business_solutions_by_solution": lambda: _(
        "{leader} was the most used at the end of {year}: by {count} of {total} offices"
    ),
    "business_solutions_newcomers": lambda: _("{leader} had the most newcomers: {count} of {total} offices"),
    "collections_by_database": lambda: _("{leader} gained the most collections: {count} of {total}"),
    "collections_by_region": lambda: _("{leader} contributed the most collections: {count} of {total}"),
}


def change(spec: ChartSpec, grid: Grid, row: list[int | None], context: Context) -> str:
    """Return how the counts of `row` changed from the first to the last known year; running years do not count."""
    known = [(x, value) for x, value in zip(grid.x, row, strict=True) if value is not None]
    whole_years = [point for point in known if int(point[0]) not in context.incomplete_years] or known
    if not whole_years:
        return _("{subject}: not known").format(subject=_(spec.subject))
    (first_year, first), (last_year, last) = whole_years[0], whole_years[-1]
    if first_year == last_year:
        return _("{subject} in {year}: {value}").format(subject=_(spec.subject), year=last_year, value=f"{last:,}")
    if last > first:
        text = _("{subject} rose from {first} in {first_year} to {last} in {last_year}")
    elif last < first:
        text = _("{subject} fell from {first} in {first_year} to {last} in {last_year}")
    else:
        text = _("{subject}: {last} in {last_year}, as many as in {first_year}")
    return text.format(
        subject=_(spec.subject), first=f"{first:,}", first_year=first_year, last=f"{last:,}", last_year=last_year
    )


def _advice(grid: Grid, spec: ChartSpec, _context: Context) -> str:
    parts = []
    if grid.unknown:
        for code, row in grid.cells.items():
            known = [value for value in row if value is not None]
            if known and not any(unknown == code for _x, unknown in grid.unknown):
                parts.append(f"{series_name(spec, code)}: {sum(known):,}")
            elif known:
                parts.append(f"{series_name(spec, code)}: ≥{sum(known):,}")
        missing = len(grid.unknown)
        tail = ngettext("{count} number not known", "{count} numbers not known", missing).format(count=missing)
        return _("Requests known – {known}; {missing}").format(known="; ".join(parts), missing=tail)
    reading = read(grid, spec)
    if reading is None or not reading.total:
        return _("No request for advice in these years")
    names = [series_name(spec, code) for code in reading.leaders]
    text = _("Most requests for advice came by this channel: {leader}, {count} of {total}")
    return text.format(
        leader="; ".join(names), count=f"{reading.counts[reading.leaders[0]]:,}", total=f"{reading.total:,}"
    )


def _rollout(grid: Grid, spec: ChartSpec, _context: Context) -> str:
    reading = read(grid, spec)
    counts = reading.counts if reading else {}
    received = counts.get("received", 0)
    text = ngettext(
        "Of {received} office that received the software, {trained} trained and {production} in production",
        "Of {received} offices that received the software, {trained} trained and {production} in production",
        received,
    )
    return text.format(received=received, trained=counts.get("trained", 0), production=counts.get("production", 0))


def _rollout_regions(grid: Grid, spec: ChartSpec, _context: Context) -> str:
    row = [value or 0 for value in grid.cells.get("production", [0] * len(grid.x))]
    most, total = max(row, default=0), sum(row)
    if not most:
        return _("No office runs the OCR software in production yet")
    leaders = [label(code_field(spec.x) or "", x) for x, value in zip(grid.x, row, strict=True) if value == most]
    text = _("{leaders} had the most offices in production: {count} of {total}")
    return text.format(leaders="; ".join(leaders), count=most, total=total)


def _collections(grid: Grid, spec: ChartSpec, context: Context) -> str:
    columns = [[row[i] for row in grid.cells.values() if row[i] is not None] for i in range(len(grid.x))]
    return change(spec, grid, [sum(filter(None, column)) if column else None for column in columns], context)


SENTENCES: dict[str, Callable[[Grid, ChartSpec, Context], str]] = {
    "advice_requests": _advice,
    "ocr_status": _rollout,
    "ocr_ladder": _rollout,
    "ocr_by_region": _rollout_regions,
    "collections_cumulative": _collections,
}


def finding_of_sessions(grid: Grid, years: dict[str, int]) -> str:
    """Return the latest known number of funded participants, and how many sessions have none."""
    row = next(iter(grid.cells.values()))
    known = [(session, value) for session, value in zip(grid.x, row, strict=True) if value is not None]
    if not known:
        return _("Funded participation is not known for these sessions")
    session, value = known[-1]
    text = ngettext(
        "Latest known: {count} participant funded at {session} ({year})",
        "Latest known: {count} participants funded at {session} ({year})",
        value,
    )
    return text.format(count=f"{value:,}", session=session, year=years[session])


def finding_of_trainings(rows: pd.DataFrame) -> str:
    """Return the month in which most trainings started, of the rows of `trainings_list`."""
    dated = rows[rows["date_precision"] != "year"]
    total = len(rows)
    text = ngettext("{count} training", "{count} trainings", total).format(count=f"{total:,}")
    if dated.empty:
        return text
    months = dated["start_date"].dt.to_period("M" if dated["start_date"].dt.year.nunique() == 1 else "Y").astype(str)
    counts = months.value_counts().sort_index()
    leaders = counts[counts == counts.max()]
    if len(leaders) > 1 or len(counts) == 1:
        return text
    return _("{trainings}; most started in {time}: {count}").format(
        trainings=text, time=leaders.index[0], count=int(leaders.iloc[0])
    )


def finding_of_releases(rows: pd.DataFrame) -> str:
    """Return the number of releases and tools, and the latest dated release, of the rows of `tool_releases`."""
    count = len(rows)
    text = ngettext("{count} release", "{count} releases", count).format(count=f"{count:,}")
    dated = rows[rows["released_on"].notna()].sort_values("released_on", kind="stable")
    if dated.empty:
        return text
    last = dated.iloc[-1]
    return _("{releases}; the latest: {tool} {version} ({date})").format(
        releases=text,
        tool=last["tool"],
        version=last["version"],
        date=date_text(last["released_on"].date(), last["date_precision"]),
    )


__all__ = [
    "Reading",
    "change",
    "column_label",
    "finding",
    "finding_of_releases",
    "finding_of_sessions",
    "finding_of_trainings",
    "read",
    "whole",
]
