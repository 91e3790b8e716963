"""The page in plain Streamlit: `BENCH_DATA=… streamlit run bench/plain/streamlit_app.py`.

The rows are kept by `st.cache_data`, as Streamlit recommends for data frames. With `BENCH_TUNED` they are kept by
`st.cache_resource`, as it recommends for very large ones, and trainings have numbers for names. With `BENCH_WHOLE` it
shows all that the dashboard shows on this page, and not four of its charts only.
"""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from bench.plain import whole
from bench.plain.rows import MODES, REGIONS, TOPICS, Choice, Rows, chosen, figures, read

st.set_page_config(page_title="Trainings by region", layout="wide")

is_tuned, is_whole = "BENCH_TUNED" in os.environ, "BENCH_WHOLE" in os.environ
keep = st.cache_resource if is_tuned else st.cache_data


@keep(show_spinner="Reading the extracts")
def rows_of(folder: str) -> Rows:
    """Return the rows of the extracts in `folder`."""
    return read(Path(folder), is_tuned, is_whole)


@keep(show_spinner=False)
def small_of(folder: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the offices and the requests for advice of the extracts in `folder`."""
    return whole.offices_of(Path(folder)), whole.requests_of(Path(folder))


rows = rows_of(os.environ["BENCH_DATA"])
first, last = rows.years
with st.sidebar:
    years = st.slider("Years", first, last, (first, last), key="filter-years")
    regions = st.multiselect("Regions", list(REGIONS), format_func=REGIONS.__getitem__, key="filter-regions")
    topics = st.multiselect("Topics", list(TOPICS), format_func=TOPICS.__getitem__, key="filter-topics")
    modes = st.multiselect("Modes", list(MODES), format_func=MODES.__getitem__, key="filter-modes")

st.title("Trainings by region")
choice = Choice(years, tuple(regions), tuple(topics), tuple(modes))
kept = chosen(rows, choice)
drawn = figures(kept, choice)
for name in ("trainings_by_region", "trainings_by_topic"):
    st.plotly_chart(drawn[name], key=f"figure-{name}")
for column, name in zip(st.columns(2), ("trainings_by_mode", "offices_trained"), strict=True):
    with column:
        st.plotly_chart(drawn[name], key=f"figure-{name}")

if is_whole:
    offices, requests = small_of(os.environ["BENCH_DATA"])
    year = st.selectbox("Calendar year", range(last, first - 1, -1), key="filter-year")
    more = whole.figures(whole.tables(rows, kept, choice, year, requests), offices)
    for name, figure in more.items():
        st.plotly_chart(figure, key=f"figure-{name}")
    st.subheader("List of trainings")
    number = st.pagination(-(-len(kept.trainings) // whole.PAGE_ROWS) or 1, key="page")
    st.dataframe(whole.page(rows, kept, choice, offices, number or 1), hide_index=True)
