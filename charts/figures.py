"""Figures over years: stacked and single bars, grouped bars, lines.

Each builder takes the grid of the rows and returns a figure; `charts.catalogue.build` chooses it. A gap stays a gap.
Each point carries the codes that it stands for as customdata: [year], [year, code].
"""

from __future__ import annotations

from typing import Any

from charts.columns import code_field, column_label
from charts.drawing import Drawing, Trace, bar, scatter
from charts.events import hover_lines, mark_years
from charts.grid import Grid, Number
from charts.layout import at_least, dress, gap_notes, gap_sentence, is_partial, mark_gaps, year_axis
from charts.palette import colour, paper
from charts.spec import WIDTHS, ChartSpec, Context
from charts.template import SMALL_SIZE
from charts.text import escape
from words import _, label

PLOT_HEIGHT = 250
LABEL_GAP = 13.0  # pixels from one label to the next
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "pentagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")


def series_name(spec: ChartSpec, code: str) -> str:
    """Return the plain name of a series: that of its code, or of the column where there is only one series."""
    field = code_field(spec.series or "")
    return label(field, code) if field else column_label(spec.value)


def series_colour(spec: ChartSpec, code: str, context: Context) -> str:
    """Return the fixed colour of a series; a single series without a code has the accent colour."""
    return colour(code_field(spec.series), code, context.dark) if spec.series else paper(context.dark).accent


def hover(head: str, name: str, text: str) -> str:
    """Return the text shown at a point; all three are plain."""
    return f"<b>{escape(head)}</b><br>{escape(name)}: {escape(text)}"


def count_text(spec: ChartSpec, grid: Grid, i: int, value: int, context: Context) -> str:
    """Return a count at position `i` as text, with a sign where it is only what is known of more.

    Numbers given one by one (groups) stand for themselves; counts of a list are as complete as the list.
    """
    return at_least(value, spec.kind != "groups" and is_partial(grid, grid.x[i], context))


def year_hover(spec: ChartSpec, code: str, grid: Grid, i: int, context: Context) -> str:
    """Return the text shown at the point of series `code` at position `i`: its count and the year's true total."""
    value, total = grid.cells[code][i], grid.totals[i]
    if value is None:
        return ""
    running = int(grid.x[i]) in context.incomplete_years
    head = f"{grid.x[i]} {_('(incomplete)')}" if running else grid.x[i]
    lines = hover(head, series_name(spec, code), count_text(spec, grid, i, value, context))
    if spec.total and total is not None:
        lines += f"<br>{escape(column_label(spec.total))}: {escape(count_text(spec, grid, i, total, context))}"
    return lines + hover_lines(context.events, grid.x[i])


def _bars(spec: ChartSpec, grid: Grid, code: str, context: Context) -> Trace:
    colours = paper(context.dark)
    running = [int(year) in context.incomplete_years for year in grid.x]
    marker: dict[str, Any] = {
        "color": series_colour(spec, code, context),
        "line": {"color": colours.background, "width": 1},
    }
    if any(running):  # the browser takes twice as long over bars with a pattern, be it none
        marker["pattern"] = {
            "shape": ["/" if is_running else "" for is_running in running],
            "fillmode": "overlay",
            "fgcolor": colours.background,
            "fgopacity": 0.7,
            "size": 6,
            "solidity": 0.35,
        }
    return bar(
        name=escape(series_name(spec, code)),
        x=grid.x,
        y=grid.cells[code],
        customdata=[[int(year), code] if spec.series else [int(year)] for year in grid.x],
        hovertext=[year_hover(spec, code, grid, i, context) for i in range(len(grid.x))],
        hovertemplate="%{hovertext}<extra></extra>",
        marker=marker,
    )


def _gap(grid: Grid) -> float:
    """Return the share of a year that its bars leave free: a bar as wide as half the figure says nothing more."""
    return 0.28 if len(grid.x) > 4 else 0.5 if len(grid.x) > 1 else 0.8


def _headroom(figure: Drawing, highest: float, room: float = 1.12) -> None:
    figure.update_yaxes(
        range=[0, max(1.0, highest) * room],
        tickformat=",d",
        dtick=1 if highest <= 4 else None,
        nticks=6,
        showticklabels=highest > 0,
        showgrid=highest > 0,
    )


def stack(grid: Grid, title: str, spec: ChartSpec, context: Context, notes: list[str]) -> tuple[Drawing, int]:
    """Return bars stacked by series with the year's true total above each stack; a single series is plain bars."""
    figure = Drawing(*(_bars(spec, grid, code, context) for code in grid.cells))
    figure.update_layout(barmode="stack", bargap=_gap(grid))
    heights = [sum(filter(None, (row[i] for row in grid.cells.values()))) for i in range(len(grid.x))]
    known = [i for i, total in enumerate(grid.totals) if total is not None and grid.x[i] not in grid.blank]
    texts = [count_text(spec, grid, i, grid.totals[i] or 0, context) for i in known]
    total_label = column_label(spec.total or spec.value)
    crowded = (WIDTHS[context.width] - 70) / len(grid.x) < 26
    figure.add_trace(
        scatter(
            name=escape(total_label),
            x=[grid.x[i] for i in known],
            y=[heights[i] for i in known],
            mode="text",
            text=[escape(text) for text in texts],
            textposition="top center",
            textfont={"size": SMALL_SIZE - 1 if crowded else SMALL_SIZE + 1, "color": paper(context.dark).ink},
            customdata=[[int(grid.x[i])] for i in known],
            hovertext=[hover(grid.x[i], total_label, text) for i, text in zip(known, texts, strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
            cliponaxis=False,
        )
    )
    _headroom(figure, max(heights))
    axis, right = year_axis(figure, grid.x, context)
    mark_gaps(figure, grid, context)
    tops = [None if year in grid.blank else height for year, height in zip(grid.x, heights, strict=True)]
    told = mark_years(figure, context.events, grid.x, tops, PLOT_HEIGHT, context.dark)
    notes = [told, *gap_notes(grid, context), *notes]
    if spec.overlap_note and any(heights[i] != grid.totals[i] for i in known):
        notes.append(_(spec.overlap_note))
    names = [series_name(spec, code) for code in grid.cells]
    height = dress(figure, title, spec, context, names=names, notes=notes, height=PLOT_HEIGHT, axis=axis, right=right)
    return figure, height


def groups(grid: Grid, title: str, spec: ChartSpec, context: Context, notes: list[str]) -> tuple[Drawing, int]:
    """Return bars side by side: a zero is written as 0, an unknown count marked with a question mark in its place."""
    colours = paper(context.dark)
    count = len(grid.cells)
    filled = 1 - _gap(grid)
    slot = (WIDTHS[context.width] - 70) / len(grid.x) * filled / count
    figure = Drawing()
    for code, row in grid.cells.items():
        bars = _bars(spec, grid, code, context)
        bars |= {
            "text": [
                "" if value is None or (value and slot < 17) else count_text(spec, grid, i, value, context)
                for i, value in enumerate(row)
            ],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "constraintext": "none",
            "textfont": {"size": SMALL_SIZE, "color": colours.ink},
        }
        figure.add_trace(bars)
    figure.update_layout(barmode="group", bargap=_gap(grid))
    highest = max((value or 0 for row in grid.cells.values() for value in row), default=0)
    _headroom(figure, highest)
    axis, right = year_axis(figure, grid.x, context)
    tallest = [
        None if year in grid.blank else max((row[i] or 0 for row in grid.cells.values()), default=0)
        for i, year in enumerate(grid.x)
    ]
    told = mark_years(figure, context.events, grid.x, tallest, PLOT_HEIGHT, context.dark)
    places = {code: ((i + 0.5) / count - 0.5) * filled for i, code in enumerate(grid.cells)}
    mark_gaps(figure, grid, context)
    marked = sorted((grid.x.index(year), code) for year, code in grid.unknown if year not in grid.blank)
    for i, code in marked:
        figure.add_annotation(
            text="?",
            x=i + places[code],
            y=0,
            yanchor="bottom",
            showarrow=False,
            font={"size": SMALL_SIZE + 1, "color": series_colour(spec, code, context)},
            hovertext=hover(grid.x[i], series_name(spec, code), _("not known")),
            name="unknown",
        )
    if marked:
        notes = [_("? = number not known; 0 = none."), *notes]
    if grid.blank:
        notes = [gap_sentence(grid.blank, context), *notes]
    notes = [told, *notes]
    names = [series_name(spec, code) for code in grid.cells]
    height = dress(figure, title, spec, context, names=names, notes=notes, height=PLOT_HEIGHT, axis=axis, right=right)
    return figure, height


def lines(grid: Grid, title: str, spec: ChartSpec, context: Context, notes: list[str]) -> tuple[Drawing, int]:
    """Return a line per series, told apart by sign and dash too, and one for the true total where it is named.

    A single year makes no line: its counts are bars side by side, with the total in a note.
    """
    if len(grid.x) == 1:
        if spec.total_name and grid.totals[0] is not None:
            total = count_text(spec, grid, 0, grid.totals[0], context)
            notes = [_("{name}: {count}.").format(name=_(spec.total_name), count=total), *notes]
        return groups(grid, title, spec, context, notes)
    colours = paper(context.dark)
    running = [int(year) in context.incomplete_years for year in grid.x]
    rows = [
        (series_name(spec, code), code, row, series_colour(spec, code, context)) for code, row in grid.cells.items()
    ]
    if spec.total_name and len(rows) > 1:
        rows.append((_(spec.total_name), "", grid.totals, colours.ink))
    figure = Drawing()
    for place, (name, code, row, ink) in enumerate(rows):
        symbol = SYMBOLS[place % len(SYMBOLS)]
        figure.add_trace(
            scatter(
                name=escape(name),
                x=grid.x,
                y=row,
                mode="lines+markers",
                connectgaps=False,
                line={"color": ink, "width": 2, "dash": DASHES[place % len(DASHES)]},
                marker={"symbol": [f"{symbol}-open" if is_running else symbol for is_running in running], "size": 7},
                customdata=[[int(year), code] if code else [int(year)] for year in grid.x],
                hovertext=[
                    ""
                    if value is None
                    else hover(year, name, count_text(spec, grid, i, value, context))
                    + hover_lines(context.events, year)
                    for i, (year, value) in enumerate(zip(grid.x, row, strict=True))
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )
    highest = max((value or 0 for _name, _code, row, _ink in rows for value in row), default=0)
    _headroom(figure, highest, 1.06)
    scale = PLOT_HEIGHT / (max(1, highest) * 1.06)
    _name_ends(figure, [row for _name, _code, row, _ink in rows], scale, spec, grid, context)
    axis, right = year_axis(figure, grid.x, context)
    mark_gaps(figure, grid, context)
    told = mark_years(
        figure,
        context.events,
        grid.x,
        [None if year in grid.blank else 0 for year in grid.x],
        PLOT_HEIGHT,
        context.dark,
    )
    notes = [told, *gap_notes(grid, context), *notes]
    names = [name for name, _code, _row, _ink in rows]
    height = dress(
        figure, title, spec, context, names=names, notes=notes, height=PLOT_HEIGHT, axis=axis, right=max(34, right)
    )
    return figure, height


def _name_ends(
    figure: Drawing, rows: list[list[Number]], scale: float, spec: ChartSpec, grid: Grid, context: Context
) -> None:
    """Write the last known value beside the end of each line, moved apart where two would touch.

    `scale` is in pixels per unit of value.
    """
    ends = [max((i for i, value in enumerate(row) if value is not None), default=-1) for row in rows]
    points = sorted((i, row[i] or 0) for i, row in zip(ends, rows, strict=True) if i >= 0)
    below = (-1, -LABEL_GAP)
    for i, value in points:
        place = value * scale
        if i == below[0]:
            place = max(place, below[1] + LABEL_GAP)
        below = (i, place)
        figure.add_annotation(
            text=escape(count_text(spec, grid, i, value, context)),
            x=i,
            xanchor="left",
            xshift=6,
            y=value,
            yshift=place - value * scale,
            showarrow=False,
            font={"size": SMALL_SIZE, "color": paper(context.dark).ink},
            name="end",
        )
