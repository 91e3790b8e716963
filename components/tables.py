"""Rows as a table that can be read by eye and by screen reader."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.columns import column_label, display
from components.text import plain

# A real HTML table is the better reading; past these many rows or columns the grid is, which scrolls and sorts.
HTML_ROWS, HTML_COLUMNS = 60, 6


def rows_table(rows: pd.DataFrame, alt: str) -> None:
    """Show `rows` (as a query returns them) with names in place of codes."""
    shown = display(rows)
    if len(shown) <= HTML_ROWS and len(shown.columns) <= HTML_COLUMNS:
        counts = [column_label(name) for name in rows.select_dtypes("number").columns if name != "year"]
        styled = shown.map(plain).style.set_properties(subset=counts, **{"text-align": "right"})
        st.table(styled, hide_index=True, border="horizontal", alt=alt)
    else:
        st.dataframe(shown, hide_index=True, alt=alt)
