"""Which collections joined the global databases, and when?"""

import streamlit as st

from components.card import card_grid, figure_card, table_card
from components.filters import page_filters

filters = page_filters(st.session_state["filters"], "databases")

with card_grid():
    figure_card("collections_by_database", filters)
    figure_card("collections_cumulative", filters)
figure_card("collections_by_region", filters, is_wide=True)
table_card("collections_list", filters)
