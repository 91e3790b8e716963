"""What is being prepared while the last delivery is shown, for the person who waits for it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.data import preparing
from components.language import fragment
from words import _, label
from words.codes import N_

# How often an open page looks again, in seconds.
LOOK_SECONDS = 2.0
STEPS = {
    "fetching": N_("files are fetched from the store"),
    "reading": N_("{table}: rows are read and checked"),
    "writing": N_("{table}: rows are taken over"),
    "summing": N_("the rows are summed up"),
}


@partial(fragment, run_every=LOOK_SECONDS)
def delivery_in_preparation() -> None:
    """Say how far a delivery is that is being read; nothing where none is."""
    progress = preparing()
    if progress is None:
        return
    step = _(STEPS[progress.step]).format(table=label("dataset", progress.dataset) if progress.dataset else "")
    text = _("A new delivery is being prepared; what is shown stays until it is ready.")
    st.progress(progress.share, f"{text} {step[:1].upper()}{step[1:]} …")
