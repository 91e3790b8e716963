"""Lines that tell on what ground a page stands: illustrative rows, missing tables, the day of the data."""

from __future__ import annotations

import streamlit as st

from components.data import snapshot
from queries import Filters
from words import _, label


def data_banner(filters: Filters) -> None:
    """Say what the figures of this page rest on; nothing but the day of the data where all of it is reported."""
    data = snapshot()
    if filters.basis == "reported":
        st.info(
            _(
                "**Reported facts only.** A gap means not published, never zero. Where the list of a year was never"
                " published in full, its single facts are shown: there were at least so many."
            )
            if data.has_illustrative
            else _("**Reported facts only.**"),
            icon=":material/verified:",
        )
    elif data.has_illustrative:
        st.warning(
            _(
                "**Partly illustrative data.** Rows marked illustrative are made up so that charts have a history; they"
                " are no facts. Switch on *Reported facts only* in the sidebar to leave them out."
            ),
            icon=":material/science:",
        )
    for table in data.missing:
        st.warning(
            _("No extract was found for **{table}**; its charts are empty.").format(table=label("dataset", table)),
            icon=":material/draft:",
        )


def data_footer() -> None:
    """Name the state of the data at the foot of a page."""
    data = snapshot()
    day = data.changed_on.isoformat() if data.changed_on else _("unknown day")
    st.caption(_("Data of {day} · snapshot {fingerprint}").format(day=day, fingerprint=data.fingerprint[:8]))
