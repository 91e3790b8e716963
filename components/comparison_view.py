"""A comparison as a table, with what a reader must know beside it."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from charts.comparable import RULES
from charts.comparing import (
    VIEWS,
    Sides,
    compared,
    compared_list,
    filters_said,
    notes_of,
    shown_list,
    shown_table,
    title_of,
    views_of,
)
from charts.comparison import Compared
from charts.comparison_lists import LIST_MARKS
from components.comparison import sides_in_force
from components.data import answer, origin, snapshot
from components.screen import on_phone
from components.tables import text_table
from components.text import plain
from queries import Filters, query
from queries.provenance import Provenance
from words import _, label


def comparison_view(name: str, filters: Filters) -> None:
    """Show the comparison of the chart or question `name` as a table, with what a reader must know beside it."""
    sides = sides_in_force(filters, name)
    if sides is None:
        st.info(_("The extracts hold no period of the same length before this one."), icon=":material/info:")
        return
    whole = numbers_of(name, sides) if name in RULES else None
    if whole:
        _numbers(name, whole, sides)
    listed = RULES[name].listed if name in RULES else name
    if listed and not sides.by_regions:
        _list(listed, sides, f"compare-list-{name}", is_below=name in RULES)
    view = view_of(name, whole) if whole else "number"
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
            default=view_of(name, whole),
            required=True,
            key=f"compare-view-{name}",
        )
    shown = shown_table(whole, sides, view_of(name, whole), is_narrow=on_phone())
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


def numbers_of(name: str, sides: Sides) -> Compared:
    """Return the comparison of the numbers of the chart or question `name`."""
    return compared(name, sides, answer, _rests)


def _rests(question: str, filters: Filters) -> Provenance:
    return origin(query(question), filters)


def view_of(name: str, whole: Compared) -> str:
    """Return the view of a comparison that is chosen, if it has it: its chart stands above the control."""
    chosen = st.session_state.get(f"compare-view-{name}")
    return chosen if chosen in views_of(whole) else "number"
