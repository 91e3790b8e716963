"""The frame around every page: settings, menu, shared filters and the data banner; then the page itself."""

from pathlib import Path, PurePath

import streamlit as st

from components.access import admit, who_is_signed_in
from components.ahead import figures_ahead
from components.arrival import arrival_notice
from components.banner import data_banner, data_footer, publication_banner
from components.card_element import present_button
from components.comparison import comparison_choice
from components.data import looked_up_once, pin
from components.export_button import page_menu, view_menu
from components.filters import filters_in_force, regions_offered, shared_filters
from components.language import language_choice, speak
from components.pages import PAGES, menu, streamlit_pages
from components.screen import narrow_window
from components.turns import its_turn
from exports.outline import chapters_of
from words import _

# A file of ours: the icon fonts of Streamlit would come from another host.
ICON = Path(__file__).with_name("icon.svg")
speak()
st.set_page_config(page_title=_("WIPO Standards assistance"), page_icon=str(ICON), layout="wide")

pages = streamlit_pages()
page = st.navigation(list(pages.values()), position="hidden")

# Before anything is read: whoever may see nothing stops here.
admit()

try:
    pin()
except OSError as error:
    st.title(_("No extracts"))
    st.error(
        _("The folder of the extracts cannot be read: {reason}. Check ACTIVITY_DATA ({folder}).").format(
            reason=error.strerror or _("there is no such folder"), folder=PurePath(error.filename or "").name
        )
    )
    st.stop()

entry = next(entry for entry in PAGES if pages[entry.file] == page)
with its_turn(), looked_up_once(), figures_ahead(entry.path):
    with st.sidebar:
        st.markdown("#### " + _("WIPO Standards assistance"))
        links = st.container(gap="xxsmall")
        st.divider()
        filters = shared_filters()
        comparison_choice(filters, regions_offered())
        language_choice()
        who_is_signed_in()
    with links:
        menu(pages, filters)

    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.title(_(entry.title), anchor=False, width="stretch")
        if any(chapter.path == entry.path and chapter.charts for chapter in chapters_of(entry.path)):
            present_button(narrow_window())
        page_exports = st.container(width="content")
    st.markdown(_(entry.question))
    arrival_notice()
    publication_banner()
    data_banner(filters)
    page.run()
with page_exports:
    if entry.path == "report-tables":  # which has buttons of its own, for one report year
        view_menu(entry.path, _(entry.title), filters_in_force())
    elif entry.path != "find":
        page_menu(entry.path or "overview", _(entry.title), filters_in_force(), chapters_of(entry.path))
data_footer()
