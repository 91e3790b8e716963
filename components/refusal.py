"""Why the newest delivery was not published, and what was read of it, for the person who mends it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from components.data import publication, snapshot
from components.errors import building
from components.language import fragment
from components.tables import count_of, list_table
from components.text import plain
from components.times import moment
from exports.csv_file import csv_bytes
from exports.exhibit import exhibit
from extracts import Snapshot
from extracts.verdict import reason_text
from queries import Filters, query
from words import _

# What is shown of a refused delivery: its counts, and what to mend.
BOOKS = ("delivered_files", "rows_set_aside")


def refused_delivery() -> None:
    """Show the reasons against the newest delivery and the books of it; nothing where it is the one shown."""
    refusal = publication().refusal
    if refusal is None:
        return
    st.header(_("The delivery that was not published"), anchor="refused", divider="red")
    st.markdown(_("Seen on {time}. Mend this and deliver again:").format(time=moment(refusal.seen_at)))
    st.markdown("\n".join(f"- {plain(reason_text(reason))}" for reason in refusal.reasons))
    if refusal.snapshot:
        delivery = replace(refusal.snapshot, regions=snapshot().regions)
        for name in BOOKS:
            _book(delivery, name)
    st.header(_("The delivery that is shown"), anchor="shown", divider="gray")


@fragment
def _book(delivery: Snapshot, name: str) -> None:
    if not count_of(name, Filters(), delivery):
        return
    told = _("Not published: {title}").format(title=_(query(name).title))
    with st.container(border=True, key=f"refused-{name}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{told}**")
            st.download_button(
                _("CSV"),
                building(partial(_csv, delivery, name)),
                f"not-published-{name.replace('_', '-')}.csv",
                "text/csv",
                key=f"refused-csv-{name}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )
        list_table(name, Filters(), f"page-refused-{name}", told, data=delivery)


def _csv(delivery: Snapshot, name: str) -> bytes:
    return csv_bytes(exhibit(delivery, name, Filters()).sheet)
