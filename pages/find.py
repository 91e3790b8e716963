"""Where is it, what does it mean, and which view did I save?"""

import streamlit as st

from components.filters import filters_in_force
from components.find_element import glossary_list, save_form, view_list
from components.finding import close_office, hits, open_office, search_words
from components.offices import office_view
from queries.describe import shared_filters_text
from words import _

filters = filters_in_force()
wanted, code = search_words(), open_office()
shown = wanted or _("Search and help")

if code:
    shown = office_view(code, filters, close_office)
else:
    hits(wanted, filters)

st.header(_("Saved views"), anchor="saved-views", divider="gray")
st.markdown(
    _(
        "The link of a page is the view. The menu at the top of each page saves it here, under a name; it stays in this"
        " browser, and nobody else sees it."
    )
)
view_list()
save_form("find", f"{shown}: {shared_filters_text(filters)}")

st.header(_("Glossary"), anchor="glossary", divider="gray")
glossary_list()
