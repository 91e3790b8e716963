"""The filters in the sidebar: shared ones on every page, and those that a page asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import streamlit as st

from components.data import snapshot
from components.links import newly_linked, write_link
from queries import Filters, codes_of
from queries.filters import CODE_LISTS, INTERNATIONAL, known_codes
from words import _, label

_FILTERS = "filters"
_SPAN = "years-of-the-data"


def shared_filters() -> Filters:
    """Draw the filters that all pages share and return them, made safe."""
    first, last = _years()
    filters = Filters(from_year=first, to_year=last)
    offered = regions_offered()
    hidden = tuple(code for code in codes_of("regions") if code not in offered)
    filters = replace(filters, regions=_codes("regions", _("Regions"), leave_out=hidden))
    if snapshot().has_illustrative:
        filters = replace(filters, basis="reported" if _switch("basis", "reported", _("Reported facts only")) else None)
    return _in_force(filters.within(snapshot()))


def regions_offered() -> tuple[str, ...]:
    """Return the regions that the visitor may choose."""
    allowed = snapshot().regions or codes_of("regions")
    return tuple(code for code in codes_of("regions") if code in allowed and code != INTERNATIONAL)


def page_filters(filters: Filters, *names: str) -> Filters:
    """Draw the list filters `names` of one page in the sidebar and return `filters` with them."""
    titles = {
        "topics": _("Topics"),
        "modes": _("Modes"),
        "solutions": _("Solutions"),
        "platforms": _("Platforms"),
        "databases": _("Databases"),
    }
    with st.sidebar:
        chosen = {name: _codes(name, titles[name]) for name in names}
    return _in_force(replace(filters, **chosen))  # type: ignore[arg-type]


def development_switch(filters: Filters) -> Filters:
    """Draw the switch that counts users of Business Solutions in all countries, not only in developing ones."""
    with st.sidebar:
        everyone = _switch("development", "all", _("All IPOs, not only those of developing countries"))
    return _in_force(replace(filters, development="all" if everyone else "developing"))


def filters_in_force() -> Filters:
    """Return the filters of the page that has just run, its own ones included: what its export menu goes by."""
    filters: Filters = st.session_state[_FILTERS]
    return filters


def filters_to_come(before: Filters) -> Filters:
    """Return the filters that the widgets stand at, before they are drawn; `before` are those of the last run.

    A link that has been followed meanwhile is left to the widgets.
    """
    data, chosen = snapshot(), st.session_state
    start, end = chosen.get("filter-years", before.period)
    lists = {name: known_codes(name, chosen.get(f"filter-{name}", getattr(before, name))) for name in CODE_LISTS}
    basis = ("reported" if chosen["filter-basis"] else None) if "filter-basis" in chosen else before.basis
    everyone = chosen.get("filter-development", before.development == "all")
    return replace(
        before,
        from_year=start,
        to_year=end,
        basis=basis,
        development="all" if everyone else "developing",
        **lists,
    ).within(data)


def only_region(code: str) -> None:
    """Choose the region `code` alone, as if it had been chosen in the sidebar (for a button's `on_click`)."""
    st.session_state["filter-regions"] = [code]


def _in_force(filters: Filters) -> Filters:
    st.session_state[_FILTERS] = filters
    return filters


def year_choice(filters: Filters, title: str) -> int:
    """Draw the choice of one year and return it: the `year` of the URL, or the last complete one of the period."""
    data, end = snapshot(), filters.period[1]
    years = list(range(data.last_year, data.first_year - 1, -1))
    complete = [year for year in years if year <= end and year not in data.incomplete_years]
    usual = complete[0] if complete else end
    key = "filter-year"
    if (linked := newly_linked(["year"])) is not None:
        st.session_state[key] = _year(next(iter(linked["year"]), None), usual)
    if st.session_state.get(key) not in years:
        st.session_state[key] = usual
    year: int = st.selectbox(title, years, key=key, width=200)
    write_link("year", [] if year == usual else [str(year)])
    return year


def _years() -> tuple[int, int]:
    """Draw the period; in the URL it is open where it holds all years, and right way round in any case."""
    first, last = snapshot().first_year, snapshot().last_year
    key = "filter-years"
    if (linked := newly_linked(["from", "to"])) is not None:
        period = _year(next(iter(linked["from"]), None), first), _year(next(iter(linked["to"]), None), last)
        st.session_state[key] = tuple(sorted(period))
    if st.session_state.get(_SPAN) not in (None, (first, last)) and key in st.session_state:
        # New data has other years: all of them stay all, and a choice stays within them.
        start, end = st.session_state[key]
        is_all = (start, end) == st.session_state[_SPAN]
        period = (first, last) if is_all else (min(max(start, first), last), min(max(end, first), last))
        st.session_state[key] = period
    st.session_state[_SPAN] = (first, last)
    if first == last:  # a slider needs two ends
        st.markdown(_("Year {year}").format(year=first))
        return first, last
    st.session_state.setdefault(key, (first, last))
    start, end = cast(tuple[int, int], st.slider(_("Years"), first, last, key=key))
    is_open = (start, end) == (first, last)
    write_link("from", [] if is_open else [str(start)])
    write_link("to", [] if is_open else [str(end)])
    return start, end


def _year(text: str | None, otherwise: int) -> int:
    """Return the year that a link gives, moved into the span of the data; `otherwise` where it is none."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 4:
        return otherwise
    return min(max(int(text), snapshot().first_year), snapshot().last_year)


def _codes(name: str, title: str, leave_out: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Draw a choice of several codes (none chosen means all) and return them in the contract's order."""
    # In the URL a filter is named like its codes, singular and repeated: `region=AF&region=AR`.
    url_name, key = CODE_LISTS[name], f"filter-{name}"
    codes = [code for code in codes_of(name) if code not in leave_out]
    if (linked := newly_linked([url_name])) is not None:
        st.session_state[key] = [code for code in codes if code in linked[url_name]]
    chosen = st.multiselect(title, codes, format_func=lambda code: label(url_name, code), key=key, placeholder=_("All"))
    ordered = [code for code in codes if code in chosen]
    write_link(url_name, ordered)
    return tuple(ordered)


def _switch(url_name: str, value: str, title: str) -> bool:
    """Draw a switch that stands in the URL as `url_name=value` while it is on."""
    key = f"filter-{url_name}"
    if (linked := newly_linked([url_name])) is not None:
        st.session_state[key] = linked[url_name] == [value]
    is_on = st.toggle(title, key=key)
    write_link(url_name, [value] if is_on else [])
    return is_on
