"""Answers that are a part of a wider one: rows for a year, or a region, that do not depend on which others are chosen.

A question says in its header whether it answers years, or regions, "each by itself". A column with the total of a year
over its regions, which do not overlap, is added up anew ("total: year_offices of offices").
"""

from __future__ import annotations

from dataclasses import replace

from extracts import Snapshot
from queries.catalogue import Query
from queries.completed import year_totals
from queries.filters import Filters
from queries.rows import Answer


def widened(question: Query, filters: Filters, snapshot: Snapshot) -> Filters:
    """Return the filters of the widest answer to `question` of which that under `filters` is a part."""
    if question.is_by_year:
        filters = replace(filters, from_year=snapshot.first_year, to_year=snapshot.last_year)
    return replace(filters, regions=()) if question.is_by_region else filters


def cut(answer: Answer, question: Query, filters: Filters, snapshot: Snapshot) -> Answer:
    """Return the part of `answer`, to `question` under wider filters, that is the answer to it under `filters`."""
    filters, rows = filters.within(snapshot), answer.rows
    if question.is_by_year:
        first, last = filters.period
        rows = [row for row in rows if first <= row["year"] <= last]
    if question.is_by_region and filters.regions:
        rows = [row for row in rows if row["region"] in filters.regions]
        if question.every and question.every.total:
            total, column = question.every.total
            totals = year_totals(rows, column)
            rows = [{**row, total: totals.get(row["year"])} for row in rows]
    return answer.of(rows)
