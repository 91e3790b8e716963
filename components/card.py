"""The card: one question as Chart · Table · About, with its export button and the rows behind a click.

A card is a fragment: turning to its table or clicking a bar runs this card, not the page. Only the open view runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.grid_container import GridContainer

from charts.catalogue import build
from charts.clicks import filters_of, rows_behind
from charts.picture import file_stem, toolbar_config
from charts.spec import Width
from charts.specs import CHARTS
from charts.surroundings import context_of
from components.data import answer, origin, snapshot
from components.empty import empty_view
from components.export_button import card_menu, picture_format
from components.tables import rows_table
from components.text import plain
from queries import Filters, Query, query
from queries.describe import CODE_LISTS, basis_text, documents_text, filters_text
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
    """
    question = query(CHARTS[chart].query)
    rows = answer(question.name, filters)
    with _card(chart, _(CHARTS[chart].title), question, filters, len(rows)):
        _views(
            chart,
            {
                _("Chart"): lambda: _chart_view(chart, rows, question, filters, is_wide),
                _("Table"): lambda: _table_view(rows, question, filters, key=chart),
                _("About"): lambda: _about_view(question, filters),
            },
        )


@st.fragment
def table_card(name: str, filters: Filters) -> None:
    """Show the answer to the question `name` as a table only, with its export button and what it means."""
    question = query(name)
    rows = answer(name, filters)
    with _card(name, _(question.title), question, filters, len(rows)):
        _views(
            name,
            {
                _("Table"): lambda: _table_view(rows, question, filters, key=name),
                _("About"): lambda: _about_view(question, filters),
            },
        )


def _card(key: str, title: str, question: Query, filters: Filters, rows: int) -> DeltaGenerator:
    """Draw the frame of a card with its heading and export button, and return it for what stands in it."""
    card = st.container(border=True, key=f"card-{key}")
    with card:
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            st.subheader(title, anchor=key.replace("_", "-"), width="stretch")
            card_menu(key, title, filters, rows)
        if filters.regions and question.parameters and "regions" not in question.parameters:
            st.caption(_("This has no region: the choice of regions does not apply."))
    return card


def _views(key: str, views: dict[str, Callable[[], None]]) -> None:
    """Draw tabs, each by its title, and run only the one that is open."""
    for tab, draw in zip(st.tabs([*views], key=f"views-{key}", on_change="rerun"), views.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _chart_view(chart: str, rows: pd.DataFrame, question: Query, filters: Filters, is_wide: bool) -> None:
    spec, basis = CHARTS[chart], origin(question, filters)
    is_phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    width: Width = "phone" if is_phone else "wide" if is_wide else "card"
    context = context_of(snapshot(), question, filters, basis, width, dark=st.context.theme.type == "dark")
    drawn = build(chart, rows, context)
    if drawn.figure is None:
        empty_view(question, filters, key=f"empty-chart-{chart}")
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
            _rows_behind(spec.rows_query, spec.click, picked.selection.points[0].get("customdata") or (), filters)
    else:
        st.plotly_chart(drawn.figure, **settings)


def _rows_behind(list_query: str, click: Sequence[str], point: Sequence[object], filters: Filters) -> None:
    """Show the rows that the clicked point stands for; `point` is its customdata, whose positions `click` names."""
    narrowed = replace(filters, **filters_of(click, point)).within(snapshot())  # type: ignore[arg-type]
    rows = rows_behind(answer(list_query, narrowed), click, point)
    said = " · ".join(label(CODE_LISTS.get(name, name), code) for name, code in zip(click, point, strict=False))
    heading = ngettext("{what}: {count} row", "{what}: {count} rows", len(rows)).format(what=said, count=len(rows))
    st.markdown(f"**{plain(heading)}**")
    rows_table(rows, alt=_("Rows behind {what}").format(what=said))


def _table_view(rows: pd.DataFrame, question: Query, filters: Filters, key: str) -> None:
    if rows.empty:
        empty_view(question, filters, key=f"empty-table-{key}")
    else:
        rows_table(rows, alt=_(question.title))


def _about_view(question: Query, filters: Filters) -> None:
    """Say what `question` asks, how it counts, what it rests on and what to beware of."""
    basis = origin(question, filters)
    lines = [
        (_("Question"), _(question.question)),
        (_("Definition"), _(question.definition)),
        (_("One row is"), _(question.grain)),
        (_("Unit"), _(question.unit)),
        (_("Beware"), _(question.caveats)),
        (_("Filters"), filters_text(filters, question.parameters)),
        (_("Extracts"), ", ".join(label("dataset", source) for source in question.sources)),
        (_("Sources"), documents_text(basis)),
        (_("Basis"), basis_text(basis)),
        (_("Last change"), basis.changed_on.isoformat() if basis.changed_on else ""),
    ]
    st.markdown("\n\n".join(f"**{name}:** {plain(text)}" for name, text in lines if text))
