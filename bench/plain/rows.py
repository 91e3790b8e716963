"""What both plain programs share: the rows, read once and held in memory, and the four tables behind the charts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

TITLES = {
    "trainings_by_region": "Trainings per year by region",
    "trainings_by_topic": "Trainings per year by topic",
    "trainings_by_mode": "Trainings per year by mode",
    "offices_trained": "Offices trained per year",
}
REGIONS = {
    "AF": "Africa",
    "AR": "Arab Countries",
    "AP": "Asia and the Pacific",
    "LC": "Latin America and the Caribbean",
    "TD": "Transition and Developed Countries",
}
TOPICS = {
    "IPC": "International Patent Classification",
    "Nice": "Nice Classification",
    "Vienna": "Vienna Classification",
    "Locarno": "Locarno Classification",
    "Standards": "WIPO Standards",
    "Sequence": "WIPO Sequence (ST.26)",
    "Solutions": "Business Solutions",
    "Exchange": "CASE and DAS",
}
MODES = {"online": "Online", "on_site": "On site", "hybrid": "Hybrid"}
# Of a training, what its list shows besides: codes of few values, and what differs from one to the next.
LISTED_CODES = ("type", "date_precision", "host_office", "audience", "language", "basis", "source")
LISTED = ("title", "end_date")


@dataclass(frozen=True)
class Rows:
    """`trainings` (training_id, year, mode, topics) and `attendances`, one per training and office that took part.

    For the whole page there are `participants` of attendances, and of trainings start_date, name and what is listed.
    """

    trainings: pd.DataFrame
    attendances: pd.DataFrame

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year with a training."""
        return int(self.trainings["year"].min()), int(self.trainings["year"].max())


@dataclass(frozen=True)
class Choice:
    """The filters; an empty list chooses all."""

    years: tuple[int, int]
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()


def read(folder: Path, is_tuned: bool = False, is_whole: bool = False) -> Rows:
    """Read the columns that the charts need, codes as categories, and join what a chart groups together.

    `is_tuned` replaces the identifiers of trainings by numbers, which are far quicker to compare and to count.
    `is_whole` adds what else the page shows: participants, months and the list, in whose order trainings come then.
    """
    offices = pd.read_csv(folder / "offices.csv", usecols=["code", "region"], keep_default_na=False)
    codes = ["mode", "topics", *(LISTED_CODES if is_whole else ())]
    trainings = pd.read_parquet(
        folder / "trainings",
        columns=["training_id", "start_date", *codes, *(LISTED if is_whole else ())],
        read_dictionary=codes,
        to_pandas_kwargs={"date_as_object": False},
    )
    attendances = pd.read_parquet(
        folder / "training_offices",
        columns=["training_id", "office", *(["participants"] if is_whole else [])],
        read_dictionary=["office"],
    )
    trainings["year"] = trainings["start_date"].dt.year.astype("int16")
    if is_whole:
        trainings = trainings.sort_values(["start_date", "training_id"], ignore_index=True)
        trainings["name"] = trainings["training_id"]
    else:
        del trainings["start_date"]
    if is_tuned:
        trainings["number"] = pd.RangeIndex(len(trainings)).astype("int32")
    joined = ["training_id", "year", "mode", "topics", *(["number"] if is_tuned else [])]
    attendances = attendances.merge(trainings[joined], on="training_id")
    if is_tuned:
        trainings, attendances = (
            frame.drop(columns="training_id").rename(columns={"number": "training_id"})
            for frame in (trainings, attendances)
        )
    regions = offices.set_index("code")["region"]
    attendances["region"] = attendances["office"].map(regions).astype("category")
    return Rows(trainings, attendances)


def chosen(rows: Rows, choice: Choice) -> Rows:
    """Return the rows that `choice` leaves."""
    trainings = rows.trainings[_chosen(rows.trainings, choice)]
    attendances = rows.attendances[_chosen(rows.attendances, choice)]
    if choice.regions:
        attendances = attendances[attendances["region"].isin(choice.regions)]
        trainings = trainings[trainings["training_id"].isin(attendances["training_id"].unique())]
    return Rows(trainings, attendances)


def tables(rows: Rows, choice: Choice) -> dict[str, pd.DataFrame]:
    """Return the `rows` of the four charts for `choice`, each with year, what it is split by, and a count."""
    trainings, attendances = rows.trainings, rows.attendances
    by_region = attendances.groupby(["year", "region"], observed=True)["training_id"].nunique()
    by_mode = trainings.groupby(["year", "mode"], observed=True).size()
    offices = attendances.groupby("year")["office"].nunique()
    # Split after counting: there are far fewer combinations of topics than trainings.
    by_topics = trainings.groupby(["year", "topics"], observed=True).size().rename("trainings").reset_index()
    by_topics["topic"] = by_topics["topics"].astype("str").str.split(";")
    by_topic = by_topics.explode("topic").groupby(["year", "topic"])["trainings"].sum().reset_index()
    if choice.topics:
        by_topic = by_topic[by_topic["topic"].isin(choice.topics)]
    return {
        "trainings_by_region": by_region.rename("trainings").reset_index(),
        "trainings_by_topic": by_topic,
        "trainings_by_mode": by_mode.rename("trainings").reset_index(),
        "offices_trained": offices.rename("offices").reset_index(),
    }


def figures(rows: Rows, choice: Choice) -> dict[str, go.Figure]:
    """Draw the four charts of the `rows` that `choice` leaves, by name."""
    found = tables(rows, choice)
    return {
        "trainings_by_region": _bars(found, "trainings_by_region", "region", REGIONS),
        "trainings_by_topic": _bars(found, "trainings_by_topic", "topic", TOPICS),
        "trainings_by_mode": _bars(found, "trainings_by_mode", "mode", MODES),
        "offices_trained": px.bar(found["offices_trained"], x="year", y="offices", title=TITLES["offices_trained"]),
    }


def _chosen(frame: pd.DataFrame, choice: Choice) -> pd.Series:
    keep: pd.Series = frame["year"].between(*choice.years)
    if choice.modes:
        keep &= frame["mode"].isin(choice.modes)
    if choice.topics:
        texts = [text for text in frame["topics"].cat.categories if set(text.split(";")) & set(choice.topics)]
        keep &= frame["topics"].isin(texts)
    return keep


def _bars(found: dict[str, pd.DataFrame], name: str, split: str, labels: dict[str, str]) -> go.Figure:
    table = found[name].assign(**{split: found[name][split].astype("str").replace(labels)})
    return px.bar(table, x="year", y="trainings", color=split, title=TITLES[name])
