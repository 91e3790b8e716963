"""What did we deliver in this period, and what changed?"""

import streamlit as st

from components.filters import filters_in_force
from components.headline import change_sentences, headline_period, headline_row
from components.news import news_line
from components.pages import PAGES, page_link
from words import _

chosen = filters_in_force()
filters = headline_period(chosen)

news_line(chosen)
headline_row(filters, history=chosen)
change_sentences(filters)

st.header(_("Explore"), anchor=False)
with st.grid(4):
    for entry in PAGES[1:]:
        with st.container(border=True, height="stretch"):
            page_link(entry.file, chosen, label=f"**{_(entry.title)}**")
            st.caption(_(entry.question))
