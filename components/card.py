"""The figure card: one question as Chart · Table · About, with its export button and the rows behind a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.grid_container import GridContainer

from charts.catalogue import build
from charts.clicks import filters_of, rows_behind
from charts.picture import file_stem, toolbar_config
from charts.spec import ChartSpec, Context
from charts.specs import CHARTS
from components.data import answer, origin, snapshot
from components.empty import empty_view
from components.export_button import export_button, picture_format
from components.tables import rows_table
from components.text import plain
from queries import Filters, Query, query
from queries.describe import CODE_LISTS, basis_text, documents_text, filters_text, sources_text
from words import _, label, ngettext

# Pixels; the frame of a card takes 34 of them from the figure in it.
CARD_WIDTH = 456


def card_grid() -> GridContainer:
    """Return a grid for cards: two beside each other where there is room for both."""
    return st.grid(2, min_column_width=CARD_WIDTH)


@st.fragment
def figure_card(chart: str, filters: Filters, is_wide: bool = False) -> None:
    """Show the chart named `chart` (see `charts.specs`) for `filters`, with the same rows as table, and about it.

    `is_wide` says that the card has the whole width of the page.

    It is a fragment: turning to its table or clicking a bar runs this card again, not the page.
    """
    spec, key = CHARTS[chart], f"card-{chart}"
    question = query(spec.query)
    rows = answer(spec.query, filters)
    with st.container(border=True, key=key):
        _head(_(spec.title), question, filters, chart, rows)
        views = st.tabs([_("Chart"), _("Table"), _("About")], key=f"{key}-view", on_change="rerun")
        if views[0].open:
            with views[0]:
                _chart_view(chart, rows, filters, is_wide)
        if views[1].open:
            with views[1]:
                _table_view(rows, filters, _(spec.title))
        if views[2].open:
            with views[2]:
                about_view(question, filters)


def table_card(name: str, filters: Filters) -> None:
    """Show the answer to the question `name` as a table only, with its export button and what it means."""
    question = query(name)
    rows = answer(name, filters)
    with st.container(border=True, key=f"card-{name}"):
        _head(_(question.title), question, filters, name, rows)
        views = st.tabs([_("Table"), _("About")], key=f"card-{name}-view", on_change="rerun")
        if views[0].open:
            with views[0]:
                _table_view(rows, filters, _(question.title))
        if views[1].open:
            with views[1]:
                about_view(question, filters)


def _head(title: str, question: Query, filters: Filters, key: str, rows: pd.DataFrame) -> None:
    """Draw the heading of a card with its export button at the right."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.subheader(title, anchor=key.replace("_", "-"), width="stretch")
        export_button(question, filters, key, title, len(rows), has_chart=key in CHARTS)


def _chart_view(chart: str, rows: pd.DataFrame, filters: Filters, is_wide: bool) -> None:
    spec = CHARTS[chart]
    basis = origin(query(spec.query), filters)
    context = Context(
        period=filters.period,
        regions=filters.regions,
        basis=filters.basis,
        source_line=sources_text(basis),
        data_date=basis.changed_on.isoformat() if basis.changed_on else "",
        dark=st.context.theme.type == "dark",
        incomplete_years=snapshot().incomplete_years,
        partial_years=basis.partial_years,
        has_illustrative=basis.has_illustrative,
        width="wide" if is_wide and "Mobi" not in (st.context.headers.get("User-Agent") or "") else "card",
    )
    drawn = build(chart, rows, context)
    if drawn.figure is None:
        empty_view(filters, key=f"empty-{chart}")
        return
    stem = file_stem(chart, filters.period, filters.regions)
    settings: dict[str, Any] = {
        "theme": None,  # the figure brings its own, the same as in its pictures
        "height": drawn.height,
        "key": f"figure-{chart}",
        "alt": drawn.alt,
        "config": toolbar_config(stem, picture_format(chart), drawn.height),
    }
    if spec.rows_query:
        picked = st.plotly_chart(drawn.figure, on_select="rerun", selection_mode="points", **settings)
        if picked.selection.points:
            _rows_behind(spec, picked.selection.points[0].get("customdata") or (), filters)
    else:
        st.plotly_chart(drawn.figure, **settings)


def _rows_behind(spec: ChartSpec, point: Sequence[object], filters: Filters) -> None:
    """Show the rows that the clicked point stands for; `point` is its customdata."""
    narrowed = replace(filters, **filters_of(spec.click, point)).within(snapshot())  # type: ignore[arg-type]
    rows = rows_behind(answer(spec.rows_query or "", narrowed), spec.click, point)
    said = " · ".join(label(CODE_LISTS.get(name, name), code) for name, code in zip(spec.click, point, strict=False))
    heading = ngettext("{what}: {count} row", "{what}: {count} rows", len(rows)).format(what=said, count=len(rows))
    st.markdown(f"**{plain(heading)}**")
    rows_table(rows, alt=_("Rows behind {what}").format(what=said))


def _table_view(rows: pd.DataFrame, filters: Filters, title: str) -> None:
    if rows.empty:
        st.info(_("No row for {filters}.").format(filters=plain(filters_text(filters))))
        return
    rows_table(rows, alt=title)


def about_view(question: Query, filters: Filters) -> None:
    """Say what `question` asks, how it counts, what it rests on and what to beware of."""
    basis = origin(question, filters)
    lines = [
        (_("Question"), _(question.question)),
        (_("Definition"), _(question.definition)),
        (_("One row is"), _(question.grain)),
        (_("Unit"), _(question.unit)),
        (_("Beware"), _(question.caveats)),
        (_("Filters"), filters_text(filters)),
        (_("Extracts"), ", ".join(label("dataset", source) for source in question.sources)),
        (_("Sources"), documents_text(basis)),
        (_("Basis"), basis_text(basis)),
        (_("Last change"), basis.changed_on.isoformat() if basis.changed_on else ""),
    ]
    st.markdown("\n\n".join(f"**{name}:** {plain(text)}" for name, text in lines if text))
