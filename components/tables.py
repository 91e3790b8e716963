"""Rows as a table that can be read by eye and by screen reader."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.columns import display
from components.text import plain

# A real HTML table is the better reading; past this many rows the grid, which draws only what is in view, is kinder.
HTML_ROWS = 60


def rows_table(rows: pd.DataFrame, alt: str) -> None:
    """Show `rows` (as a query returns them) with names in place of codes."""
    shown = display(rows)
    if len(shown) <= HTML_ROWS:
        st.table(shown.map(plain), hide_index=True, border="horizontal", alt=alt)
    else:
        st.dataframe(shown, hide_index=True, alt=alt)
