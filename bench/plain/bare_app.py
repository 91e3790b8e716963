"""Streamlit by itself: the filters of the page, no data and no chart. No page in Streamlit answers sooner.

What is in memory when it starts is taken out of the garbage collection after each run, as this dashboard does.
"""

import gc

import streamlit as st

from bench.plain.rows import MODES, REGIONS, TOPICS


@st.cache_resource
def set_apart() -> None:
    """Take all that is in memory now out of later collections."""
    gc.collect()
    gc.freeze()


set_apart()
st.title("Trainings by region")
with st.sidebar:
    years = st.slider("Years", 2011, 2025, (2011, 2025), key="filter-years")
    regions = st.multiselect("Regions", list(REGIONS), format_func=REGIONS.__getitem__, key="filter-regions")
    topics = st.multiselect("Topics", list(TOPICS), format_func=TOPICS.__getitem__, key="filter-topics")
    modes = st.multiselect("Modes", list(MODES), format_func=MODES.__getitem__, key="filter-modes")
st.write(years, regions, topics, modes)
