"""What goes into the report of one year to the Committee on WIPO Standards?"""

from dataclasses import replace

import streamlit as st

from components.card import table_cards
from components.export_button import report_buttons
from components.filters import filters_in_force, year_choice
from exports.outline import CHAPTERS
from queries.report import REPORT
from words import _

chosen = filters_in_force()
year = year_choice(chosen, _("Report year"))
filters = replace(chosen, from_year=year, to_year=year)

report_buttons(filters, CHAPTERS)
for section in REPORT:
    st.header(_(section.heading), divider="gray")
    table_cards(filters, *section.queries, level=3)
