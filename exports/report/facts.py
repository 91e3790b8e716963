"""What the sentences of the yearly report say, taken from the queries: figures, lists, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from charts.columns import named
from exports.bounds import NAMED_ROWS
from exports.report.lists import (
    Collection,
    Office,
    Release,
    Requests,
    Session,
    Training,
    collections_added,
    offices_untrained,
    releases,
    requests,
    sessions,
    trainings,
)
from extracts import Snapshot
from queries import Filters, query, run
from queries.paging import Page, run_page
from queries.provenance import provenance

# The table whose rows a measure counts: where it was not delivered, 0 would be a claim.
DATASETS = {
    "trainings": "trainings",
    "offices_trained": "trainings",
    "participants": "trainings",
    "advice_in_person": "advice_requests",
    "business_solutions_ipos": "business_solutions",
    "business_solutions_ldc_ipos": "business_solutions",
    "ipas_ipos": "business_solutions",
    "exchange_platform_ipos": "exchange_platforms",
    "case_ipos": "exchange_platforms",
    "das_ipos": "exchange_platforms",
    "ocr_received": "ocr_rollout",
    "ocr_trained": "ocr_rollout",
    "ocr_production": "ocr_rollout",
    "collections": "collections",
    "collections_gbd": "collections",
    "collections_patentscope": "collections",
    "collections_gdd": "collections",
    "cws_funded": "cws_participation",
    "tool_releases": "tool_releases",
}
# Tables whose rows name no office, so that a choice of regions says nothing about them.
WITHOUT_REGION = ("advice_requests", "cws_participation", "tool_releases")
# Figures that the sentences split by a code: query, column of the code, column of the number.
SPLITS = (
    ("trainings_by_region", "region", "trainings"),
    ("trainings_by_topic", "topic", "trainings"),
    ("trainings_by_mode", "mode", "trainings"),
    ("business_solutions_by_region", "region", "offices"),
    ("business_solutions_by_solution", "solution", "offices"),
    ("exchange_platforms_by_year", "platform", "offices"),
    ("collections_by_database", "database", "collections"),
)


@dataclass(frozen=True)
class Figure:
    """One number of the report; `value` None is unknown, never 0.

    `is_illustrative` says that rows which are no published facts stand behind it, `is_partial` that it comes from an
    incomplete list and means at least that many, `is_published` that a document prints it.
    """

    value: int | None
    is_illustrative: bool = False
    is_partial: bool = False
    is_published: bool = False


UNKNOWN = Figure(None)


@dataclass(frozen=True)
class Facts:
    """All that the report on `year` says. `headline` is by measure, `split` by query and code.

    `trainings` are the first ones, as many as a text may name, of `count_trainings`.
    `partial` names the tables of the contract of which only published rows are shown while others are left out;
    `missing` those that were not delivered. Without `is_covered` the extracts hold nothing on that year.
    """

    year: int
    filters: Filters
    is_covered: bool
    is_running: bool
    headline: dict[str, Figure]
    split: dict[str, dict[str, Figure]]
    trainings: tuple[Training, ...]
    count_trainings: int
    requests: tuple[Requests, ...]
    untrained: tuple[Office, ...]
    sessions: tuple[Session, ...]
    releases: tuple[Release, ...]
    collections: tuple[Collection, ...]
    partial: frozenset[str]
    missing: tuple[str, ...]

    def figure(self, measure: str) -> Figure:
        """Return the headline figure of `measure`, unknown where the extracts give none."""
        return self.headline.get(measure, UNKNOWN)


def figures(snapshot: Snapshot, year: int, filters: Filters) -> Facts:
    """Return the facts of the report on `year`; of `filters`, regions and basis count, and the years are set."""
    chosen = report_filters(year, filters.within(snapshot))
    is_covered = snapshot.first_year <= year <= snapshot.last_year
    facts = Facts(
        year=year,
        filters=chosen,
        is_covered=is_covered,
        is_running=year in snapshot.incomplete_years,
        headline={},
        split={name: {} for name, _code, _number in SPLITS},
        trainings=(),
        count_trainings=0,
        requests=(),
        untrained=(),
        sessions=(),
        releases=(),
        collections=(),
        partial=frozenset(),
        missing=snapshot.missing,
    )
    if not is_covered:  # the queries would answer for the nearest year that is
        return facts
    partial = partial_tables(snapshot, chosen)
    held = run_page(snapshot, "trainings_list", chosen, Page(0, NAMED_ROWS))
    return replace(
        facts,
        headline=_headline(snapshot, chosen),
        split={name: _split(snapshot, name, code, number, chosen, partial) for name, code, number in SPLITS},
        trainings=trainings(named(held.rows)),
        count_trainings=held.total,
        requests=requests(run(snapshot, "advice_requests", chosen)),
        untrained=offices_untrained(named(run(snapshot, "ocr_offices", chosen))),
        sessions=sessions(run(snapshot, "cws_participation", chosen)),
        releases=releases(run(snapshot, "tool_releases", chosen)),
        collections=collections_added(named(run(snapshot, "collections_list", chosen))),
        partial=partial,
    )


def report_filters(year: int, filters: Filters, first_year: int | None = None) -> Filters:
    """Return the filters of the report's questions: its regions and basis, and years up to `year`."""
    first = year if first_year is None else first_year
    return Filters(first, year, regions=filters.regions, basis=filters.basis)


def partial_tables(snapshot: Snapshot, filters: Filters) -> frozenset[str]:
    """Return the tables whose list for the last year of `filters` is not full, as illustrative rows are left out."""
    return _with_illustrative_rows(snapshot, filters) if filters.basis == "reported" else frozenset()


def illustrative_tables(snapshot: Snapshot, filters: Filters) -> frozenset[str]:
    """Return the tables of which illustrative rows are shown for the last year of `filters`."""
    return _with_illustrative_rows(snapshot, filters) if filters.basis != "reported" else frozenset()


def _with_illustrative_rows(snapshot: Snapshot, filters: Filters) -> frozenset[str]:
    rows = run(snapshot, "coverage", filters)
    found = rows[(rows["year"] == filters.to_year) & (rows["illustrative_rows"] > 0)]
    return frozenset(str(name) for name in found["dataset"])


def _headline(snapshot: Snapshot, filters: Filters) -> dict[str, Figure]:
    rows = run(snapshot, "headline_figures", filters).to_dict("records")
    illustrative = illustrative_tables(snapshot, filters)
    return {
        str(row["measure"]): Figure(
            number(row["value"]),
            # That there was none says the whole list, and that list may be illustrative.
            bool(row["has_illustrative"] or (row["value"] == 0 and DATASETS[str(row["measure"])] in illustrative))
            and not pd.isna(row["value"]),
            bool(row["is_partial"]),
            row["origin"] == "published",
        )
        for row in rows
        # A figure that a document prints holds without the rows that it counts.
        if not _tables(str(row["measure"])) & set(snapshot.missing) or row["origin"] == "published"
    }


def _tables(measure: str) -> set[str]:
    """Return the tables without which `measure` cannot be counted."""
    dataset = DATASETS[measure]
    attended = {"training_offices"} if measure in ("offices_trained", "participants") else set()
    return {dataset} | attended | (set() if dataset in WITHOUT_REGION else {"offices"})


def _split(
    snapshot: Snapshot, name: str, code: str, column: str, filters: Filters, partial: frozenset[str]
) -> dict[str, Figure]:
    """Return the figures of one query for the year by code."""
    question = query(name)
    if set(question.sources) & set(snapshot.missing):
        return {}
    marked = rests_on_illustrative(snapshot, name, [column], filters)[column]
    is_partial = bool(partial & set(question.sources))
    rows = run(snapshot, name, filters)
    return {
        str(key): Figure(number(value), is_marked, is_partial)
        for key, value, is_marked in zip(rows[code], rows[column], marked, strict=True)
    }


def rests_on_illustrative(snapshot: Snapshot, name: str, columns: list[str], filters: Filters) -> pd.DataFrame:
    """Return, for each row of the query and each of its `columns` of numbers, whether illustrative rows are counted.

    They are where published rows alone give another number. The frame has the shape of those columns.
    """
    rows = run(snapshot, name, filters)
    if filters.basis == "reported" or not provenance(snapshot, query(name), filters).has_illustrative:
        return pd.DataFrame(False, index=rows.index, columns=columns)
    reported = run(snapshot, name, replace(filters, basis="reported"))
    measures = {column for column in rows.columns if pd.api.types.is_numeric_dtype(rows[column])} - {"year"}
    keys = [column for column in rows.columns if column not in measures]

    def by_key(frame: pd.DataFrame) -> dict[tuple[object, ...], dict[str, int | None]]:
        return {
            tuple(row[key] for key in keys): {column: number(row[column]) for column in columns}
            for row in frame.to_dict("records")
        }

    published, all_rows = by_key(reported), by_key(rows)
    cells = [
        {column: value is not None and published.get(key, {}).get(column) != value for column, value in values.items()}
        for key, values in all_rows.items()
    ]
    return pd.DataFrame(cells, index=rows.index, columns=columns)


def number(value: Any) -> int | None:
    """Return a count as a whole number, or None where it is unknown."""
    return None if pd.isna(value) else int(value)
