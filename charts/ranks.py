"""Figures with names down the side: the ladder of stages, ranked bars by group, bars per session.

Lying bars leave room for long names; each builder takes the grid of the rows and returns a figure and its height.
"""

from __future__ import annotations

from charts.columns import code_field, column_label
from charts.drawing import Drawing, bar
from charts.events import MOST, number, sentence, within
from charts.figures import hover, series_colour, series_name
from charts.grid import Grid, Number
from charts.layout import EDGE, at_least, dress, is_partial, joined
from charts.palette import colour, paper
from charts.spec import WIDTHS, ChartSpec, Context
from charts.template import SMALL_SIZE, TEXT_SIZE
from charts.text import escape, shorten, text_width, wrap
from words import _, label
from words.forms import grouped

ROW = 30
FALLBACK = 1.14  # a downloaded picture has the fonts of the system, and the widest of the usual ones is so much wider


def name_axis(figure: Drawing, names: list[str], context: Context, share: float = 0.38, lines: int = 1) -> int:
    """Name the places 0, 1, … of y from the top down and return the room used at the left.

    Names are broken into `lines` and cut to `share` of the width.
    """
    most = WIDTHS[context.width] * share / FALLBACK
    texts = [[name] if lines == 1 else wrap(name, most, TEXT_SIZE, lines=lines) for name in names]
    texts = [[shorten(line, most, TEXT_SIZE) for line in text] for text in texts]
    room = max((text_width(line, TEXT_SIZE) for text in texts for line in text), default=0) * FALLBACK
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[joined(text) for text in texts],
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
        ticklabelstandoff=6,
    )
    return round(room) + 20


def _value_axis(figure: Drawing, highest: float, room: float) -> None:
    figure.update_xaxes(range=[0, max(1.0, highest) * room], showgrid=True, showline=False, tickformat=",d", nticks=6)
    figure.update_xaxes(dtick=1 if highest <= 4 else None)


def ladder(grid: Grid, title: str, spec: ChartSpec, context: Context, notes: list[str]) -> tuple[Drawing, int]:
    """Return the stages of the last year as steps, each with its count and its share of the first stage."""
    colours = paper(context.dark)
    stages = list(grid.cells)
    steps = [grid.cells[stage][-1] for stage in stages]
    names = [series_name(spec, stage) for stage in stages]
    first = steps[0]
    partial = is_partial(grid, grid.x[-1], context)
    texts = []
    for step, value in enumerate(steps):
        if value is None:
            texts.append("")
        elif step and first and not partial:
            share = round(100 * value / first)
            texts.append(_("{count} · {share}% of received").format(count=grouped(value), share=share))
        else:
            texts.append(at_least(value, partial))
    year = int(grid.x[-1])
    figure = Drawing(
        bar(
            name=escape(column_label(spec.value)),
            orientation="h",
            y=list(range(len(stages))),
            x=steps,
            text=[escape(text) for text in texts],
            textposition="outside",
            textfont={"size": TEXT_SIZE + 1, "color": colours.ink},
            cliponaxis=False,
            marker={"color": [series_colour(spec, stage, context) for stage in stages]},
            customdata=[[year, stage] for stage in stages],
            hovertext=[hover(str(year), name, text) for name, text in zip(names, texts, strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _unknown_rows(figure, [step for step, value in enumerate(steps) if value is None], context)
    left = name_axis(figure, names, context)
    _value_axis(figure, max((value or 0 for value in steps), default=0), _label_room(texts, steps, left, context))
    figure.update_xaxes(showgrid=False, showticklabels=False)
    running = year in context.incomplete_years
    when = _("So far in {year}, which is incomplete.") if running else _("At the end of {year}.")
    notes = [when.format(year=year), *notes]
    height = dress(figure, title, spec, context, names=[], notes=notes, height=54 * len(stages), axis=6, left=left)
    return figure, height


def _label_room(texts: list[str], values: list[Number], left: int, context: Context) -> float:
    """Return how many times as long as its longest bar an axis must be for each label to fit behind its bar."""
    across = WIDTHS[context.width] - left - 2 * EDGE
    longest = max((value or 0 for value in values), default=0) or 1
    shares = [
        (value or 0) / longest / (1 - min(0.8, (text_width(text, TEXT_SIZE + 1) + EDGE) / across))
        for text, value in zip(texts, values, strict=True)
    ]
    return max([1.1, *shares])


def _unknown_rows(figure: Drawing, places: list[int], context: Context) -> None:
    for place in places:
        figure.add_annotation(
            text=escape(_("not known")),
            x=0,
            y=place,
            xanchor="left",
            xshift=4,
            showarrow=False,
            font={"size": SMALL_SIZE, "color": paper(context.dark).muted},
            name="unknown",
        )


def ranking(grid: Grid, title: str, spec: ChartSpec, context: Context, notes: list[str]) -> tuple[Drawing, int]:
    """Return lying bars per name, those with most first, one bar per series of the grid, each with its count."""
    colours = paper(context.dark)
    field = code_field(spec.x)
    lead = next(iter(grid.cells.values()))
    partial = context.period[1] in context.partial_years
    order = sorted(range(len(grid.x)), key=lambda i: -(lead[i] or 0))
    names = [label(field, grid.x[i]) if field else grid.x[i] for i in order]
    figure = Drawing()
    for code, row in grid.cells.items():
        name = series_name(spec, code)
        ink = series_colour(spec, code, context)
        values = [row[i] for i in order]
        figure.add_trace(
            bar(
                name=escape(name),
                orientation="h",
                y=list(range(len(order))),
                x=values,
                text=["" if value is None else at_least(value, partial) for value in values],
                textposition="outside",
                textangle=0,
                textfont={"size": SMALL_SIZE, "color": colours.ink},
                cliponaxis=False,
                marker={"color": ink if spec.series else [colour(field, grid.x[i], context.dark) for i in order]},
                customdata=[[grid.x[i], code] if spec.series else [grid.x[i]] for i in order],
                hovertext=[
                    "" if value is None else hover(place, name, at_least(value, partial))
                    for place, value in zip(names, values, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    figure.update_layout(barmode="group")
    blank = set(grid.blank)
    _unknown_rows(figure, [place for place, i in enumerate(order) if grid.x[i] in blank], context)
    _value_axis(figure, max((value or 0 for row in grid.cells.values() for value in row), default=0), 1.1)
    left = name_axis(figure, names, context, share=0.42, lines=2)
    legend = [series_name(spec, code) for code in grid.cells]
    rows = len(order) * max(ROW, 17 * len(grid.cells) + 8)
    height = dress(figure, title, spec, context, names=legend, notes=notes, height=rows, left=left)
    return figure, height


def sessions(grid: Grid, title: str, spec: ChartSpec, context: Context, years: dict[str, int]) -> tuple[Drawing, int]:
    """Return one lying bar per session in order of time; an unknown count is said in words, a zero is 0.

    `years` gives each session its year.
    """
    colours = paper(context.dark)
    row = next(iter(grid.cells.values()))
    names = [f"{session} ({years[session]})" for session in grid.x]
    figure = Drawing(
        bar(
            name=escape(column_label(spec.value)),
            orientation="h",
            y=list(range(len(row))),
            x=row,
            text=["" if value is None else grouped(value) for value in row],
            textposition="outside",
            textfont={"size": TEXT_SIZE, "color": colours.ink},
            cliponaxis=False,
            marker={"color": colours.accent},
            customdata=[[years[session], session] for session in grid.x],
            hovertext=[
                "" if value is None else hover(name, column_label(spec.value), grouped(value))
                for name, value in zip(names, row, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _unknown_rows(figure, [place for place, value in enumerate(row) if value is None], context)
    _value_axis(figure, max((value or 0 for value in row), default=0), 1.1)
    left = name_axis(figure, names, context)
    at = [str(years[session]) for session in grid.x]
    events = within(context.events, at)
    for n, event in enumerate(events[:MOST], start=1):  # beside the first session of its year
        place = {"x": 1, "xref": "paper", "y": at.index(event.year), "yref": "y", "yanchor": "middle", "yshift": 0}
        earlier = sum(other.year == event.year for other in events[: n - 1])
        number(figure, [(n, event)], context.dark, **place, xanchor="right", xshift=-18 * earlier)
    notes = [sentence(events, is_numbered=True)]
    height = dress(figure, title, spec, context, names=[], notes=notes, height=24 * len(names) + 10, left=left)
    return figure, height
