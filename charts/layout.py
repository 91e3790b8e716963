"""What stands around the data of every figure: title, subtitle, legend, notes, footer, year axis, marks of gaps.

Plotly lays nothing out by itself but axes: lines are wrapped here for the width of the context, and the margins follow
from the number of lines. Positions are in pixels from the edges, so that one figure fits a card and a 16:9 picture.
"""

from __future__ import annotations

from charts.drawing import Drawing
from charts.grid import Grid, blocks, year_list
from charts.palette import paper
from charts.spec import WIDTHS, ChartSpec, Context
from charts.template import SMALL_SIZE, SUBTITLE_SIZE, TEXT_SIZE, TITLE_SIZE, template
from charts.text import NBSP, escape, text_width, unbroken, wrap
from words import _, label
from words.forms import grouped

EDGE = 12
SEPARATOR = f"{NBSP}· "
LINE = 15  # pixels from one small line to the next
TITLE_LINE = TITLE_SIZE * 1.3  # Plotly sets every line of one text as far apart as its own size asks for
TOOLBAR = 26  # pixels that the buttons for download and full screen take at the right, one above the other
LEGEND_ROW = 20
MOST_ROWS = 14  # a longer legend scrolls
LEGEND_SIGN = 45  # pixels that Plotly keeps for the sign and the gaps beside an entry's name


def joined(lines: list[str]) -> str:
    """Return plain `lines` escaped, as one text for Plotly."""
    return "<br>".join(escape(line.removesuffix(SEPARATOR.rstrip(" "))) for line in lines)


def _small(line: str, context: Context) -> str:
    """Return a plain line in the style of the subtitle, to stand in the title's own text.

    Plotly's separate subtitle moves up and down with the number of lines of the title.
    """
    style = f"font-size:{SUBTITLE_SIZE}px;font-weight:400;color:{paper(context.dark).muted}"
    return f'<span style="{style}">{joined([line])}</span>'


def subtitle(spec: ChartSpec, context: Context) -> str:
    """Return what is drawn, for when, where and on what basis, in one plain line."""
    first, last = context.period
    regions = "; ".join(label("region", code) for code in context.regions) or unbroken(_("all regions"))
    parts = [_(spec.title), str(first) if first == last else f"{first}–{last}", regions]
    if context.basis == "reported":
        parts.append(unbroken(_("reported facts only")))
    elif context.has_illustrative:
        parts.append(unbroken(_("with illustrative rows")))
    return SEPARATOR.join(parts)


def footer(context: Context) -> str:
    """Return the sources and the day of the data in one plain line."""
    parts = [context.source_line and _("Source: {source}").format(source=context.source_line)]
    parts.append(context.data_date and unbroken(_("Data of {date}").format(date=context.data_date)))
    return SEPARATOR.join(part for part in parts if part)


def legend_rows(names: list[str], width: float) -> tuple[int, int]:
    """Return how many rows a legend of plain `names` needs in `width` pixels, and how wide to set each name."""
    if len(names) < 2:
        return 0, 0
    name_width = max(text_width(name, TEXT_SIZE) for name in names) + 8
    columns = max(1, int(width // (name_width + LEGEND_SIGN)))
    return min(MOST_ROWS, -(-len(names) // columns)), round(name_width)


def dress(
    figure: Drawing,
    title: str,
    spec: ChartSpec,
    context: Context,
    *,
    names: list[str],
    notes: list[str],
    height: int,
    axis: int = 24,
    left: int = 44,
    right: int = 20,
) -> int:
    """Put title, subtitle, legend, notes and footer around `figure` and return its height in pixels.

    `title` and `notes` are plain text, `names` those of the legend (none is shown for fewer than two). `height` is that
    of the data alone, `axis` the space of the tick labels below it, `left` and `right` the space beside it.
    """
    width = WIDTHS[context.width] - 2 * EDGE
    title_lines = wrap(title, width - TOOLBAR, TITLE_SIZE, bold=True, lines=4)
    sub_lines = wrap(subtitle(spec, context), width - TOOLBAR, SUBTITLE_SIZE, lines=5)
    foot_lines = [line for text in [*notes, footer(context)] if text for line in wrap(text, width, SMALL_SIZE)]
    # Plotly breaks a horizontal legend at the width of the data, not of the figure.
    entries, name_width = legend_rows(names, width + 2 * EDGE - left - right)
    top = round(EDGE + (len(title_lines) + len(sub_lines)) * TITLE_LINE + 24)
    foot = len(foot_lines) * LINE + 10
    bottom = axis + entries * LEGEND_ROW + (8 if entries else 0) + foot
    total = top + height + bottom
    colours = paper(context.dark)
    figure.update_layout(
        template=template(context.dark),
        title={"text": "<br>".join([joined(title_lines), *(_small(line, context) for line in sub_lines)])},
        margin={"l": left, "r": right, "t": top, "b": bottom, "autoexpand": False},
        height=total,
        showlegend=bool(entries),
        legend={"y": foot / total, "entrywidth": name_width, "entrywidthmode": "pixels"},
        # For whoever draws the figure at another size, and sets its words beside it.
        meta={
            "finding": title,
            "subtitle": subtitle(spec, context),
            "notes": [text for text in [*notes, footer(context)] if text],
            "foot": foot,
            "width": WIDTHS[context.width],
            "is_illustrative": context.has_illustrative and context.basis != "reported",
        },
    )
    if foot_lines:
        figure.add_annotation(
            text=joined(foot_lines),
            x=0,
            xref="paper",
            xanchor="left",
            xshift=EDGE - left,
            y=0,
            yref="paper",
            yanchor="bottom",
            yshift=6 - bottom,
            align="left",
            showarrow=False,
            font={"size": SMALL_SIZE, "color": colours.muted},
            name="footer",
        )
    return total


def year_axis(figure: Drawing, x: list[str], context: Context) -> tuple[int, int]:
    """Make x an axis of years as categories, as many named as fit; return the room for labels below and at the right.

    A running year is always named, and marked as incomplete.
    """
    running = [year for year in x if int(year) in context.incomplete_years]
    room = (WIDTHS[context.width] - 70) / max(1, len(x))
    step = 1 if room >= 30 else 2 if room >= 15 else 5
    named = [year for i, year in enumerate(reversed(x)) if i % step == 0 or year in running][::-1]
    # Between two named years there must be room for one label, also beside a running year out of step.
    for year in running:
        named = [other for other in named if other == year or abs(int(other) - int(year)) >= step]
    text = [f"{year}<br>{escape(_('(incomplete)'))}" if year in running else year for year in named]
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=x,
        range=[-0.5, len(x) - 0.5],
        tickmode="array",
        tickvals=named,
        ticktext=text,
        tickangle=0,
    )
    if not running:
        return 24, 20
    overhang = text_width(_("(incomplete)"), TEXT_SIZE) / 2 - room / 2
    return 40, max(20, round(overhang) + 6)


def mark_gaps(figure: Drawing, grid: Grid, context: Context) -> None:
    """Shade the years of which nothing is known, with the reason in them."""
    colours = paper(context.dark)
    blank = grid.blank
    room = (WIDTHS[context.width] - 70) / max(1, len(grid.x))
    words = _("not published") if context.basis == "reported" else _("not known")
    for first, last in blocks(grid.x, blank):
        upright = room * (last - first + 1) < text_width(words, SMALL_SIZE) + 8
        figure.add_shape(
            type="rect",
            x0=first - 0.45,
            x1=last + 0.45,
            y0=0,
            y1=1,
            yref="paper",
            fillcolor=colours.gap,
            line={"width": 0},
            layer="below",
        )
        figure.add_annotation(
            text=escape(words),
            x=(first + last) / 2,
            y=0.5,
            yref="paper",
            textangle=-90 if upright else 0,
            showarrow=False,
            font={"size": SMALL_SIZE, "color": colours.muted},
            name="gap",
        )


def gap_notes(grid: Grid, context: Context) -> list[str]:
    """Return the notes that name the years of which nothing, or not all, is known."""
    notes = [gap_sentence(grid.blank, context)] if grid.blank else []
    if partly := partial_positions(grid, context):
        text = _("At least (≥), because lists or numbers are not complete: {years}.")
        notes.append(text.format(years=year_list(partly)))
    return notes


def gap_sentence(years: list[str], context: Context) -> str:
    """Return the sentence that names the `years` of which nothing is known."""
    text = _("Not published: {years}.") if context.basis == "reported" else _("Not known: {years}.")
    return text.format(years=year_list(years))


def partial_positions(grid: Grid, context: Context) -> list[str]:
    """Return the years of which something but not all is known."""
    blank = grid.blank
    return [x for x in grid.x if x not in blank and is_partial(grid, x, context)]


def is_partial(grid: Grid, year: str, context: Context) -> bool:
    """Say whether the counts of `year` are only what is known of more."""
    return int(year) in context.partial_years or grid.unknown_at(year)


def at_least(total: int, partial: bool) -> str:
    """Return a total as text, with a sign where there may be more."""
    return f"≥{grouped(total)}" if partial else grouped(total)
