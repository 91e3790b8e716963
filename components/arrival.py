"""The notice that newer data has arrived: nothing changes under a person who presents until the button is pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.data import newest, publication
from components.filters import filters_in_force
from components.language import fragment
from components.pages import page_link
from extracts.settings import notice_seconds
from words import _


@partial(fragment, run_every=notice_seconds())
def arrival_notice() -> None:
    """Say, now and then, whether there is newer data than this page shows, and offer to take it."""
    shown, now = publication(), newest()
    if now.snapshot.fingerprint == shown.snapshot.fingerprint and bool(now.current) == bool(shown.current):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="arrival"):
        st.info(
            _("New data has arrived; this page still shows the data that it was opened with."), icon=":material/update:"
        )
        if st.button(_("Show the new data"), key="take-new-data"):
            st.rerun()
        page_link("data_health.py", filters_in_force(), label=_("Show what is new"), width="content")
