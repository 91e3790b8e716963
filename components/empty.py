"""What stands where nothing is left to show: which filters emptied it, and a way back."""

from __future__ import annotations

import streamlit as st

from components.links import reset_filters
from components.text import plain
from queries import Filters, Query
from queries.describe import filters_text
from words import _


def empty_view(question: Query, filters: Filters, key: str) -> None:
    """Name the filters that leave no answer to `question` and offer to reset them."""
    said = filters_text(filters, question.parameters)
    if not said:
        st.info(_("There are no rows."))
        return
    st.info(_("Nothing to show for {filters}.").format(filters=plain(said)), icon=":material/filter_alt_off:")
    # A full run, not this card's: the filters stand outside it.
    if st.button(_("Reset all filters"), key=key, on_click=reset_filters):
        st.rerun(scope="app")
