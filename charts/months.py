"""Figures of the months in which trainings start: columns within one year, a grid of years and months over several.

They are drawn from counts, so that they are the same work for a hundred trainings and for a hundred million.
"""

from __future__ import annotations

from collections import Counter

from charts.columns import column_label
from charts.drawing import Drawing, bar, heatmap, scatter
from charts.events import Event, hover_lines, mark_places, sentence, within
from charts.figures import PLOT_HEIGHT, series_colour, series_name
from charts.grid import in_order
from charts.layout import dress
from charts.palette import paper
from charts.ranks import name_axis
from charts.spec import WIDTHS, ChartSpec, Context
from charts.template import SMALL_SIZE, TEXT_SIZE
from charts.text import escape, text_width
from queries.rows import Row, Rows
from words import _, ngettext
from words.forms import grouped, month_name, month_of_year

ALL_MONTHS = range(1, 13)
UNKNOWN = 12  # the place of trainings of which only the year is known, after the months
UNDATED = ("year", "by")  # precisions that leave the month open
AXIS = 70  # pixels that the axis of counts and the edges take of the width


def by_month(rows: Rows) -> Rows:
    """Return the trainings of `rows` (of `trainings_list` or `trainings_by_month`) as rows of the latter.

    These are `year`, `month` (missing where only the year is known), `mode` and the number of `trainings`.
    """
    if is_counted(rows):
        return rows
    names = ("year", "month", "mode", "trainings")
    return [dict(zip(names, cells, strict=True)) for cells in _counted(rows)]


def is_counted(rows: Rows) -> bool:
    """Return whether `rows` are those of `trainings_by_month`."""
    return bool(rows) and "trainings" in rows[0]


def totals(rows: Rows) -> dict[tuple[int, int | None], int]:
    """Return the number of trainings by year and month (None where it is not known), in their order.

    `rows` are those of `trainings_list` or of `trainings_by_month`.
    """
    found: Counter[tuple[int, int | None]] = Counter()
    for year, month, _mode, count in _counted(rows):
        found[year, month] += count
    return dict(sorted(found.items(), key=lambda cell: _at(*cell[0])))


def _counted(rows: Rows) -> list[tuple[int, int | None, str, int]]:
    """Return year, month (None where it is not known), mode and number of trainings, in that order."""
    if is_counted(rows):
        return [(row["year"], row["month"], row["mode"], row["trainings"]) for row in rows]
    counts = Counter((row["start_date"].year, _month(row), str(row["mode"])) for row in rows)
    return sorted(((*cell, count) for cell, count in counts.items()), key=lambda cell: (*_at(*cell[:2]), cell[2]))


def _month(row: Row) -> int | None:
    month: int = row["start_date"].month
    return None if row["date_precision"] in UNDATED else month


def _at(year: int, month: int | None) -> tuple[int, int]:
    """Return what puts months in order: one that is not known comes after those that are."""
    return year, month or UNKNOWN + 1


def places(rows: Rows) -> list[int]:
    """Return the place of each row of `trainings_by_month` among the months, from 0; `UNKNOWN` comes after them."""
    return [UNKNOWN if row["month"] is None else int(row["month"]) - 1 for row in rows]


def columns(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return the trainings of one year, rows of `trainings_by_month`, as columns per month stacked by mode."""
    year, codes, at = int(rows[0]["year"]), in_order((str(row["mode"]) for row in rows), "mode"), places(rows)
    width = UNKNOWN + (UNKNOWN in at)
    heads = [*(month_of_year(month, year, "abbreviated") for month in ALL_MONTHS), _head(UNKNOWN, year)]
    counts = {code: [0] * width for code in codes}
    for place, row in zip(at, rows, strict=True):
        counts[str(row["mode"])][place] += int(row["trainings"])
    figure = Drawing()
    for code, numbers in counts.items():
        name = series_name(spec, code)
        figure.add_trace(
            bar(
                name=escape(name),
                x=list(range(width)),
                y=numbers,
                marker={"color": series_colour(spec, code, context)},
                customdata=[[year, None if place == UNKNOWN else place + 1, code] for place in range(width)],
                hovertext=[
                    f"<b>{escape(heads[place])}</b><br>{escape(name)}: {grouped(count)}"
                    for place, count in enumerate(numbers)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    totals = [sum(numbers[place] for numbers in counts.values()) for place in range(width)]
    room = (WIDTHS[context.width] - AXIS) / width
    figure.add_trace(
        scatter(
            x=list(range(width)),
            y=totals,
            mode="text",
            text=[count_within(total, room) for total in totals],
            textposition="top center",
            textfont={"size": SMALL_SIZE, "color": paper(context.dark).ink},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    )
    highest = max(totals)
    figure.update_layout(barmode="stack", bargap=0.28)
    figure.update_yaxes(range=[0, max(1, highest) * 1.12], tickformat=",d", dtick=1 if highest <= 4 else None, nticks=6)
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(width)),
        ticktext=[*month_names(room), *["?"] * (width - UNKNOWN)],
        tickangle=0,
        range=[-0.5, width - 0.5],
    )
    names = [series_name(spec, code) for code in codes]
    events = within(context.events, [str(year)])
    told = mark_places(figure, events, [_month_of(event) for event in events], totals, PLOT_HEIGHT, context.dark)
    notes = [told, *_notes(UNKNOWN in at)]
    return figure, dress(figure, title, spec, context, names=names, notes=notes, height=PLOT_HEIGHT, left=60)


def years(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return years down the side and months across, with the number of `rows` of `trainings_by_month` in each."""
    colours = paper(context.dark)
    at, found = places(rows), [int(row["year"]) for row in rows]
    down = list(range(min([*found, context.period[0]]), max([*found, context.period[1]]) + 1))
    width = UNKNOWN + (UNKNOWN in at)
    counts = [[0] * width for _year in down]
    for year, place, row in zip(found, at, rows, strict=True):
        counts[year - down[0]][place] += int(row["trainings"])
    names = [f"{year} {_('(incomplete)')}" if year in context.incomplete_years else str(year) for year in down]
    figure = Drawing()
    left = name_axis(figure, names, context)
    room = (WIDTHS[context.width] - left - 20) / width
    texts = [[_trainings(n) for n in row] for row in counts]
    figure.add_trace(
        heatmap(
            name=escape(column_label(spec.value)),
            z=counts,
            x=list(range(width)),
            y=list(range(len(down))),
            text=[[count_within(n, room) for n in row] for row in counts],
            texttemplate="%{text}",
            textfont={"size": SMALL_SIZE},
            colorscale=[[0, colours.gap], [0.001, colours.few], [1, colours.accent]],
            zmin=0,
            showscale=False,
            xgap=2,
            ygap=2,
            customdata=[[[year] if place == UNKNOWN else [year, place + 1] for place in range(width)] for year in down],
            hovertext=[
                [
                    f"<b>{escape(_head(m, year))}</b><br>{escape(texts[y][m])}"
                    + hover_lines([event for event in context.events if _month_of(event) == m], str(year))
                    for m in range(width)
                ]
                for y, year in enumerate(down)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(width)),
        ticktext=[*month_names(room), *["?"] * (width - UNKNOWN)],
        tickangle=0,
        side="bottom",
        showline=False,
    )
    events = within(context.events, [str(year) for year in down])
    for event in events:
        _frame(figure, _month_of(event), int(event.year) - down[0], context)
    empty = _("Empty: none known.") if context.is_partial else _("Empty: none.")
    framed = _("In a frame: the month of an event.") if any(_month_of(event) is not None for event in events) else ""
    notes = [framed, sentence(events), *_notes(UNKNOWN in at), empty]
    height = dress(figure, title, spec, context, names=[], notes=notes, height=max(60, 22 * len(down)), left=left)
    return figure, height


def _month_of(event: Event) -> int | None:
    """Return the place of the month of an event, None where only its year is known."""
    return None if event.precision == "year" else event.day.month - 1


def _frame(figure: Drawing, month: int | None, row: int, context: Context) -> None:
    if month is not None:
        line = {"color": paper(context.dark).ink, "width": 1.5}
        edges = {"x0": month - 0.5, "x1": month + 0.5, "y0": row - 0.5, "y1": row + 0.5}
        figure.add_shape(type="rect", line=line, **edges)


def count_within(count: int, room: float) -> str:
    """Return `count` as text of at most `room` pixels: whole, in thousands or millions, or none; a zero is none."""
    shorter = [
        grouped(count),
        *(f"{count / size:.0f}{sign}" for size, sign in ((1_000, "k"), (1_000_000, "M")) if count >= size),
    ]
    return next((text for text in shorter if count and text_width(text, SMALL_SIZE) <= room), "")


def _trainings(count: int) -> str:
    return ngettext("{count} training", "{count} trainings", count).format(count=grouped(count))


def month_names(room: float) -> list[str]:
    """Return the names of the months, short enough for `room` pixels each."""
    names = [month_name(month, "abbreviated") for month in ALL_MONTHS]
    if all(text_width(name, TEXT_SIZE) <= room for name in names):
        return names
    return [month_name(month, "narrow") for month in ALL_MONTHS]


def _head(place: int, year: int) -> str:
    if place == UNKNOWN:
        return _("month not known") + f", {year}"
    return month_of_year(place + 1, year, "abbreviated")


def _notes(has_unknown: bool) -> list[str]:
    notes = [_("Trainings by the month in which they start.")]
    return [*notes, _("? = only the year is known.")] if has_unknown else notes
