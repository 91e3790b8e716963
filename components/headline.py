"""The headline figures of a period, each with its change and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts.changes import changes
from components.comparison import comparison_in_force, sides_in_force
from components.comparison_view import comparison_view
from components.data import answer_rows, snapshot
from components.text import plain
from queries import Filters
from queries.describe import period_text, regions_text
from queries.rows import Row, Rows
from words import _, is_right_to_left, label
from words.forms import grouped

PER_ROW = 4


def headline_period(filters: Filters) -> Filters:
    """Return `filters`, or where no period is chosen the last complete year, so that there is one before it."""
    data = snapshot()
    if filters.period != (data.first_year, data.last_year):
        return filters
    complete = [year for year in range(data.first_year, data.last_year + 1) if year not in data.incomplete_years]
    year = complete[-1] if complete else data.last_year
    return replace(filters, from_year=year, to_year=year)


def headline_row(filters: Filters, history: Filters) -> None:
    """Show each headline figure with its change against the period before and its years in `history` as a sparkline."""
    figures = answer_rows("headline_figures", filters)
    by_year: dict[str, list[int | None]] = {}
    for row in answer_rows("headline_by_year", history):
        by_year.setdefault(row["measure"], []).append(row["value"])
    sides, is_chosen = sides_in_force(filters, "headline_figures"), comparison_in_force() is not None
    first, last = filters.period
    before = replace(filters, from_year=first - (last - first + 1), to_year=first - 1)
    st.header(
        _("{period} · {regions}").format(period=period_text(filters), regions=regions_text(filters)), anchor=False
    )
    if is_chosen and sides:
        said = _("Compared with: {name}") if sides.by_regions else _("Change against {period}")
        st.caption(plain(said.format(name=sides.then_name, period=sides.then_name)))
        previous = previous_values(answer_rows("headline_figures", sides.then))
        figures = [row | {"previous": previous.get(row["measure"])} for row in figures]
    elif not is_chosen and before.period[0] >= snapshot().first_year:
        st.caption(_("Change against {period}").format(period=period_text(before)))
    else:
        st.caption(_("The extracts hold no period of the same length before this one."))
    with st.grid(PER_ROW):
        for row in figures:
            _metric(row, by_year.get(row["measure"], []))


def previous_values(figures: Rows) -> dict[str, int | None]:
    """Return the values of the other side by measure; "at least so many" is nothing to measure a change against."""
    return {row["measure"]: None if row["is_partial"] else row["value"] for row in figures}


def change_sentences(filters: Filters) -> None:
    """Say in a few sentences, computed from the figures, what changed; or show the comparison that is chosen."""
    if chosen := comparison_in_force():
        st.header(_("Compare") if chosen.kind == "regions" else _("What changed"), anchor=False)
        comparison_view("headline_figures", filters)
        return
    sentences = changes(answer_rows("headline_figures", filters))
    if sentences:
        st.header(_("What changed"), anchor=False)
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def _metric(row: Row, history: Sequence[int | None]) -> None:
    known = row["value"] is not None
    comparable = known and row["previous"] is not None
    change = int(row["value"] - row["previous"]) if comparable else None
    # NaN leaves a gap: not known is not zero. One bar is no history; years begin where reading does, as in the charts.
    years = [float("nan") if value is None else float(value) for value in history]
    is_history = sum(value is not None for value in history) > 1
    st.metric(
        label("measure", row["measure"]),
        # In the language of the page: Streamlit would group it as the browser is set.
        grouped(row["value"]) if known else _("not known"),
        # The number 0, not nothing: no change is a finding.
        grouped(change) if change else change,
        delta_color="off",
        border=True,
        height="stretch",
        help=_remark(row),
        chart_data=(years[::-1] if is_right_to_left() else years) if is_history else None,
        chart_type="bar",
    )


def _remark(row: Row) -> str:
    remarks = [
        _("Counted at the end of the period.") if row["nature"] == "state" else _("Counted over the period."),
        _("As published; the list behind it is not public.") if row["origin"] == "published" else "",
        _("At least: the full list was not published.") if row["is_partial"] else "",
        _("Counts illustrative rows.") if row["has_illustrative"] else "",
    ]
    return " ".join(filter(None, remarks))
