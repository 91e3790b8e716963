"""The frame around every page: settings, menu, shared filters and the data banner; then the page itself."""

from pathlib import Path

import streamlit as st

from components.banner import data_banner, data_footer
from components.data import snapshot
from components.filters import shared_filters
from components.pages import PAGES, menu, streamlit_pages
from extracts import data_folder
from words import _

# A file of ours: the icon fonts of Streamlit would come from another host.
ICON = Path(__file__).with_name("icon.svg")
st.set_page_config(page_title=_("WIPO Standards assistance"), page_icon=str(ICON), layout="wide")

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
    links = st.container(gap="xxsmall")
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
