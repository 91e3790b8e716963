"""Can I trust this? What came in, what was refused, what agrees with the published figures?"""

import streamlit as st

from components.card import table_card
from components.health import health_summary

filters = st.session_state["filters"]

health_summary()
table_card("reconciliation", filters)
table_card("delivered_files", filters)
table_card("rows_set_aside", filters)
table_card("checks", filters)
table_card("coverage", filters)
