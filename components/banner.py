"""Lines that tell on what ground a page stands: illustrative rows, missing tables, the day of the data."""

from __future__ import annotations

import streamlit as st

from components.data import publication, snapshot
from components.text import plain
from components.times import moment
from extracts import Snapshot
from queries import Filters
from words import _, label


def publication_banner() -> None:
    """Say what keeps the newest delivery from being shown; nothing where it is."""
    shown = publication()
    data = shown.snapshot
    if shown.refusal:
        seen = moment(shown.refusal.seen_at)
        text = (
            _(
                "**The delivery seen on {time} was not published.** The figures are those of {day}, snapshot"
                " {fingerprint}. *Data health* says why."
            ).format(time=seen, day=_day(data), fingerprint=data.fingerprint[:8])
            if shown.current
            else _(
                "**No delivery has been published yet.** The one seen on {time} was not; *Data health* says why."
            ).format(time=seen)
        )
        st.error(text, icon=":material/sync_problem:")
    if shown.trouble:
        told = (
            _("New deliveries cannot be published at present; the figures are those of {day}.").format(day=_day(data))
            if shown.current or not data.changed_on
            else _("What is shown cannot be kept: a restart reads the delivery anew, and a newer one is not shown.")
        )
        why = shown.away.told() if shown.away else shown.trouble
        st.error(f"**{told}** {plain(why)}", icon=":material/sync_problem:")


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
        if table == "events":  # which no chart is drawn from
            continue
        st.warning(
            _("No extract was found for **{table}**; its charts are empty.").format(table=label("dataset", table)),
            icon=":material/draft:",
        )


def data_footer() -> None:
    """Name the state of the data at the foot of a page."""
    data = snapshot()
    st.caption(_("Data of {day} · snapshot {fingerprint}").format(day=_day(data), fingerprint=data.fingerprint[:8]))


def _day(data: Snapshot) -> str:
    return data.changed_on.isoformat() if data.changed_on else _("unknown day")
