"""Whose participation in the Committee was funded, which tools were released, and what advice was given?"""

import streamlit as st

from components.card import figure_card, table_card

filters = st.session_state["filters"]

left, right = st.columns(2)
with left:
    figure_card("cws_participation", filters)
with right:
    figure_card("tool_releases", filters)
figure_card("advice_requests", filters)
table_card("published_figures", filters)
