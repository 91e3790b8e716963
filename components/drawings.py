"""Charts as the browser gets them, kept for everybody who looks at the same."""

from __future__ import annotations

from charts.catalogue import build
from charts.spec import Width
from charts.surroundings import context_of
from components.data import answer_rows, chart_question, data_key, events_about, origin, snapshot
from components.figure import FigureText, figure_text
from components.kept import Kept
from queries import Filters
from words import language

# Some 20 kB each.
DRAWINGS_KEPT = 512
_drawings: Kept[FigureText | None] = Kept(DRAWINGS_KEPT)


def drawing_of(chart: str, filters: Filters, width: Width, dark: bool) -> FigureText | None:
    """Return the chart named `chart` (see `charts.specs`) for `filters`, None where there is no row to draw."""
    key = (*data_key(snapshot()), chart, filters, width, dark, language())
    return _drawings.get(key, lambda: _draw(chart, filters, width, dark))


def _draw(chart: str, filters: Filters, width: Width, dark: bool) -> FigureText | None:
    question = chart_question(chart, filters)
    basis, events = origin(question, filters), events_about(question, filters)
    context = context_of(snapshot(), question, filters, basis, width, dark, events)
    drawn = build(chart, answer_rows(question.name, filters), context)
    return None if drawn.drawing is None else figure_text(drawn.drawing, drawn.alt, drawn.height)
