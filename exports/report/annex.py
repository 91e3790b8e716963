"""The tables of the report as text: which columns of which question, and where the mark for illustrative rows goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from charts.columns import COLUMNS, cell_text, cell_texts, code_field, column_label
from exports.bounds import PAPER_ROWS, shortened
from exports.report.facts import DATASETS, WITHOUT_REGION, Facts, illustrative_tables, rests_on_illustrative
from exports.report.phrases import marked, said
from exports.report.sources import Sources
from exports.report.tables import Grid
from extracts import Snapshot
from queries import Filters, ask, query
from queries.paging import Page, ask_page
from queries.rows import Answer, Row
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
    cells = []
    for row in ask(snapshot, "headline_figures", facts.filters).rows:
        measure, nature = row["measure"], row["nature"]
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
    part = ask_page(snapshot, listing.query, filters, Page(0, PAPER_ROWS))
    answer, rows = part.answer, part.answer.rows
    marks = _marks(snapshot, listing, answer, filters)
    if "source" in listing.columns:
        sources.note_rows(listing.query, rows)
    columns = [
        [sources.numbers(row["source"] or "") for row in rows]
        if name == "source"
        else [marked(text, name in of_row) for text, of_row in zip(cell_texts(answer, name), marks, strict=True)]
        for name in listing.columns
    ]
    is_number = tuple(name in answer.numbers for name in listing.columns)
    headers = tuple(column_label(name) for name in listing.columns)
    grid = Grid(headers, tuple(zip(*columns, strict=True)), is_number)
    return grid, shortened(listing.query, len(rows), part.total)


def history_grid(snapshot: Snapshot, history: History, filters: Filters) -> Grid:
    """Return one row per year, a column per code and the true total of the year, with marks in each cell."""
    rows = ask(snapshot, history.query, filters).rows
    marks = rests_on_illustrative(snapshot, history.query, [history.value, history.total], filters)
    field = code_field(history.code) or history.code
    codes = list(dict.fromkeys(row[history.code] for row in rows))
    cells = []
    for year, of_year in groupby(zip(rows, marks, strict=True), key=lambda pair: pair[0]["year"]):
        first, *others = of_year
        by_code = {row[history.code]: _number(row, of_row, history.value) for row, of_row in (first, *others)}
        cells.append((str(year), *(by_code.get(code, "") for code in codes), _number(*first, history.total)))
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


def _number(row: Row, marks: Collection[str], column: str) -> str:
    return marked(cell_text(column, row[column]), column in marks)


def _marks(snapshot: Snapshot, listing: Listing, answer: Answer, filters: Filters) -> list[frozenset[str]]:
    """Return where the mark goes in each row: beside "Illustrative", and at each number that is no published fact."""
    numbers = [name for name in listing.columns if name in answer.numbers and COLUMNS[name].is_measure]
    if listing == RECONCILED:
        illustrative = illustrative_tables(snapshot, filters)
        counted = (row["computed"] is not None and DATASETS.get(row["measure"]) in illustrative for row in answer.rows)
        return [frozenset(["computed"] if is_marked else ()) for is_marked in counted]
    if "basis" in answer.columns:
        return [
            frozenset(name for name in ("basis", *numbers) if row["basis"] != "reported" and row[name] is not None)
            for row in answer.rows
        ]
    if listing == PUBLISHED:
        return [frozenset()] * len(answer.rows)
    return rests_on_illustrative(snapshot, listing.query, numbers, filters)[: len(answer.rows)]
