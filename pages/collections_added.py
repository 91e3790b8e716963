"""Which collections joined the global databases, and when?"""

import streamlit as st

from components.card import figure_card, table_card
from components.filters import page_filters

filters = page_filters(st.session_state["filters"], "databases")

left, right = st.columns(2)
with left:
    figure_card("collections_by_database", filters)
with right:
    figure_card("collections_cumulative", filters)
figure_card("collections_by_region", filters)
table_card("collections_list", filters)
