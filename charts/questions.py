"""Which question a chart is drawn from: one that lists where there is little to show, else one that counts."""

from __future__ import annotations

from collections.abc import Callable

from charts.specs import CHARTS
from queries import Filters, Query, query
from queries.rows import Answer

# Bars under each other that can still be told apart, and looked through.
MOST_BARS = 120


def chart_question(chart: str, filters: Filters, ask: Callable[[str, Filters], Answer]) -> Query:
    """Return the question whose whole answer the chart named `chart` is drawn from under `filters`, made safe.

    `ask` answers a question, and is called only for a chart that can also be drawn from a list: within one year, a list
    of at most `MOST_BARS` rows is. Raises KeyError for a chart that is not in `CHARTS`.
    """
    spec = CHARTS[chart]
    is_one_year = filters.period[0] == filters.period[1]
    if spec.few_query and is_one_year:
        count = sum(row[spec.value] for row in ask(spec.query, filters).rows)
        if 0 < count <= MOST_BARS:
            return query(spec.few_query)
    return query(spec.query)
