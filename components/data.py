"""The one snapshot of this server process and the answers taken from it, shared by all sessions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from extracts import Snapshot, data_folder, load
from queries import Filters, Query, query, run
from queries.provenance import Provenance, provenance

# Answers are a few hundred rows each; the bound keeps memory flat whatever people ask.
ANSWERS_KEPT = 512


@st.cache_resource(show_spinner=False)
def snapshot() -> Snapshot:
    """Return the loaded extracts. Raises OSError where their folder cannot be read."""
    return load(data_folder())


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answer(fingerprint: str, name: str, filters: Filters) -> pd.DataFrame:  # noqa: ARG001 (part of the key)
    return run(snapshot(), name, filters)


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _provenance(fingerprint: str, name: str, filters: Filters) -> Provenance:  # noqa: ARG001 (part of the key)
    return provenance(snapshot(), query(name), filters)


def answer(name: str, filters: Filters) -> pd.DataFrame:
    """Return the rows that answer the question `name`; a copy of the caller's own."""
    return _answer(snapshot().fingerprint, name, filters)


def origin(question: Query, filters: Filters) -> Provenance:
    """Return what the answer to `question` rests on."""
    return _provenance(snapshot().fingerprint, question.name, filters)
