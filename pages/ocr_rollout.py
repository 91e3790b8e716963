"""Who received the OCR software, was trained, and is in production?"""

import streamlit as st

from components.card import figure_card, table_card

filters = st.session_state["filters"]

left, right = st.columns(2)
with left:
    figure_card("ocr_ladder", filters)
with right:
    figure_card("ocr_by_region", filters)
figure_card("ocr_status", filters)
table_card("ocr_offices", filters)
