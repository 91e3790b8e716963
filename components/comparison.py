"""What the views are compared with: the choice in the sidebar, and the tab of a card that shows the comparison."""

from __future__ import annotations

from collections import Counter
from typing import cast

import streamlit as st

from charts.comparable import RULES
from charts.comparing import (
    VIEWS,
    Sides,
    compared,
    compared_list,
    filters_said,
    is_comparable,
    notes_of,
    shown_list,
    shown_table,
    sides_for,
    sides_of,
    title_of,
    views_of,
)
from charts.comparison import Compared
from charts.comparison_lists import LIST_MARKS
from charts.pairs import build_pairs
from charts.picture import file_stem, picture_options
from charts.spec import Width
from charts.specs import CHARTS
from charts.surroundings import context_of
from components.data import answer, events_about, origin, snapshot
from components.figure import PlacedFigure, figure_text
from components.links import newly_linked, write_link
from components.screen import on_phone
from components.tables import text_table
from components.text import plain
from queries import Filters, query
from queries.comparison import BEFORE, Comparison, comparison_of
from queries.provenance import Provenance
from words import _, label

PARAMETER = "compare"
# Names that begin like those of filters are forgotten with them.
_KIND, _YEARS, _REGIONS = "filter-compare", "filter-compare-years", "filter-compare-regions"
_IN_FORCE = "comparison"


def comparison_choice(filters: Filters, regions: tuple[str, ...]) -> None:
    """Draw the choice of what views are compared with, `regions` being those that may be chosen; put it in the link."""
    first, last = snapshot().first_year, snapshot().last_year
    if (linked := newly_linked([PARAMETER])) is not None:
        _adopt(comparison_of(next(iter(linked[PARAMETER]), ""), first, last, regions))
    kinds = {"": _("Nothing"), BEFORE: _("The period before")}
    if first < last:  # a slider needs two ends
        kinds["period"] = _("Another period")
    kinds["regions"] = _("Other regions")
    if st.session_state.get(_KIND) not in kinds:
        st.session_state[_KIND] = ""
    kind = st.selectbox(_("Compare with"), list(kinds), format_func=kinds.__getitem__, key=_KIND)
    chosen: Comparison | None = Comparison("before") if kind == BEFORE else None
    if kind == "period":
        chosen = Comparison("period", period=_years(filters, first, last))
    elif kind == "regions" and (other := _other_regions(regions)):
        chosen = Comparison("regions", regions=other)
    st.session_state[_IN_FORCE] = chosen
    write_link(PARAMETER, [chosen.code] if chosen else [])


def comparison_in_force() -> Comparison | None:
    """Return what the views are compared with, None for nothing."""
    chosen: Comparison | None = st.session_state.get(_IN_FORCE)
    return chosen


def comparison_parameter() -> list[str]:
    """Return what a link says of the comparison: nothing where there is none."""
    chosen = comparison_in_force()
    return [chosen.code] if chosen else []


def is_compared(name: str) -> bool:
    """Say whether the chart or question `name` has a comparison to show."""
    chosen = comparison_in_force()
    return chosen is not None and is_comparable(name, by_regions=chosen.kind == "regions")


def sides_in_force(filters: Filters, name: str) -> Sides | None:
    """Return both sides of the chart or question `name` under `filters`.

    None where nothing is compared or the extracts hold no such other side.
    """
    chosen = comparison_in_force()
    sides = sides_of(chosen, filters, snapshot().first_year) if chosen else None
    return sides_for(name, sides) if sides else None


def comparison_figure(name: str, filters: Filters, place: str, width: Width) -> PlacedFigure | None:
    """Return the chart of the comparison of `name` for the card at `place`, None where there is none to draw."""
    sides = sides_in_force(filters, name)
    if sides is None or name not in CHARTS or name not in RULES:
        return None
    question = query(RULES[name].question)
    dark = st.context.theme.type == "dark"
    basis, events = origin(question, filters), events_about(question, filters)
    context = context_of(snapshot(), question, filters, basis, width, dark, events)
    whole = _compared(name, sides)
    drawn = build_pairs(name, whole, sides, context, _view(name, whole))
    if drawn.drawing is None:
        return None
    text = figure_text(drawn.drawing, drawn.alt, drawn.height)
    stem = file_stem(f"{name}-compared", filters.period, filters.regions)
    return PlacedFigure(place, text, picture_options(stem, "png", text.height), is_selectable=False)


def comparison_view(name: str, filters: Filters) -> None:
    """Show the comparison of the chart or question `name` as a table, with what a reader must know beside it."""
    sides = sides_in_force(filters, name)
    if sides is None:
        st.info(_("The extracts hold no period of the same length before this one."), icon=":material/info:")
        return
    whole = _compared(name, sides) if name in RULES else None
    if whole:
        _numbers(name, whole, sides)
    listed = RULES[name].listed if name in RULES else name
    if listed and not sides.by_regions:
        _list(listed, sides, f"compare-list-{name}", is_below=name in RULES)
    view = _view(name, whole) if whole else "number"
    notes = notes_of(name, whole, sides, snapshot().incomplete_years, view)
    st.caption(plain(" ".join(notes)))
    st.caption(plain(filters_said(name, sides)))


def _numbers(name: str, whole: Compared, sides: Sides) -> None:
    views = views_of(whole)
    if len(views) > 1:
        st.segmented_control(
            _("Compare as"),
            views,
            format_func=lambda view: _(VIEWS[view]),
            default=_view(name, whole),
            required=True,
            key=f"compare-view-{name}",
        )
    shown = shown_table(whole, sides, _view(name, whole), is_narrow=on_phone())
    text_table(
        shown,
        list(shown)[1 : -1 if not on_phone() else 3],
        alt=_compared_title(name, sides),
        key=f"compare-{name}",
    )


def _list(name: str, sides: Sides, key: str, is_below: bool) -> None:
    listed = compared_list(name, sides, answer, _rests)
    counts = Counter(row["mark"] for row in listed.rows)
    said = "; ".join(f"{label('mark', mark)} {counts[mark]}" for mark in LIST_MARKS if mark in counts)
    st.markdown(f"**{plain(' · '.join(filter(None, [title_of(name) if is_below else '', said])))}**")
    if not listed.rows:
        st.caption(_("Neither side has a row."))
        return
    text_table(shown_list(listed), [], _compared_title(name, sides), key)


def _compared_title(name: str, sides: Sides) -> str:
    text = _("{title}: {now} against {then}")
    return text.format(title=title_of(name), now=sides.now_name, then=sides.then_name)


def _compared(name: str, sides: Sides) -> Compared:
    return compared(name, sides, answer, _rests)


def _rests(question: str, filters: Filters) -> Provenance:
    return origin(query(question), filters)


def _view(name: str, whole: Compared) -> str:
    """Return the view of a comparison that is chosen, if it has it: its chart stands above the control."""
    chosen = st.session_state.get(f"compare-view-{name}")
    return chosen if chosen in views_of(whole) else "number"


def _adopt(chosen: Comparison | None) -> None:
    st.session_state[_KIND] = chosen.kind if chosen else ""
    if chosen and chosen.period:
        st.session_state[_YEARS] = chosen.period
    if chosen and chosen.regions:
        st.session_state[_REGIONS] = list(chosen.regions)


def _years(filters: Filters, first: int, last: int) -> tuple[int, int]:
    """Draw the other period; the one before is there to begin with."""
    if _YEARS not in st.session_state:
        before = Comparison("before").other(filters, first)
        st.session_state[_YEARS] = before.period if before else (first, last)
    start, end = st.session_state[_YEARS]
    st.session_state[_YEARS] = min(max(start, first), last), min(max(end, first), last)
    return cast(tuple[int, int], st.slider(_("Years to compare with"), first, last, key=_YEARS))


def _other_regions(regions: tuple[str, ...]) -> tuple[str, ...]:
    if any(code not in regions for code in st.session_state.get(_REGIONS, ())):
        st.session_state[_REGIONS] = [code for code in st.session_state[_REGIONS] if code in regions]
    chosen = st.multiselect(
        _("Regions to compare with"),
        regions,
        format_func=lambda code: label("region", code),
        key=_REGIONS,
        placeholder=_("Choose"),
    )
    return tuple(code for code in regions if code in chosen)
