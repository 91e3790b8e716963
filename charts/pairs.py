"""The chart of a comparison: for each thing counted a pair of lying bars, this side above the other.

The other side is hatched and every bar has its number, so that nothing hangs on colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from charts.columns import column_label
from charts.comparable import RULES
from charts.comparing import Sides, line_name, title_of, viewed
from charts.comparison import Compared, Count, Line
from charts.comparison_text import count_text, difference_text
from charts.drawing import Drawing, bar, scatter
from charts.figures import DASHES, PLOT_HEIGHT, SYMBOLS, hover
from charts.layout import dress, footer, subtitle
from charts.mirror import mirror
from charts.palette import Paper, paper
from charts.ranks import name_axis
from charts.series import PlainChart, Series
from charts.spec import Chart, ChartSpec, Context
from charts.specs import CHARTS
from charts.template import SMALL_SIZE
from charts.text import escape
from words import _, is_right_to_left

MOST_PAIRS = 8  # of years, which more of make a line
PAIR = 46  # pixels of height for two bars and the gap to the next pair


def build_pairs(name: str, whole: Compared, sides: Sides, context: Context, view: str = "number") -> Chart:
    """Draw the comparison of the chart `name`; an index is drawn as lines. Nothing known to draw gives no drawing."""
    spec, title = CHARTS[name], title_of_pairs(name, whole, sides)
    shown = viewed(whole, view)
    lines = _drawn(shown)
    known = [count.value for line in lines for count in (line.now, line.then) if count.value is not None]
    if not known:
        return Chart(None, alt_of_pairs(name, whole, sides, view), title, 0)
    names = [line_name(shown.by, line) for line in lines]
    is_line = _is_line(shown, view)
    figure = Drawing()
    for place, side in enumerate(sides.names(shown)):
        counts = [(line.now, line.then)[place] for line in lines]
        trace = _line if is_line else _bars
        figure.add_trace(trace(side, place, names, counts, paper(context.dark), view))
    figure.update_layout(barmode="group", bargap=0.28, bargroupgap=0.06)
    if is_line:
        figure.update_xaxes(type="category")
        figure.update_yaxes(range=[0, max(known) * 1.12 or 1], nticks=6)
        left, height, axis = 44, PLOT_HEIGHT, 24
    else:
        longest = max(known) or 1
        figure.update_xaxes(range=[0, longest * 1.18], showgrid=False, showline=False, showticklabels=False)
        left, height, axis = name_axis(figure, names, context, share=0.42, lines=2), PAIR * len(lines) + 10, 6
    legend = list(sides.names(shown))
    height = dress(figure, title, _told(spec), context, names=legend, notes=[], height=height, axis=axis, left=left)
    if is_right_to_left():
        mirror(figure)
    return Chart(figure, alt_of_pairs(name, whole, sides, view), title, height)


def title_of_pairs(name: str, whole: Compared, sides: Sides) -> str:
    """Return the finding of a comparison: both totals and the change, or what is compared where there is no total."""
    total = whole.total
    if total is None or name not in CHARTS:
        text = _("{title}: {now} against {then}")
        return text.format(title=title_of(name), now=sides.now_name, then=sides.then_name)
    words: dict[str, Any] = {
        "subject": _(CHARTS[name].subject),
        "now": count_text(total.now),
        "then": count_text(total.then),
        "side": sides.now_name,
        "other": sides.then_name,
        "difference": difference_text(total),
    }
    if total.difference is None or total.difference == 0:
        return _("{subject}: {now} ({side}) against {then} ({other})").format(**words)
    return _("{subject}: {now} ({side}) against {then} ({other}), {difference}").format(**words)


def alt_of_pairs(name: str, whole: Compared, sides: Sides, view: str = "number") -> str:
    """Return what the chart shows, for who does not see it: every pair with both its numbers."""
    shown = viewed(whole, view)
    opening = _("Line chart") if _is_line(shown, view) else _("Paired bar chart")
    first = _("{kind}: {title}").format(kind=opening, title=title_of_pairs(name, whole, sides))
    said = [
        _("{name}: {now} against {then}").format(
            name=line_name(shown.by, line), now=count_text(line.now, view), then=count_text(line.then, view)
        )
        for line in _drawn(shown)
    ]
    return f"{first}. {'; '.join(said)}."


def plain_pairs(name: str, whole: Compared, sides: Sides, context: Context, notes: list[str]) -> PlainChart | None:
    """Return the comparison as numbers for programs that draw it themselves; None where there is nothing to draw."""
    if name not in CHARTS:
        return None
    lines = _drawn(whole)
    colours = paper(False)
    pairs = zip(sides.names(whole), (colours.accent, colours.muted), strict=True)
    series = tuple(
        Series(side, ink, tuple((line.now, line.then)[place].value for line in lines))
        for place, (side, ink) in enumerate(pairs)
    )
    if all(value is None for one in series for value in one.values):
        return None
    return PlainChart(
        name=f"{name}_compared",
        form="bar",
        title=title_of_pairs(name, whole, sides),
        subtitle=subtitle(CHARTS[name], context),
        alt=alt_of_pairs(name, whole, sides),
        categories=tuple(line_name(whole.by, line) for line in lines),
        series=series,
        totals=(),
        value_label=column_label(RULES[name].value or "offices"),
        notes=tuple(notes),
        footer=footer(context),
    )


def _is_line(whole: Compared, view: str) -> bool:
    return view == "index" or (whole.by == ("year",) and len(whole.parts) > MOST_PAIRS)


def _drawn(compared: Compared) -> list[Line]:
    """Return the lines that are drawn: a total beside its parts would only make them small."""
    return list(compared.parts if len(compared.parts) > 1 else compared.lines)


def _told(spec: ChartSpec) -> ChartSpec:
    return replace(spec, note="", overlap_note="")


def _bars(side: str, place: int, names: list[str], counts: list[Count], colours: Paper, view: str) -> dict[str, Any]:
    texts = [count_text(count, view) for count in counts]
    hatch = {"shape": "/", "fillmode": "overlay", "fgcolor": colours.background, "size": 6, "solidity": 0.35}
    return bar(
        name=escape(side),
        orientation="h",
        y=list(range(len(names))),
        # Nothing is drawn for what is not known; its text says so where a bar would begin.
        x=[0 if count.value is None else count.value for count in counts],
        text=[escape(text) for text in texts],
        textposition="outside",
        textangle=0,
        textfont={"size": SMALL_SIZE, "color": colours.ink},
        cliponaxis=False,
        marker={"color": colours.muted, "pattern": hatch} if place else {"color": colours.accent},
        hovertext=[hover(name, side, text) for name, text in zip(names, texts, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _line(side: str, place: int, names: list[str], counts: list[Count], colours: Paper, view: str) -> dict[str, Any]:
    texts = [count_text(count, view) for count in counts]
    return scatter(
        name=escape(side),
        x=[escape(name) for name in names],
        y=[count.value for count in counts],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colours.muted if place else colours.accent, "width": 2, "dash": DASHES[place]},
        marker={"symbol": SYMBOLS[place], "size": 7},
        hovertext=[hover(name, side, text) for name, text in zip(names, texts, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )
