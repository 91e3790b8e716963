"""Data health at a glance."""

from __future__ import annotations

import streamlit as st

from components.data import answer_rows, snapshot
from queries import Filters
from words import _
from words.forms import grouped


def health_summary() -> None:
    """Show what was read, accepted and set aside, and how many published figures the rows agree with."""
    [totals] = answer_rows("delivery_totals", Filters())
    figures = (
        (_("Files"), int(totals["files"])),
        (_("Rows read"), int(totals["rows_read"])),
        (_("Rows accepted"), int(totals["rows_accepted"])),
        (_("Rows set aside"), int(totals["rows_set_aside"])),
    )
    with st.grid(len(figures) + 1, min_column_width=150):
        for name, value in figures:
            st.metric(name, grouped(value), border=True)
        if snapshot().regions is None:  # some regions alone cannot agree with a total
            st.metric(_("Figures that agree"), _agreeing(), border=True)


def _agreeing() -> str:
    # As its list below asks.
    results = [row["status"] for row in answer_rows("reconciliation", Filters()) if row["status"] != "not compared"]
    return _("{count} of {total}").format(count=results.count("agrees"), total=len(results))
