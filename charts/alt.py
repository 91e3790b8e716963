"""The alternative text of a chart: what a person who does not see it needs to know of its data."""

from __future__ import annotations

from collections import Counter

from charts.columns import code_field
from charts.events import sentence, within
from charts.figures import series_name
from charts.findings import read
from charts.grid import Grid, year_list
from charts.layout import at_least, gap_sentence, is_partial, partial_positions
from charts.months import totals
from charts.spec import ChartSpec, Context, Kind
from queries.rows import Rows
from words import _, label, ngettext
from words.codes import N_
from words.forms import grouped

KINDS: dict[Kind, str] = {
    "stack": N_("Stacked bar chart"),
    "bars": N_("Bar chart"),
    "groups": N_("Grouped bar chart"),
    "lines": N_("Line chart"),
    "ladder": N_("Bar chart of steps"),
    "ranking": N_("Ranked bar chart"),
    "sessions": N_("Bar chart"),
    "calendar": N_("Calendar"),
    "releases": N_("Timeline"),
    "map": N_("World map"),
}


def alt_text(spec: ChartSpec, grid: Grid, context: Context) -> str:
    """Return kind, subject and range, extremes, change, each series, and what is not known; plain sentences."""
    sentences = [opening(spec, grid.x[0], grid.x[-1]) if spec.x == "year" else opening(spec)]
    if spec.x == "year" and spec.kind != "ladder":
        sentences += _years(spec, grid, context) + _series(spec, grid, context)
        sentences.append(sentence(within(context.events, grid.x)))
    else:
        sentences += _places(spec, grid)
    return " ".join(sentence for sentence in sentences if sentence)


def opening(spec: ChartSpec, first: str = "", last: str = "") -> str:
    """Return the first sentence: kind of chart, what it shows, and from when to when."""
    what = _("{kind}: {title}").format(kind=_(KINDS[spec.kind]), title=_(spec.title))
    if first == last:
        return f"{what}, {first}." if first else f"{what}."
    return f"{what}, {first}–{last}."


def _years(spec: ChartSpec, grid: Grid, context: Context) -> list[str]:
    row = grid.totals if spec.kind in ("stack", "bars") or spec.total_name else []
    known = [(x, value) for x, value in zip(grid.x, row, strict=False) if value is not None]
    sentences = []
    if known:
        shown = {x: at_least(value, is_partial(grid, x, context)) for x, value in known}
        high, low = max(known, key=lambda point: point[1])[0], min(known, key=lambda point: point[1])[0]
        if shown[high] != shown[low]:
            text = _("Highest total {high} in {high_year}, lowest {low} in {low_year}.")
            sentences.append(text.format(high=shown[high], high_year=high, low=shown[low], low_year=low))
        first, last = known[0][0], known[-1][0]
        if first != last:
            text = _("Total {first} in {first_year}, {last} in {last_year}.")
            sentences.append(text.format(first=shown[first], first_year=first, last=shown[last], last_year=last))
        else:
            sentences.append(_("Total {value}.").format(value=shown[first]))
    return sentences


def _series(spec: ChartSpec, grid: Grid, context: Context) -> list[str]:
    sentences = []
    reading = read(grid, spec, context)
    if reading and spec.series:
        counts = [_count(series_name(spec, code), count) for code, count in reading.counts.items()]
        when = reading.year if spec.is_state else _("all years")
        sentences.append(_("{when}: {counts}.").format(when=when[:1].upper() + when[1:], counts="; ".join(counts)))
    if grid.blank:
        sentences.append(gap_sentence(grid.blank, context))
    partly = partial_positions(grid, context)
    if spec.kind == "groups" and partly:
        missing = sorted((year, code) for year, code in grid.unknown if year not in grid.blank)
        which = "; ".join(f"{series_name(spec, code)} {year}" for year, code in missing)
        sentences.append(_("Not known: {which}.").format(which=which))
    elif partly:
        sentences.append(_("At least, because not complete: {years}.").format(years=year_list(partly)))
    running = [x for x in grid.x if int(x) in context.incomplete_years]
    if running:
        sentences.append(_("Incomplete: {years}.").format(years=year_list(running)))
    return sentences


def _places(spec: ChartSpec, grid: Grid) -> list[str]:
    """Name every place with its counts: there are few, and their order is the message."""
    field = code_field(spec.x)
    sentences = []
    if spec.x == "year":  # the ladder shows its last year only
        counts = [_count(series_name(spec, code), row[-1]) for code, row in grid.cells.items()]
        return [_("At the end of {year}: {counts}.").format(year=grid.x[-1], counts="; ".join(counts))]
    for i, x in enumerate(grid.x):
        name = label(field, x) if field else x
        if spec.series:
            counts = [_count(series_name(spec, code), row[i]) for code, row in grid.cells.items()]
            sentences.append(f"{name}: {', '.join(counts)}.")
        else:
            sentences.append(f"{_count(name, next(iter(grid.cells.values()))[i])}.")
    return sentences


def _count(name: str, value: int | None) -> str:
    return f"{name} {_('not known') if value is None else grouped(value)}"


def alt_of_trainings(spec: ChartSpec, rows: Rows) -> str:
    """Return what a calendar of the rows of `trainings_list` or `trainings_by_month` shows: how many, and when."""
    months = totals(rows)
    first, last = (str(find(year for year, _month in months)) for find in (min, max))
    counted: Counter[str] = Counter()
    for (year, month), number in months.items():
        counted[_period(year, month) if first == last else str(year)] += number
    count = counted.total()
    text = ngettext("{count} training.", "{count} trainings.", count).format(count=grouped(count))
    counts = "; ".join(f"{period} {grouped(number)}" for period, number in counted.items())
    by_start = _("By start: {counts}.").format(counts=counts)
    return f"{opening(spec, first, last)} {text} {by_start}"


def _period(year: int, month: int | None) -> str:
    return f"{year}-{month:02}" if month else _("{year} without a month").format(year=year)


def alt_of_releases(spec: ChartSpec, rows: Rows, finding: str) -> str:
    """Return what the timeline of the rows of `tool_releases` shows: the releases per tool."""
    counts = Counter(str(row["tool"]) for row in rows)
    tools = "; ".join(f"{tool} {number}" for tool, number in counts.items())
    undated = sum(not row["released_on"] for row in rows)
    told = _("Releases per tool: {tools}.").format(tools=tools)
    text = _("Without a date: {count}.").format(count=undated) if undated else ""
    return f"{opening(spec)} {finding}. {told} {text}".strip()
