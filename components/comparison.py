"""What the views are compared with: the choice in the sidebar, and the sides that follow from it."""

from __future__ import annotations

from typing import cast

import streamlit as st

from charts.comparing import Sides, is_comparable, sides_for, sides_of
from components.data import snapshot
from components.links import newly_linked, write_link
from queries import Filters
from queries.comparison import BEFORE, Comparison, comparison_of
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
