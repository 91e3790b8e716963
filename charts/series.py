"""A chart as plain numbers, for programs that draw it themselves: PowerPoint, Excel, Word.

It reads the same grid as the figures on the screen, so that a slide shows what the page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from charts import maps
from charts.alt import alt_text
from charts.columns import code_field, column_label
from charts.events import sentence, within
from charts.figures import series_colour, series_name
from charts.findings import finding, finding_of_sessions
from charts.grid import Grid, Number, grid
from charts.layout import footer, gap_notes, subtitle
from charts.palette import paper
from charts.spec import ChartSpec, Context
from charts.specs import CHARTS
from queries.rows import Rows
from words import _, label

Form = Literal["stacked column", "column", "line", "bar"]
FORMS: dict[str, Form] = {
    "stack": "stacked column",
    "bars": "column",
    "groups": "column",
    "lines": "line",
    "ladder": "bar",
    "ranking": "bar",
    "sessions": "bar",
    "map": "bar",
}
# More than these cannot be told apart from the back of a room.
MOST_SERIES = 8


@dataclass(frozen=True)
class Series:
    """One series: its name for people, its colour as "#RRGGBB", and a value per category, None where unknown."""

    name: str
    colour: str
    values: tuple[Number, ...]


@dataclass(frozen=True)
class PlainChart:
    """A chart without a drawing: `title` states the finding, `subtitle` says what, when, where and on what basis.

    `totals` are the true totals per category of a stack, whose parts may overlap; else empty. `notes` are sentences
    that belong below the chart, `footer` names source and day of the data. For a bar the first category stands on top.
    """

    name: str
    form: Form
    title: str
    subtitle: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    totals: tuple[Number, ...]
    value_label: str
    notes: tuple[str, ...]
    footer: str


def plain_chart(name: str, rows: Rows, context: Context) -> PlainChart | None:
    """Return chart `name` of the query's `rows` as numbers, or None where it has no form of bars or lines.

    A calendar and a list of releases have none, nor has an answer without rows: a table says it better. Raises KeyError
    for an unknown chart.
    """
    spec = CHARTS[name]
    if not rows or spec.kind not in FORMS:
        return None
    if spec.kind == "map":
        return _map(name, rows, spec, context)
    cells = grid(rows, spec)
    if spec.kind == "sessions":
        years = {str(row["session"]): int(row["year"]) for row in rows}
        title = finding_of_sessions(cells, years)
        categories = [f"{session} ({years[session]})" for session in cells.x]
        series = [_one(spec, cells, context)]
    else:
        title = finding(spec, name, cells, context)
        categories, series = _ladder(spec, cells, context) if spec.kind == "ladder" else _parts(spec, cells, context)
    gaps = gap_notes(cells, context) if spec.x == "year" else []
    is_over_years = spec.x == "year" and spec.kind != "ladder"
    events = sentence(within(context.events, cells.x)) if is_over_years else ""
    kept, folded = _at_most(series)
    return PlainChart(
        name=name,
        form=FORMS[spec.kind],
        title=title,
        subtitle=subtitle(spec, context),
        alt=alt_text(spec, cells, context),
        categories=tuple(categories),
        series=tuple(kept),
        totals=tuple(cells.totals) if spec.kind == "stack" and len(series) > 1 else (),
        value_label=column_label(spec.value),
        notes=tuple(filter(None, [events, _(spec.note), _(spec.overlap_note), *gaps, folded])),
        footer=footer(context),
    )


def _map(name: str, rows: Rows, spec: ChartSpec, context: Context) -> PlainChart:
    """Return a map as bars, since no program that opens the files draws maps by itself: see `maps.bars`."""
    bars = maps.bars(rows, spec)
    return PlainChart(
        name=name,
        form=FORMS[spec.kind],
        title=maps.finding(name, rows, spec, context),
        subtitle=subtitle(spec, context),
        alt=maps.alt(rows, spec, context),
        categories=tuple(name for name, _count in bars),
        series=(Series(maps.bars_label(spec), paper(context.dark).accent, tuple(count for _name, count in bars)),),
        totals=(),
        value_label=maps.bars_label(spec),
        notes=tuple(filter(None, [*maps.partial_notes(spec, context), maps.bars_note(rows, spec), _(maps.DISCLAIMER)])),
        footer=footer(context),
    )


def heights(series: Sequence[Series]) -> tuple[Number, ...]:
    """Return the sum of the known parts of each category, None where no part of it is known."""
    columns = zip(*(one.values for one in series), strict=True)
    known = ([value for value in column if value is not None] for column in columns)
    return tuple(sum(values) if values else None for values in known)


def _parts(spec: ChartSpec, cells: Grid, context: Context) -> tuple[list[str], list[Series]]:
    field = code_field(spec.x)
    categories = [label(field, x) if field else x for x in cells.x]
    if not spec.series:
        return categories, [_one(spec, cells, context)]
    series = [
        Series(series_name(spec, code), series_colour(spec, code, context), tuple(row))
        for code, row in cells.cells.items()
    ]
    if spec.total_name and spec.total:
        series.append(Series(_(spec.total_name), paper(context.dark).ink, tuple(cells.totals)))
    if spec.kind == "ranking":
        order = sorted(range(len(categories)), key=lambda i: -(series[0].values[i] or 0))
        categories = [categories[i] for i in order]
        series = [Series(one.name, one.colour, tuple(one.values[i] for i in order)) for one in series]
    return categories, series


def _ladder(spec: ChartSpec, cells: Grid, context: Context) -> tuple[list[str], list[Series]]:
    """The steps of a ladder as they stand in the last year."""
    steps = tuple(row[-1] for row in cells.cells.values())
    names = [series_name(spec, stage) for stage in cells.cells]
    return names, [Series(column_label(spec.value), paper(context.dark).accent, steps)]


def _one(spec: ChartSpec, cells: Grid, context: Context) -> Series:
    return Series(column_label(spec.value), paper(context.dark).accent, tuple(next(iter(cells.cells.values()))))


def _at_most(series: list[Series]) -> tuple[list[Series], str]:
    """Return the largest series, the rest summed up as "Other", and a sentence that says so."""
    if len(series) <= MOST_SERIES:
        return series, ""
    largest = sorted(series, key=lambda one: -sum(filter(None, one.values)))[: MOST_SERIES - 1]
    rest = [one for one in series if one not in largest]
    other = Series(_("Other"), "#8A949C", heights(rest))
    said = _("Other holds {names}.").format(names=", ".join(one.name for one in rest))
    return [one for one in series if one in largest] + [other], said
