"""The one way from query rows to a drawn chart: `CHARTS` names them, `build` draws one."""

from __future__ import annotations

from charts import alt, calendars, figures, findings, maps, ranks
from charts.events import sentence, within
from charts.grid import grid
from charts.mirror import mirror
from charts.spec import Chart, ChartSpec, Context
from charts.specs import CHARTS
from queries.rows import Rows
from words import _, is_right_to_left, ngettext
from words.forms import grouped

__all__ = ["CHARTS", "Chart", "ChartSpec", "Context", "build"]


def build(name: str, rows: Rows, context: Context) -> Chart:
    """Draw the rows of the query of chart `name` and return figure, alt text, finding and height.

    `rows` are all those of the answer that `queries.ask` returns. Without rows the figure is None and the texts say so.
    Raises KeyError for a chart that is not in `CHARTS`.
    """
    chart = _build(name, rows, context)
    if chart.drawing is not None and is_right_to_left():
        mirror(chart.drawing)
    return chart


def _build(name: str, rows: Rows, context: Context) -> Chart:
    spec = CHARTS[name]
    if not rows:
        text = _("{title}: no rows for these filters").format(title=_(spec.title))
        return Chart(None, f"{text}.", text, 0)
    told = sentence(context.events)
    if spec.kind == "calendar":
        title = findings.finding_of_trainings(rows, context)
        figure, height = calendars.trainings(rows, title, spec, context)
        return Chart(figure, f"{alt.alt_of_trainings(spec, rows)} {told}".strip(), title, height)
    if spec.kind == "releases":
        title = findings.finding_of_releases(rows)
        figure, height = calendars.releases(rows, title, spec, context)
        return Chart(figure, f"{alt.alt_of_releases(spec, rows, title)} {told}".strip(), title, height)
    if spec.kind == "map":
        title = maps.finding(name, rows, spec, context)
        figure, height = maps.world(rows, title, spec, context)
        return Chart(figure, maps.alt(rows, spec, context), title, height)
    cells = grid(rows, spec)
    years: dict[str, int] = {}
    if spec.kind == "sessions":
        years = {str(row["session"]): int(row["year"]) for row in rows}
        title = findings.finding_of_sessions(cells, years)
        figure, height = ranks.sessions(cells, title, spec, context, years)
    else:
        draw = {
            "stack": figures.stack,
            "bars": figures.stack,
            "groups": figures.groups,
            "lines": figures.lines,
            "ladder": ranks.ladder,
            "ranking": ranks.ranking,
        }[spec.kind]
        title = findings.finding(spec, name, cells, context)
        figure, height = draw(cells, title, spec, context, _notes(spec, rows))
    told = sentence(within(context.events, {str(year) for year in years.values()}))
    return Chart(figure, f"{alt.alt_text(spec, cells, context)} {told}".strip(), title, height)


def _notes(spec: ChartSpec, rows: Rows) -> list[str]:
    notes = [_(spec.note)] if spec.note else []
    if spec.value == "participants" and (missing := sum(row["participants_unknown"] or 0 for row in rows)):
        text = ngettext(
            "Without {count} attendance of an office whose number of participants is not known.",
            "Without {count} attendances of offices whose number of participants is not known.",
            missing,
        )
        notes.append(text.format(count=grouped(missing)))
    return notes
