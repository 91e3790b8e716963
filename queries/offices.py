"""Any question that names offices, narrowed to one of them."""

from __future__ import annotations

from extracts import Snapshot
from queries.filters import Filters
from queries.paging import Part, ask_where

# What the extracts hold about an office, a question per subject; each has a column `office`.
SUBJECTS = (
    "training_attendances",
    "trainings_hosted",
    "business_solutions_spells",
    "exchange_platforms_offices",
    "ocr_offices",
    "collections_list",
)


def rows_of_office(snapshot: Snapshot, name: str, filters: Filters | None, office: str, most: int) -> Part:
    """Return the first `most` of those rows of the question `name` that are of `office`, and how many there are.

    `office` is an ST.3 code, which is bound; there is no row where it is not known or may not be seen. Rows are in the
    order of the question. Raises UnknownQueryError, and duckdb.BinderException for a question without a column
    `office`.
    """
    # DuckDB looks for the office before anything else.
    return ask_where(snapshot, name, filters, "office = $office", {"office": office}, most)


def of_any_office(filters: Filters) -> Filters:
    """Return `filters` without the choices that would hide an office or one of its subjects: period and basis stay."""
    return Filters(filters.from_year, filters.to_year, basis=filters.basis, development="all")
