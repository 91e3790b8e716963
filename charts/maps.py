"""The world map: one row per office, in few classes of numbers or in the stages of a ladder.

A country has the colour of the class of its office, one too small to be seen has a circle of that colour. Each carries
its region and office as customdata. The classes are named in numbers in the legend, never told by colour alone. Offices
without a country (organizations, former states) are not on the map; it says so and how many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from charts.alt import opening
from charts.columns import code_field, column_label
from charts.drawing import Drawing, Trace, choropleth, scattergeo
from charts.figures import hover
from charts.grid import in_order, year_list
from charts.layout import EDGE, at_least, dress
from charts.palette import CLASSES, class_colours, colour, paper
from charts.places import places
from charts.spec import ChartSpec, Context, Width
from charts.text import escape
from queries.rows import Row, Rows
from words import _, label, ngettext
from words.codes import N_
from words.forms import grouped

DISCLAIMER = N_(
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or"
    " acceptance by the United Nations, nor any opinion of WIPO on the legal status of a country, territory or area."
)
HEIGHTS: dict[Width, int] = {"phone": 170, "card": 230, "wide": 430, "slide": 470}
CIRCLES: dict[Width, int] = {"phone": 5, "card": 6, "wide": 9, "slide": 9}  # pixels across
# From Cape Horn to the north of Greenland, and the Bering Strait undivided.
LATITUDES, LONGITUDES, MIDDLE = (-56, 80), (-170, 190), 10
MOST_BARS = 15
MOST_NAMES = 5


@dataclass(frozen=True)
class Class:
    """The offices of one colour: the plain name of the class, and the rows that are in it."""

    name: str
    colour: str
    rows: Rows


def classes(rows: Rows, spec: ChartSpec, dark: bool = False) -> list[Class]:
    """Return the classes of `rows` that hold any, from the least to the most; each row is in one of them."""
    if not rows:
        return []
    field, by_value = code_field(spec.value), groupby(sorted(rows, key=_value(spec)), key=_value(spec))
    within = {value: list(same) for value, same in by_value}
    if field:
        codes = in_order(map(str, within), field)
        return [Class(label(field, code), colour(field, code, dark), within[code]) for code in codes]
    starts = class_starts([int(row[spec.value]) for row in rows])
    colours = class_colours(len(starts), dark)
    found = []
    for (first, following), ink in zip(pairwise([*starts, max(within) + 1]), colours, strict=True):
        values = [value for value in within if first <= value < following]
        members = [row for row in rows if first <= row[spec.value] < following]
        found.append(Class(_span(min(values), max(values)), ink, members))
    return found


def _value(spec: ChartSpec) -> Callable[[Row], Any]:
    return itemgetter(spec.value)


def class_starts(values: Sequence[int]) -> list[int]:
    """Return the least number of each class: one class per number while these are few, else about four of like size.

    Where most offices have the same number, the classes part the other numbers. `values` are at least one.
    """
    distinct = sorted(set(values))
    if len(distinct) <= len(CLASSES):
        return distinct
    starts = _quarters(sorted(values), distinct)
    return starts if len(starts) >= len(CLASSES) - 1 else _quarters(distinct, distinct)


def _quarters(ordered: Sequence[int], distinct: Sequence[int]) -> list[int]:
    """Return where the quarters of `ordered` start, without those in which no number is."""
    quarters = {_round(ordered[len(ordered) * part // len(CLASSES)]) for part in range(1, len(CLASSES))}
    starts = sorted({distinct[0], *(start for start in quarters if start > distinct[0])})
    return [
        first
        for first, following in pairwise([*starts, distinct[-1] + 1])
        if any(first <= value < following for value in distinct)
    ]


def _round(value: int) -> int:
    """Return `value` with its first two digits, which read well and part the offices as well as all of them."""
    step = int(10 ** max(0, len(str(value)) - 2))
    return value // step * step


def _span(first: int, last: int) -> str:
    return grouped(first) if first == last else f"{grouped(first)}–{grouped(last)}"


def is_placed(row: Row) -> bool:
    """Return whether the office of `row` is on the map."""
    return row["iso3"] is not None and row["iso3"] in places()


def world(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return the map of `rows` and its height in pixels."""
    colours = paper(context.dark)
    groups = classes([office for office in rows if is_placed(office)], spec, context.dark)
    figure = Drawing()
    for group in groups:
        for trace in _traces(group, spec, context):
            figure.add_trace(trace)
    if not groups:  # the map itself is only drawn under a point
        figure.add_trace(scattergeo(lon=[0], lat=[0], marker={"opacity": 0}, hoverinfo="skip", showlegend=False))
    figure.update_layout(
        geo={
            "resolution": 50,
            "projection": {"type": "natural earth", "rotation": {"lon": MIDDLE}},
            "lataxis": {"range": list(LATITUDES)},
            "lonaxis": {"range": list(LONGITUDES)},
            "bgcolor": "rgba(0,0,0,0)",
            "showframe": False,
            "showcoastlines": False,
            "showlakes": False,
            "showland": True,
            "landcolor": colours.grid,
            "showcountries": True,
            "countrycolor": colours.background,
            "countrywidth": 0.6,
        },
        # A phone scrolls the page where a finger moves.
        dragmode=False if context.width == "phone" else "pan",
    )
    notes = [*partial_notes(spec, context), _grey(groups, spec), _absent(rows), _(DISCLAIMER)]
    height = dress(
        figure,
        title,
        spec,
        context,
        names=[group.name for group in groups],
        notes=list(filter(None, notes)),
        height=HEIGHTS[context.width],
        axis=8,
        left=EDGE,
        right=EDGE,
    )
    return figure, height


def _traces(group: Class, spec: ChartSpec, context: Context) -> list[Trace]:
    """Return the shapes and the circles of a class, as far as it has any; its first trace stands in the legend."""
    traces: list[Trace] = []
    for draw, are_circles in ((_shapes, False), (_circles, True)):
        rows = [row for row in group.rows if places()[row["iso3"]].is_circle == are_circles]
        if not rows:
            continue
        common = {
            "name": escape(group.name),
            "legendgroup": group.name,
            "showlegend": not traces,
            "customdata": [[row["region"], row["office"]] for row in rows],
            "hovertext": [_hover(row, spec, context) for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        traces.append(draw(rows, group.colour, context) | common)
    return traces


def _shapes(rows: Rows, ink: str, context: Context) -> Trace:
    return choropleth(
        locations=[row["iso3"] for row in rows],
        z=[1] * len(rows),
        zmin=0,
        zmax=1,
        colorscale=[[0, ink], [1, ink]],
        showscale=False,
        marker={"line": {"color": paper(context.dark).background, "width": 0.6}},
        unselected={"marker": {"opacity": 0.35}},
    )


def _circles(rows: Rows, ink: str, context: Context) -> Trace:
    found = [places()[row["iso3"]] for row in rows]
    return scattergeo(
        lon=[place.longitude for place in found],
        lat=[place.latitude for place in found],
        mode="markers",
        marker={
            "color": ink,
            "size": CIRCLES[context.width],
            "opacity": 1,
            "line": {"color": paper(context.dark).background, "width": 1},
        },
        unselected={"marker": {"opacity": 0.35}},
    )


def _hover(row: Row, spec: ChartSpec, context: Context) -> str:
    lines = hover(str(row["name"]), column_label(spec.value), _value_text(row[spec.value], spec, context))
    parts = [str(code) for code in str(row.get("solutions", "")).split(";") if code]
    names = "; ".join(label("solution", code) for code in parts)
    return f"{lines}<br>{escape(names)}" if names else lines


def _value_text(value: Any, spec: ChartSpec, context: Context) -> str:
    field = code_field(spec.value)
    return label(field, value) if field else at_least(int(value), bool(_partial_years(spec, context)))


def _partial_years(spec: ChartSpec, context: Context) -> list[str]:
    """Return the years on which the map rests of which the lists are incomplete."""
    first, last = context.period
    return [str(year) for year in sorted(context.partial_years) if (last if spec.is_state else first) <= year <= last]


def partial_notes(spec: ChartSpec, context: Context) -> list[str]:
    """Return the note that lists are incomplete, where they are."""
    years = _partial_years(spec, context)
    text = _("At least (≥), because lists or numbers are not complete: {years}.")
    return [text.format(years=year_list(years))] if years else []


def _grey(groups: Sequence[Class], spec: ChartSpec) -> str:
    """Say what no colour means, and what the only colour does, for which there is no legend."""
    none = _("Grey: none. A circle stands for a country too small to be seen.")
    if len(groups) != 1:
        return none
    only = _("{name}: {count}.").format(name=column_label(spec.value), count=groups[0].name)
    return f"{only} {none}"


def _absent(rows: Rows) -> str:
    """Name the offices that are not on the map, or count them where they are many; "" where there are none."""
    absent = [row for row in rows if not is_placed(row)]
    count = len(absent)
    if not count:
        return ""
    text = ngettext(
        "{count} office without a country is in the table only: {names}.",
        "{count} offices without a country are in the table only: {names}.",
        count,
    )
    names = [str(row["name"]) for row in absent]
    shown = "; ".join(names[:MOST_NAMES]) + ("…" if count > MOST_NAMES else "")
    return text.format(count=grouped(count), names=shown)


def finding(name: str, rows: Rows, spec: ChartSpec, context: Context) -> str:
    """Return what the rows of the map `name` show as one plain sentence without a full stop."""
    text = _counted(name, rows, context)
    if _partial_years(spec, context):
        return _("{finding}; the lists are incomplete").format(finding=text)
    if code_field(spec.value):
        return text
    most = max(int(row[spec.value]) for row in rows)
    leaders = [row for row in rows if row[spec.value] == most]
    if len(leaders) != 1 or len(rows) == 1:
        return text
    return _("{finding}; the most: {leader} ({count})").format(
        finding=text, leader=leaders[0]["name"], count=grouped(most)
    )


def _counted(name: str, rows: Rows, context: Context) -> str:
    count = len(rows)
    if name == "trainings_map":
        text = ngettext("{count} office was trained", "{count} offices were trained", count)
    elif name == "business_solutions_map":
        text = ngettext(
            "{count} office used WIPO Business Solutions at the end of {year}",
            "{count} offices used WIPO Business Solutions at the end of {year}",
            count,
        )
    elif name == "ocr_map":
        text = ngettext(
            "{count} office had the OCR software at the end of {year}, {running} in production",
            "{count} offices had the OCR software at the end of {year}, {running} in production",
            count,
        )
    else:
        text = ngettext("Collections of {count} office were added", "Collections of {count} offices were added", count)
    running = sum(row.get("stage") == "production" for row in rows)
    return text.format(count=grouped(count), year=context.period[1], running=grouped(running))


def alt(rows: Rows, spec: ChartSpec, context: Context) -> str:
    """Return the alternative text: how many offices are in each class, the first ones, and who is not on the map."""
    first, last = context.period
    sentences = [opening(spec, str(last if spec.is_state else first), str(last))]
    counted = []
    for group in classes(rows, spec):
        text = ngettext("{name}: {count} office", "{name}: {count} offices", len(group.rows))
        counted.append(text.format(name=group.name, count=grouped(len(group.rows))))
    sentences.append(_("{name}: {text}").format(name=column_label(spec.value), text="; ".join(counted)) + ".")
    if not code_field(spec.value):
        leaders = sorted(rows, key=_value(spec), reverse=True)[:3]
        names = [f"{row['name']} {_value_text(row[spec.value], spec, context)}" for row in leaders]
        sentences.append(_("The most: {names}.").format(names="; ".join(names)))
    return " ".join(filter(None, [*sentences, _absent(rows)]))


def bars(rows: Rows, spec: ChartSpec) -> list[tuple[str, int]]:
    """Return the map as bars, names and counts: the offices with the most, or the offices at each stage."""
    if code_field(spec.value):
        return [(group.name, len(group.rows)) for group in classes(rows, spec)]
    leaders = sorted(rows, key=_value(spec), reverse=True)[:MOST_BARS]
    return [(str(row["name"]), int(row[spec.value])) for row in leaders]


def bars_label(spec: ChartSpec) -> str:
    """Return what the bars count."""
    return _("Offices") if code_field(spec.value) else column_label(spec.value)


def bars_note(rows: Rows, spec: ChartSpec) -> str:
    """Say how many offices the bars leave out; "" where they show all."""
    left = 0 if code_field(spec.value) else len(rows) - MOST_BARS
    if left <= 0:
        return ""
    text = ngettext("{count} further office is not shown.", "{count} further offices are not shown.", left)
    return text.format(count=grouped(left))
