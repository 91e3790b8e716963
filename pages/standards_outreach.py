"""Whose participation in the Committee was funded, which tools were released, and what advice was given?"""

import streamlit as st

from components.card import card_grid, figure_card, table_card

filters = st.session_state["filters"]

with card_grid():
    figure_card("cws_participation", filters)
    figure_card("tool_releases", filters)
figure_card("advice_requests", filters, is_wide=True)
table_card("published_figures", filters)
