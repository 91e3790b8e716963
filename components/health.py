"""Data health at a glance."""

from __future__ import annotations

import streamlit as st

from components.data import answer
from queries import Filters
from words import _


def health_summary() -> None:
    """Show what was read, accepted and set aside, and how many published figures the rows agree with."""
    files = answer("delivered_files", Filters())
    results = answer("reconciliation", Filters())["status"]
    compared = results[results != "not compared"]
    figures = (
        (_("Files"), len(files)),
        (_("Rows read"), int(files["rows_read"].sum())),
        (_("Rows accepted"), int(files["rows_accepted"].sum())),
        (_("Rows set aside"), int(files["rows_set_aside"].sum())),
    )
    agreeing = _("{count} of {total}").format(count=int((compared == "agrees").sum()), total=len(compared))
    with st.grid(len(figures) + 1, min_column_width=150):
        for name, value in figures:
            st.metric(name, value, format="localized", border=True)
        st.metric(_("Published figures that agree"), agreeing, border=True)
