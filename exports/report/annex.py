"""The tables of the report as text: which columns of which question, and where the mark for illustrative rows goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.columns import (
    COLUMNS,
    DATES_WITH_PRECISION,
    cell_text,
    code_field,
    column_label,
)
from exports.bounds import PAPER_ROWS, shortened
from exports.report.facts import DATASETS, WITHOUT_REGION, Facts, illustrative_tables, rests_on_illustrative
from exports.report.phrases import marked, said
from exports.report.sources import Sources
from exports.report.tables import Grid
from extracts import Snapshot
from queries import Filters, query, run
from queries.paging import Page, run_page
from words import _, label


@dataclass(frozen=True)
class Listing:
    """A table of the annex: the columns of a question that fit on paper, in their order there."""

    query: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """A table of years by code: the columns of a question that hold the code, the number and the total of the year."""

    query: str
    code: str
    value: str
    total: str


ANNEX: tuple[Listing | History, ...] = (
    Listing(
        "trainings_list",
        ("start_date", "end_date", "title", "topics", "mode", "offices", "participants", "basis", "source"),
    ),
    History("trainings_by_region", "region", "trainings", "year_trainings"),
    Listing("advice_requests", ("channel", "requests", "basis", "source")),
    History("business_solutions_by_region", "region", "offices", "year_offices"),
    Listing("business_solutions_by_solution", ("solution", "offices", "year_offices")),
    Listing(
        "business_solutions_offices",
        ("name", "office", "region", "development", "solutions", "in_use_since", "basis", "source"),
    ),
    Listing("exchange_platforms_by_year", ("platform", "offices", "year_offices")),
    Listing("exchange_platforms_offices", ("name", "office", "region", "platform", "joined_on", "basis", "source")),
    Listing(
        "ocr_offices",
        ("name", "office", "region", "received_on", "trained_on", "production_on", "pending", "basis", "source"),
    ),
    Listing("tool_releases", ("tool", "version", "released_on", "basis", "source")),
    Listing("cws_participation", ("session", "held_from", "held_to", "funded_participants", "basis", "source")),
    History("collections_by_database", "database", "collections", "year_collections"),
    Listing(
        "collections_list",
        ("database", "order_in_report", "name", "office", "region", "added_on", "basis", "source"),
    ),
)
PUBLISHED = Listing("published_figures", ("measure", "value", "as_of", "kind", "document", "paragraph"))
RECONCILED = Listing(
    "reconciliation", ("measure", "as_of", "kind", "published", "computed", "difference", "status", "document")
)


def headline_grid(snapshot: Snapshot, facts: Facts) -> Grid:
    """Return the headline figures of the year: what, how many, counted when and taken from where."""
    rows = run(snapshot, "headline_figures", facts.filters)
    cells = []
    for measure, nature in zip(rows["measure"], rows["nature"], strict=True):
        figure = facts.figure(measure)
        is_unsplit = DATASETS[measure] in WITHOUT_REGION
        value = _("not split by region") if is_unsplit and facts.filters.regions else said(figure)
        origin = label("origin", "published" if figure.is_published else "rows") if figure.value is not None else ""
        cells.append((label("measure", measure), value, label("nature", nature), origin))
    headers = (column_label("measure"), str(facts.year), column_label("nature"), column_label("origin"))
    return Grid(headers, tuple(cells), (False, True, False, False))


def listing_grid(snapshot: Snapshot, listing: Listing, filters: Filters, sources: Sources) -> tuple[Grid, str]:
    """Return the rows of the question in its order, as text; a number of the table of sources stands for a source.

    Paper holds the first `PAPER_ROWS` of them; the text says so where there are more, and is else empty.
    """
    part = run_page(snapshot, listing.query, filters, Page(0, PAPER_ROWS))
    rows = part.rows
    marks = _marks(snapshot, listing, rows, filters)
    if "source" in listing.columns:
        sources.note_rows(listing.query, rows)
    columns = [
        [
            sources.numbers(str(cell)) if name == "source" else marked(text, is_marked)
            for cell, text, is_marked in zip(rows[name], _texts(rows, name), marks[name], strict=True)
        ]
        for name in listing.columns
    ]
    is_number = tuple(pd.api.types.is_numeric_dtype(rows[name]) for name in listing.columns)
    headers = tuple(column_label(name) for name in listing.columns)
    grid = Grid(headers, tuple(zip(*columns, strict=True)), is_number)
    return grid, shortened(listing.query, len(rows), part.total)


def history_grid(snapshot: Snapshot, history: History, filters: Filters) -> Grid:
    """Return one row per year, a column per code and the true total of the year, with marks in each cell."""
    rows = run(snapshot, history.query, filters)
    numbers = [history.value, history.total]
    marks = rests_on_illustrative(snapshot, history.query, numbers, filters)
    field = code_field(history.code) or history.code
    codes = list(dict.fromkeys(rows[history.code]))
    cells = []
    for year, of_year in rows.groupby("year"):
        by_code = {row[history.code]: at for at, row in of_year.iterrows()}
        line = [str(year)]
        for code in codes:
            at = by_code.get(code)
            line.append("" if at is None else _number(rows, marks, at, history.value))
        line.append(_number(rows, marks, of_year.index[0], history.total))
        cells.append(tuple(line))
    headers = (column_label("year"), *(label(field, code) for code in codes), column_label(history.total))
    return Grid(headers, tuple(cells), (False, *[True] * (len(codes) + 1)))


def table_notes(name: str, facts: Facts) -> list[str]:
    """Return what a reader must know below the table of question `name`."""
    question = query(name)
    notes = [_(question.definition), _(question.caveats)]
    if facts.filters.regions and "regions" not in question.parameters:
        notes.append(_("The numbers are for all regions."))
    # The published figures stand by themselves: no list behind them is shown.
    if facts.partial & set(question.sources) and name != PUBLISHED.query:
        notes.append(_("Published rows only: the full list is not public, and a number means at least so many."))
    return notes


def _number(rows: pd.DataFrame, marks: pd.DataFrame, at: Any, column: str) -> str:
    value = rows.loc[at, column]
    return marked(cell_text(column, value), bool(marks.loc[at, column]) and not pd.isna(value))


def _texts(rows: pd.DataFrame, name: str) -> list[str]:
    precisions = list(rows["date_precision"]) if "date_precision" in rows else ["day"] * len(rows)
    is_number = pd.api.types.is_numeric_dtype(rows[name])
    return [
        cell_text(name, cell, precision if name in DATES_WITH_PRECISION else "day", is_number)
        for cell, precision in zip(rows[name], precisions, strict=True)
    ]


def _marks(snapshot: Snapshot, listing: Listing, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return where the mark goes: beside "Illustrative", and at each number that is not a published fact."""
    marks = pd.DataFrame(False, index=rows.index, columns=list(listing.columns))
    numbers = [
        name
        for name in listing.columns
        if pd.api.types.is_numeric_dtype(rows[name]) and name in COLUMNS and COLUMNS[name].is_measure
    ]
    if listing == RECONCILED:
        illustrative = illustrative_tables(snapshot, filters)
        marks["computed"] = [
            DATASETS.get(measure) in illustrative and not pd.isna(value)
            for measure, value in zip(rows["measure"], rows["computed"], strict=True)
        ]
    elif "basis" in rows:
        is_illustrative = rows["basis"] != "reported"
        marks["basis"] = is_illustrative
        for name in numbers:
            marks[name] = is_illustrative & rows[name].notna()
    elif listing != PUBLISHED:
        marks[numbers] = rests_on_illustrative(snapshot, listing.query, numbers, filters)
    return marks
