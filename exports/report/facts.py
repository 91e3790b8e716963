"""What the sentences of the yearly report say, taken from the queries: figures, lists, and what each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from queries import Filters, ask, query
from queries.paging import Page, ask_page
from queries.provenance import provenance
from queries.rows import Row

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
    held = ask_page(snapshot, "trainings_list", chosen, Page(0, NAMED_ROWS))
    return replace(
        facts,
        headline=_headline(snapshot, chosen),
        split={name: _split(snapshot, name, code, number, chosen, partial) for name, code, number in SPLITS},
        trainings=trainings(named(held.answer).rows),
        count_trainings=held.total,
        requests=requests(ask(snapshot, "advice_requests", chosen).rows),
        untrained=offices_untrained(named(ask(snapshot, "ocr_offices", chosen)).rows),
        sessions=sessions(ask(snapshot, "cws_participation", chosen).rows),
        releases=releases(ask(snapshot, "tool_releases", chosen).rows),
        collections=collections_added(named(ask(snapshot, "collections_list", chosen)).rows),
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
    rows = ask(snapshot, "coverage", filters).rows
    return frozenset(row["dataset"] for row in rows if row["year"] == filters.to_year and row["illustrative_rows"] > 0)


def _headline(snapshot: Snapshot, filters: Filters) -> dict[str, Figure]:
    rows = ask(snapshot, "headline_figures", filters).rows
    illustrative = illustrative_tables(snapshot, filters)
    return {
        row["measure"]: Figure(
            row["value"],
            # That there was none says the whole list, and that list may be illustrative.
            (row["has_illustrative"] or (row["value"] == 0 and DATASETS[row["measure"]] in illustrative))
            and row["value"] is not None,
            row["is_partial"],
            row["origin"] == "published",
        )
        for row in rows
        # A figure that a document prints holds without the rows that it counts.
        if not _tables(row["measure"]) & set(snapshot.missing) or row["origin"] == "published"
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
    marks = rests_on_illustrative(snapshot, name, [column], filters)
    is_partial = bool(partial & set(question.sources))
    return {
        row[code]: Figure(row[column], column in marked, is_partial)
        for row, marked in zip(ask(snapshot, name, filters).rows, marks, strict=True)
    }


def rests_on_illustrative(
    snapshot: Snapshot, name: str, columns: Sequence[str], filters: Filters
) -> list[frozenset[str]]:
    """Return, for each row of the query, in which of its `columns` of numbers illustrative rows are counted.

    They are where published rows alone give another number.
    """
    answer = ask(snapshot, name, filters)
    if filters.basis == "reported" or not provenance(snapshot, query(name), filters).has_illustrative:
        return [frozenset()] * len(answer.rows)
    keys = [column for column in answer.columns if column not in answer.numbers or column == "year"]

    def key(row: Row) -> tuple[object, ...]:
        return tuple(row[column] for column in keys)

    published = {key(row): row for row in ask(snapshot, name, replace(filters, basis="reported")).rows}
    return [
        frozenset(
            column
            for column in columns
            if row[column] is not None and published.get(key(row), {}).get(column) != row[column]
        )
        for row in answer.rows
    ]
