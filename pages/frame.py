"""The frame around every page: settings, menu, shared filters and the data banner; then the page itself."""

import streamlit as st

from components.banner import data_banner, data_footer
from components.data import snapshot
from components.filters import shared_filters
from components.pages import PAGES, menu, streamlit_pages
from extracts import data_folder
from words import _

st.set_page_config(page_title=_("WIPO Standards assistance"), page_icon=":material/insights:", layout="wide")

pages = streamlit_pages()
page = st.navigation(list(pages.values()), position="hidden")

try:
    snapshot()
except OSError as error:
    st.title(_("No extracts"))
    st.error(
        _("The folder of the extracts cannot be read: {reason}. Check ACTIVITY_DATA ({folder}).").format(
            reason=error.strerror or _("there is no such folder"), folder=data_folder().name
        )
    )
    st.stop()

with st.sidebar:
    st.markdown("#### " + _("WIPO Standards assistance"))
    links = st.container(gap=None)
    st.divider()
    filters = shared_filters()
with links:
    menu(pages, filters)
st.session_state["filters"] = filters

entry = next(entry for entry in PAGES if pages[entry.file] == page)
st.title(_(entry.title), anchor=False)
st.markdown(_(entry.question))
data_banner(filters)
page.run()
data_footer()
