"""The page in plain Streamlit: `BENCH_DATA=… streamlit run bench/plain/streamlit_app.py`.

The rows are kept by `st.cache_data`, as Streamlit recommends for data frames. With `BENCH_TUNED` they are kept by
`st.cache_resource`, as it recommends for very large ones, and trainings have numbers for names.
"""

import os
from pathlib import Path

import streamlit as st

from bench.plain.rows import MODES, REGIONS, TOPICS, Choice, Rows, figures, read

st.set_page_config(page_title="Trainings by region", layout="wide")

is_tuned = "BENCH_TUNED" in os.environ
keep = st.cache_resource if is_tuned else st.cache_data


@keep(show_spinner="Reading the extracts")
def rows_of(folder: str) -> Rows:
    """Return the rows of the extracts in `folder`."""
    return read(Path(folder), is_tuned)


rows = rows_of(os.environ["BENCH_DATA"])
first, last = rows.years
with st.sidebar:
    years = st.slider("Years", first, last, (first, last), key="filter-years")
    regions = st.multiselect("Regions", list(REGIONS), format_func=REGIONS.__getitem__, key="filter-regions")
    topics = st.multiselect("Topics", list(TOPICS), format_func=TOPICS.__getitem__, key="filter-topics")
    modes = st.multiselect("Modes", list(MODES), format_func=MODES.__getitem__, key="filter-modes")

st.title("Trainings by region")
drawn = figures(rows, Choice(years, tuple(regions), tuple(topics), tuple(modes)))
for name in ("trainings_by_region", "trainings_by_topic"):
    st.plotly_chart(drawn[name], key=f"figure-{name}")
for column, name in zip(st.columns(2), ("trainings_by_mode", "offices_trained"), strict=True):
    with column:
        st.plotly_chart(drawn[name], key=f"figure-{name}")
