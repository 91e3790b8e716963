"""Who was trained, where, on what and how?"""

import streamlit as st

from components.card import figure_card, table_card
from components.filters import page_filters

filters = page_filters(st.session_state["filters"], "topics", "modes")

left, right = st.columns(2)
with left:
    figure_card("trainings_by_region", filters)
    figure_card("trainings_by_mode", filters)
    figure_card("participants_trained", filters)
with right:
    figure_card("trainings_by_topic", filters)
    figure_card("offices_trained", filters)
    figure_card("advice_requests", filters)

figure_card("trainings_calendar", filters)
table_card("trainings_list", filters)
