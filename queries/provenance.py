"""What an answer rests on: published fact or illustrative rows, which documents, and since when unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extracts import Snapshot
from queries.catalogue import Query
from queries.filters import Filters
from queries.guard import execute


@dataclass(frozen=True)
class Provenance:
    """Where the rows of an answer come from.

    `documents` are the sources of its reported rows, the most frequent first; `changed_on` is the day on which the last
    of its files changed. In `partial_years` illustrative rows are left out, so that what remains is no full list.
    """

    has_illustrative: bool
    documents: tuple[str, ...]
    changed_on: date | None
    partial_years: frozenset[int]


def provenance(snapshot: Snapshot, question: Query, filters: Filters) -> Provenance:
    """Return what the answer to `question` under `filters` rests on, by the sources and years of its tables.

    Of a snapshot with allowed `regions` only the documents of their rows are named.
    """
    first, last = filters.within(snapshot).period
    bound = {"datasets": list(question.sources), "basis": filters.basis, "first": first, "last": last}
    with snapshot.cursor() as cursor:
        rows = execute(
            cursor,
            snapshot.regions,
            "select basis, source from source_years where list_contains($datasets, dataset)"
            " and year between $first and $last and (cast($basis as varchar) is null or basis = $basis)"
            " group by basis, source order by sum(row_count) desc, source",
            bound,
        ).fetchall()
        partial = cursor.execute(
            "select distinct year from coverage where list_contains($datasets, dataset)"
            " and year between $first and $last and illustrative_rows > 0 and $basis = 'reported'",
            bound,
        ).fetchall()
        changed = cursor.execute(
            "select max(changed_at) from delivered_files where list_contains($datasets, dataset)",
            {"datasets": list(question.sources)},
        ).fetchall()[0][0]
    return Provenance(
        has_illustrative=any(basis == "illustrative" for basis, _source in rows),
        documents=tuple(source for basis, source in rows if basis == "reported"),
        changed_on=changed and changed.date(),
        partial_years=frozenset(year for (year,) in partial),
    )
