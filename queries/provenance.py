"""What an answer rests on: published fact or illustrative rows, which documents, and since when unchanged."""

from __future__ import annotations

from collections import Counter
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


@dataclass(frozen=True)
class Origins:
    """What answers from some tables rest on in any year.

    `counts` has the rows by year, basis and source, `changed_on` is that of `Provenance`, and `incomplete_years` are
    those of which the full list is not known without illustrative rows.
    """

    counts: tuple[tuple[int, str, str, int], ...]
    incomplete_years: frozenset[int]
    changed_on: date | None

    def of(self, filters: Filters) -> Provenance:
        """Return what an answer under `filters` rests on, whose period is set."""
        first, last = filters.period
        rows = [
            (basis, source, count)
            for year, basis, source, count in self.counts
            if first <= year <= last and filters.basis in (None, basis)
        ]
        documents: Counter[str] = Counter()
        for basis, source, count in rows:
            if basis == "reported":
                documents[source] += count
        incomplete = frozenset(year for year in self.incomplete_years if first <= year <= last)
        return Provenance(
            has_illustrative=any(basis == "illustrative" for basis, _source, _count in rows),
            documents=tuple(sorted(documents, key=lambda source: (-documents[source], source))),
            changed_on=self.changed_on,
            partial_years=incomplete if filters.basis == "reported" else frozenset(),
        )


def origins(snapshot: Snapshot, question: Query) -> Origins:
    """Return what answers to `question` rest on, by the sources and years of its tables.

    Of a snapshot with allowed `regions` only the documents of their rows are named.
    """
    bound = {"datasets": list(question.sources)}
    with snapshot.cursor() as cursor:
        counts = execute(
            cursor,
            snapshot.regions,
            "select year, basis, source, cast(sum(row_count) as bigint) from source_years"
            " where list_contains($datasets, dataset) group by year, basis, source",
            bound,
        ).fetchall()
        incomplete = cursor.execute(
            "select distinct year from coverage where list_contains($datasets, dataset) and illustrative_rows > 0",
            bound,
        ).fetchall()
        changed = cursor.execute(
            "select max(changed_at) from delivered_files where list_contains($datasets, dataset)", bound
        ).fetchall()[0][0]
    return Origins(tuple(counts), frozenset(year for (year,) in incomplete), changed and changed.date())


def provenance(snapshot: Snapshot, question: Query, filters: Filters) -> Provenance:
    """Return what the answer to `question` under `filters` rests on."""
    return origins(snapshot, question).of(filters.within(snapshot))
