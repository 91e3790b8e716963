"""A comparison as the chart of a card: paired bars."""

from __future__ import annotations

import streamlit as st

from charts.comparable import RULES
from charts.pairs import build_pairs
from charts.picture import file_stem, picture_options
from charts.spec import Width
from charts.specs import CHARTS
from charts.surroundings import context_of
from components.comparison import sides_in_force
from components.comparison_view import numbers_of, view_of
from components.data import events_about, origin, snapshot
from components.figure import PlacedFigure, figure_text
from queries import Filters, query


def comparison_figure(name: str, filters: Filters, place: str, width: Width) -> PlacedFigure | None:
    """Return the chart of the comparison of `name` for the card at `place`, None where there is none to draw."""
    sides = sides_in_force(filters, name)
    if sides is None or name not in CHARTS or name not in RULES:
        return None
    question = query(RULES[name].question)
    dark = st.context.theme.type == "dark"
    basis, events = origin(question, filters), events_about(question, filters)
    context = context_of(snapshot(), question, filters, basis, width, dark, events)
    whole = numbers_of(name, sides)
    drawn = build_pairs(name, whole, sides, context, view_of(name, whole))
    if drawn.drawing is None:
        return None
    text = figure_text(drawn.drawing, drawn.alt, drawn.height)
    stem = file_stem(f"{name}-compared", filters.period, filters.regions)
    return PlacedFigure(place, text, picture_options(stem, "png", text.height), is_selectable=False)
