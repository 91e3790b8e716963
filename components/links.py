"""The link is the view: each filter lives in the URL under a short stable name, in codes.

Streamlit can bind a widget to the URL itself, but writes the translated text of an option there, and its menu drops
what it has not bound. So a filter adopts what a link says, then writes back what is chosen; and our own menu carries
the shared filters along, which also makes every entry a link that can be opened in a new tab.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from queries import Filters

# What this session last wrote to or read from the URL, by parameter name: tells a followed link from a moved widget.
_SEEN = "_url"


def newly_linked(names: Iterable[str]) -> dict[str, list[str]] | None:
    """Return what the URL says for `names` if that has changed since the last run (a link, reload, back), else None."""
    seen = st.session_state.setdefault(_SEEN, {})
    found = {name: st.query_params.get_all(name) for name in names}
    if all(seen.get(name) == values for name, values in found.items()):
        return None
    return found


def write_link(name: str, values: Iterable[str]) -> None:
    """Put `values` into the URL under `name`, or take `name` out where there are none; only where that changes it."""
    chosen = list(values)
    if st.query_params.get_all(name) != chosen:
        st.query_params[name] = chosen
    st.session_state.setdefault(_SEEN, {})[name] = chosen


def reset_filters() -> None:
    """Forget every filter, in the session and in the URL (for a button's `on_click`)."""
    st.query_params.clear()
    st.session_state[_SEEN] = {}
    for name in [name for name in st.session_state if str(name).startswith("filter-")]:
        del st.session_state[name]


def link_parameters(filters: Filters, first_year: int, last_year: int) -> dict[str, list[str]]:
    """Return the URL parameters of the shared filters; a period of all years is left open, so that it may grow."""
    parameters: dict[str, list[str]] = {
        "region": list(filters.regions),
        "basis": [filters.basis] if filters.basis else [],
    }
    if filters.period != (first_year, last_year):
        parameters |= {"from": [str(filters.period[0])], "to": [str(filters.period[1])]}
    return {name: values for name, values in parameters.items() if values}


def view_link() -> str:
    """Return the address of the very view that is on the screen."""
    address = (st.context.url or "").split("?")[0]
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return address + (f"?{urlencode(pairs)}" if pairs else "")
