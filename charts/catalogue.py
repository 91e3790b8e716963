"""Every chart by name, and the one way from query rows to a drawn chart."""

from __future__ import annotations

import pandas as pd

from charts import alt, calendars, figures, findings, ranks
from charts.grid import grid
from charts.spec import Chart, ChartSpec, Context
from words import _
from words.codes import N_

_OVERLAP = N_("Bars may overlap: a training counts in each of its regions or topics; above the bars it counts once.")
_EITHER = N_("An office that uses several counts once in the total.")

CHARTS: dict[str, ChartSpec] = {
    "trainings_by_region": ChartSpec(
        query="trainings_by_region",
        kind="stack",
        title=N_("Trainings per year by region"),
        subject=N_("Trainings"),
        x="year",
        series="region",
        value="trainings",
        total="year_trainings",
        rows_query="trainings_list",
        click=("year", "regions"),
        note=_OVERLAP,
    ),
    "trainings_by_topic": ChartSpec(
        query="trainings_by_topic",
        kind="stack",
        title=N_("Trainings per year by topic"),
        subject=N_("Trainings"),
        x="year",
        series="topic",
        value="trainings",
        total="year_trainings",
        rows_query="trainings_list",
        click=("year", "topics"),
        note=_OVERLAP,
    ),
    "trainings_by_mode": ChartSpec(
        query="trainings_by_mode",
        kind="stack",
        title=N_("Trainings per year by mode"),
        subject=N_("Trainings"),
        x="year",
        series="mode",
        value="trainings",
        total="year_trainings",
        rows_query="trainings_list",
        click=("year", "modes"),
    ),
    "offices_trained": ChartSpec(
        query="offices_trained",
        kind="bars",
        title=N_("Offices trained per year"),
        subject=N_("Offices trained"),
        x="year",
        value="offices",
        rows_query="offices_trained_list",
        click=("year",),
        note=N_("An office counts once in each year in which it was trained."),
    ),
    "participants_trained": ChartSpec(
        query="offices_trained",
        kind="bars",
        title=N_("Participants per year"),
        subject=N_("Participants"),
        x="year",
        value="participants",
        rows_query="trainings_list",
        click=("year",),
    ),
    "trainings_calendar": ChartSpec(
        query="trainings_list",
        kind="calendar",
        title=N_("Calendar of trainings"),
        subject=N_("Trainings"),
        x="start_date",
        value="trainings",
        series="mode",
        rows_query="trainings_list",
        click=("year", "modes", "training_id"),
    ),
    "advice_requests": ChartSpec(
        query="advice_requests",
        kind="groups",
        title=N_("Requests for technical advice per year by channel"),
        subject=N_("Requests for advice"),
        x="year",
        series="channel",
        value="requests",
        rows_query="advice_requests",
        click=("year", "channel"),
    ),
    "business_solutions_by_region": ChartSpec(
        query="business_solutions_by_region",
        kind="stack",
        title=N_("Offices using WIPO Business Solutions on 31 December, by region"),
        subject=N_("Offices using WIPO Business Solutions"),
        x="year",
        series="region",
        value="offices",
        total="year_offices",
        rows_query="business_solutions_offices",
        click=("year", "regions"),
        is_state=True,
    ),
    "business_solutions_by_solution": ChartSpec(
        query="business_solutions_by_solution",
        kind="lines",
        title=N_("Offices using each WIPO Business Solution on 31 December"),
        subject=N_("Offices using WIPO Business Solutions"),
        x="year",
        series="solution",
        value="offices",
        total="year_offices",
        total_name=N_("Any solution"),
        rows_query="business_solutions_offices",
        click=("year", "solutions"),
        is_state=True,
        note=_EITHER,
    ),
    "business_solutions_newcomers": ChartSpec(
        query="business_solutions_newcomers",
        kind="stack",
        title=N_("Offices that began to use WIPO Business Solutions, by region"),
        subject=N_("New users of WIPO Business Solutions"),
        x="year",
        series="region",
        value="offices",
        total="year_offices",
        rows_query="business_solutions_newcomer_list",
        click=("year", "regions"),
    ),
    "exchange_platforms_by_year": ChartSpec(
        query="exchange_platforms_by_year",
        kind="lines",
        title=N_("Offices on WIPO CASE and DAS on 31 December"),
        subject=N_("Offices on WIPO CASE or DAS"),
        x="year",
        series="platform",
        value="offices",
        total="year_offices",
        total_name=N_("One or both"),
        rows_query="exchange_platforms_offices",
        click=("year", "platforms"),
        is_state=True,
        note=_EITHER,
    ),
    "ocr_status": ChartSpec(
        query="ocr_status",
        kind="lines",
        title=N_("OCR software: offices that reached each stage by 31 December"),
        subject=N_("Offices"),
        x="year",
        series="stage",
        value="offices",
        rows_query="ocr_offices",
        click=("year", "stage"),
        is_state=True,
    ),
    "ocr_ladder": ChartSpec(
        query="ocr_status",
        kind="ladder",
        title=N_("OCR software: from receipt to production"),
        subject=N_("Offices"),
        x="year",
        series="stage",
        value="offices",
        rows_query="ocr_offices",
        click=("year", "stage"),
        is_state=True,
    ),
    "ocr_by_region": ChartSpec(
        query="ocr_by_region",
        kind="ranking",
        title=N_("OCR software: offices by region and stage"),
        subject=N_("Offices"),
        x="region",
        series="stage",
        value="offices",
        rows_query="ocr_offices",
        click=("regions", "stage"),
        is_state=True,
    ),
    "collections_by_database": ChartSpec(
        query="collections_by_database",
        kind="stack",
        title=N_("Collections added per year by database"),
        subject=N_("Collections added"),
        x="year",
        series="database",
        value="collections",
        total="year_collections",
        rows_query="collections_list",
        click=("year", "databases"),
    ),
    "collections_cumulative": ChartSpec(
        query="collections_by_database",
        kind="lines",
        title=N_("Collections added so far by database"),
        subject=N_("Collections added so far"),
        x="year",
        series="database",
        value="cumulative",
        rows_query="collections_list",
        click=("year", "databases"),
        is_state=True,
    ),
    "collections_by_region": ChartSpec(
        query="collections_by_region",
        kind="stack",
        title=N_("Collections added per year by region of their office"),
        subject=N_("Collections added"),
        x="year",
        series="region",
        value="collections",
        total="year_collections",
        rows_query="collections_list",
        click=("year", "regions"),
    ),
    "cws_participation": ChartSpec(
        query="cws_participation",
        kind="sessions",
        title=N_("Participants funded per session of the CWS"),
        subject=N_("Funded participants"),
        x="session",
        value="funded_participants",
        rows_query="cws_participation",
        click=("year", "session"),
    ),
    "tool_releases": ChartSpec(
        query="tool_releases",
        kind="releases",
        title=N_("Releases of tools"),
        subject=N_("Releases"),
        x="released_on",
        value="releases",
        rows_query="tool_releases",
        click=("year", "tool", "version"),
    ),
}


def build(name: str, rows: pd.DataFrame, context: Context) -> Chart:
    """Draw the rows of the query of chart `name` and return figure, alt text, finding, height and meaning of a click.

    `rows` are those that `queries.run` returns, all of them. Without rows the figure is None and the texts say so.
    Raises KeyError for a chart that is not in `CHARTS`.
    """
    spec = CHARTS[name]
    if rows.empty:
        text = _("{title}: no rows for these filters").format(title=_(spec.title))
        return Chart(None, f"{text}.", text, 0, spec.click)
    if spec.kind == "calendar":
        title = findings.finding_of_trainings(rows)
        figure, height = calendars.trainings(rows, title, spec, context)
        return Chart(figure, alt.alt_of_trainings(spec, rows), title, height, spec.click)
    if spec.kind == "releases":
        title = findings.finding_of_releases(rows)
        figure, height = calendars.releases(rows, title, spec, context)
        return Chart(figure, alt.alt_of_releases(spec, rows, title), title, height, spec.click)
    cells = grid(rows, spec)
    if spec.kind == "sessions":
        years = {str(session): int(year) for session, year in zip(rows["session"], rows["year"], strict=True)}
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
        figure, height = draw(cells, title, spec, context)
    return Chart(figure, alt.alt_text(spec, cells, context), title, height, spec.click)
