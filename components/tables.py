"""Rows as a table that can be read by eye and by screen reader."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.columns import display
from components.text import plain

# A real HTML table is the better reading; past these many rows or columns the grid is, which scrolls and sorts.
HTML_ROWS, HTML_COLUMNS = 60, 6


def rows_table(rows: pd.DataFrame, alt: str) -> None:
    """Show `rows` (as a query returns them) with names in place of codes."""
    shown = display(rows)
    if len(shown) <= HTML_ROWS and len(shown.columns) <= HTML_COLUMNS:
        st.table(shown.map(plain), hide_index=True, border="horizontal", alt=alt)
    else:
        st.dataframe(shown, hide_index=True, alt=alt)
