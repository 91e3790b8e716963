"""What the page shows besides the four charts: a map, two charts more, the calendar of a year, and the list."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

from bench.plain.rows import LISTED, LISTED_CODES, MODES, Choice, Rows, chosen

PAGE_ROWS = 50
TITLES = {
    "trainings_map": "Trainings per office",
    "participants_trained": "Participants trained per year",
    "advice_requests": "Requests for technical advice per year by channel",
    "trainings_calendar": "Calendar of trainings",
}


def offices_of(folder: Path) -> pd.DataFrame:
    """Return name and iso3 of each office, by its code."""
    return pd.read_csv(folder / "offices.csv", keep_default_na=False).set_index("code")[["name", "iso3"]]


def requests_of(folder: Path) -> pd.DataFrame:
    """Return the requests for advice by year and channel."""
    return pd.read_csv(folder / "advice_requests.csv", usecols=["year", "channel", "requests"])


def tables(rows: Rows, kept: Rows, choice: Choice, year: int, requests: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of the other charts, of the rows `kept` for `choice`; the calendar is that of `year`."""
    by_office = kept.attendances.groupby("office", observed=True).size().rename("trainings").reset_index()
    participants = kept.attendances.groupby("year")["participants"].sum().reset_index()
    of_year = kept.trainings
    if choice.years != (year, year):
        of_year = chosen(rows, Choice((year, year), choice.regions, choice.topics, choice.modes)).trainings
    # Where only the year of a training is known, its month says nothing.
    of_year = of_year[of_year["date_precision"] != "year"]
    months = of_year["start_date"].dt.month.rename("month")
    return {
        "trainings_map": by_office,
        "participants_trained": participants,
        "advice_requests": requests[requests["year"].between(*choice.years)],
        "trainings_calendar": of_year.groupby([months, "mode"], observed=True).size().rename("trainings").reset_index(),
    }


def figures(found: dict[str, pd.DataFrame], offices: pd.DataFrame) -> dict[str, go.Figure]:
    """Draw the tables `found`, by name."""
    by_country = found["trainings_map"].join(offices, on="office")
    months = found["trainings_calendar"]
    months = months.assign(mode=months["mode"].astype("str").replace(MODES))
    title = TITLES.__getitem__
    return {
        "trainings_map": px.choropleth(
            by_country, locations="iso3", color="trainings", hover_name="name", title=title("trainings_map")
        ),
        "participants_trained": px.bar(
            found["participants_trained"], x="year", y="participants", title=title("participants_trained")
        ),
        "advice_requests": px.bar(
            found["advice_requests"],
            x="year",
            y="requests",
            color="channel",
            barmode="group",
            title=title("advice_requests"),
        ),
        "trainings_calendar": px.bar(months, x="month", y="trainings", color="mode", title=title("trainings_calendar")),
    }


def page(rows: Rows, kept: Rows, choice: Choice, offices: pd.DataFrame, number: int = 1) -> pd.DataFrame:
    """Return the trainings of a page of the list, each with all its offices, also those of regions not chosen."""
    listed = kept.trainings.iloc[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    attendances = kept.attendances
    if choice.regions:
        attendances = rows.attendances[rows.attendances["year"].isin(listed["year"].unique())]
    took_part = attendances[attendances["training_id"].isin(listed["training_id"])].join(offices["name"], on="office")
    by_training = took_part.sort_values("name").groupby("training_id")
    names = by_training["name"].agg("; ".join).rename("offices")
    shown = listed.join(names, on="training_id").join(by_training["participants"].sum(), on="training_id")
    return shown[["name", "start_date", "mode", "topics", "offices", "participants", *LISTED, *LISTED_CODES]]
