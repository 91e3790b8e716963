"""The title of each chart: one sentence that states what its rows show, and nothing that they do not.

Totals are the true ones of the query, never the sum of bars that may overlap. Where lists are incomplete, the sentence
says so; where nothing is known, it says only that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from charts.columns import code_field, date_text
from charts.figures import series_name
from charts.grid import Grid, Number, year_list
from charts.layout import partial_positions
from charts.months import totals
from charts.spec import ChartSpec, Context
from queries.rows import Rows
from words import _, label, ngettext
from words.forms import grouped, month_of_year


@dataclass(frozen=True)
class Reading:
    """What a grid says: per series its count (sum over the years of flows, last known year of states), and the total.

    A series of which nothing is known has no count. `leaders` are the codes with the highest, which is `count`, and
    `year` is the year of a state.
    """

    counts: dict[str, Number]
    total: int
    count: int
    leaders: list[str]
    year: str


def read(grid: Grid, spec: ChartSpec, context: Context) -> Reading | None:
    """Return the reading of `grid`, or None where nothing is known.

    A state is that of the last known year, of one that is over if there is any.
    """
    known = [i for i, x in enumerate(grid.x) if x not in grid.blank]
    if not known:
        return None
    used = known
    if spec.is_state:
        over = [i for i in known if spec.x != "year" or int(grid.x[i]) not in context.incomplete_years]
        used = (over or known)[-1:] if spec.x == "year" else known
    counts = {code: _known_sum([row[i] for i in used]) for code, row in grid.cells.items()}
    total = sum(grid.totals[i] or 0 for i in used)
    most = max((count for count in counts.values() if count is not None), default=0)
    return Reading(counts, total, most, [code for code, count in counts.items() if count == most], grid.x[used[-1]])


def _known_sum(values: list[Number]) -> Number:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def finding(spec: ChartSpec, name: str, grid: Grid, context: Context) -> str:
    """Return the finding of chart `name`, drawn from `grid`, as one plain sentence without a full stop."""
    reading = read(grid, spec, context)
    if reading is None:
        is_reported = context.basis == "reported"
        text = _("{title}: not published for this period") if is_reported else _("{title}: not known for this period")
        return text.format(title=_(spec.title))
    if context.basis == "reported" and spec.kind != "groups":
        if spec.x == "year" and (grid.blank or partial_positions(grid, context)):
            return _published(spec, grid, reading, context)
        if spec.x != "year" and grid.unknown:
            return _("{title}: published in part only").format(title=_(spec.title))
    if reading.total == 0 and not grid.unknown and spec.kind != "ranking":
        return _("{title}: none in this period").format(title=_(spec.title))
    if name in LEADERS and len(grid.cells) > 1 and reading.count:
        return _leader(LEADERS[name], spec, reading)
    if name in SENTENCES:
        return SENTENCES[name](grid, spec, context)
    if spec.is_state or len(grid.cells) == 1:
        return change(spec, grid, grid.totals, context)
    return _("{title}: {count}").format(title=_(spec.title), count=grouped(reading.total))


def _published(spec: ChartSpec, grid: Grid, reading: Reading, context: Context) -> str:
    """Return what incomplete lists allow: a least number, and the years that are complete. No leader, no trend."""
    partly = partial_positions(grid, context)
    complete = [x for x in grid.x if x not in partly and x not in grid.blank]
    values = {"subject": _(spec.subject), "total": grouped(reading.total), "years": year_list(complete)}
    if spec.is_state:
        at_least = _("{subject}: at least {total} published for {year}")
        text = at_least if reading.year in partly else _("{subject} in {year}: {total}")
        return text.format(**values, year=reading.year)
    if complete:
        return _("{subject}: at least {total} published, complete only for {years}").format(**values)
    return _("{subject}: at least {total} published, complete for no year").format(**values)


def _leader(sentence: Callable[[], str], spec: ChartSpec, reading: Reading) -> str:
    names = [series_name(spec, code) for code in reading.leaders]
    count, total = grouped(reading.count), grouped(reading.total)
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
        return _("{subject} in {year}: {value}").format(subject=_(spec.subject), year=last_year, value=grouped(last))
    if last > first:
        text = _("{subject} rose from {first} in {first_year} to {last} in {last_year}")
    elif last < first:
        text = _("{subject} fell from {first} in {first_year} to {last} in {last_year}")
    else:
        text = _("{subject}: {last} in {last_year}, as many as in {first_year}")
    return text.format(
        subject=_(spec.subject), first=grouped(first), first_year=first_year, last=grouped(last), last_year=last_year
    )


def _advice(grid: Grid, spec: ChartSpec, context: Context) -> str:
    reading = read(grid, spec, context)
    unknown = {code for _x, code in grid.unknown}
    if reading is None or not reading.total:
        known = "; ".join(series_name(spec, code) for code in grid.cells if code not in unknown)
        if not unknown:
            return _("No request for advice in this period")
        missing = "; ".join(series_name(spec, code) for code in grid.cells if code in unknown)
        if not known:
            return _("Requests for advice not known in full: {unknown}").format(unknown=missing)
        return _("No request: {known}; not known: {unknown}").format(known=known, unknown=missing)
    names = "; ".join(series_name(spec, code) for code in reading.leaders)
    text = _("{leader} brought the most requests for advice: {count} of {total}")
    if unknown:
        text = _("{leader} brought the most requests for advice known: {count} of {total}")
    return text.format(leader=names, count=grouped(reading.count), total=grouped(reading.total))


def _rollout(grid: Grid, _spec: ChartSpec, _context: Context) -> str:
    counts = {code: row[-1] for code, row in grid.cells.items()}
    received = counts.get("received") or 0
    text = ngettext(
        "{received} office received the OCR software by {year}: trained {trained}, in production {production}",
        "{received} offices received the OCR software by {year}: trained {trained}, in production {production}",
        received,
    )
    steps = {step: _("not known") if counts.get(step) is None else counts[step] for step in ("trained", "production")}
    return text.format(received=received, year=grid.x[-1], **steps)


def _rollout_regions(grid: Grid, spec: ChartSpec, _context: Context) -> str:
    row = [value or 0 for value in grid.cells.get("production", [0] * len(grid.x))]
    most, total = max(row, default=0), sum(row)
    if not most:
        return _("No office runs the OCR software in production yet")
    leaders = [label(code_field(spec.x) or "", x) for x, value in zip(grid.x, row, strict=True) if value == most]
    text = _("{leaders} had the most offices in production: {count} of {total}")
    return text.format(leaders="; ".join(leaders), count=most, total=total)


SENTENCES: dict[str, Callable[[Grid, ChartSpec, Context], str]] = {
    "advice_requests": _advice,
    "ocr_status": _rollout,
    "ocr_ladder": _rollout,
    "ocr_by_region": _rollout_regions,
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
    return text.format(count=grouped(value), session=session, year=years[session])


def finding_of_trainings(rows: Rows, context: Context) -> str:
    """Return the number of trainings and the year or month in which most started.

    `rows` are those of `trainings_list` or of `trainings_by_month`.
    """
    months = totals(rows)
    total = sum(months.values())
    text = ngettext("{count} training", "{count} trainings", total).format(count=grouped(total))
    if context.is_partial:
        return _("At least {trainings}; the lists are incomplete").format(trainings=text)
    is_one_year = context.period[0] == context.period[1]
    counts: Counter[str] = Counter()
    for (year, month), count in months.items():
        if month:
            counts[month_of_year(month, year, "abbreviated") if is_one_year else str(year)] += count
    leaders = [(time, count) for time, count in counts.items() if count == max(counts.values())]
    if len(leaders) != 1 or len(counts) == 1:
        return text
    [(time, count)] = leaders
    return _("{trainings}; most started in {time}: {count}").format(trainings=text, time=time, count=count)


def finding_of_releases(rows: Rows) -> str:
    """Return the number of releases and tools, and the latest dated release, of the rows of `tool_releases`."""
    count = len(rows)
    text = ngettext("{count} release", "{count} releases", count).format(count=grouped(count))
    dated = sorted((row for row in rows if row["released_on"]), key=itemgetter("released_on"))
    if not dated:
        return text
    last = dated[-1]
    return _("{releases}; the latest: {tool} {version} ({date})").format(
        releases=text,
        tool=last["tool"],
        version=last["version"],
        date=date_text(last["released_on"], last["date_precision"]),
    )
