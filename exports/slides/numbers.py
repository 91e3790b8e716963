"""The series of a native chart on a slide: those that are seen, and those that only carry the totals of a stack."""

from __future__ import annotations

from charts.grid import Number
from charts.series import PlainChart, heights
from exports.chart_numbers import ChartNumbers
from exports.slides.fit import one_line
from words import _


def total_name() -> str:
    """Return the name of the series of totals."""
    return _("Total, each counted once")


def top_name() -> str:
    """Return the name of the series that only carries the labels of totals to the top of the bars."""
    return _("Top of the bars, where the total is written")


def chart_numbers(chart: PlainChart) -> ChartNumbers:
    """Return the series of `chart`, then those of its totals if it has any (see `helpers`)."""
    numbers = ChartNumbers([one_line(name) for name in chart.categories])
    series = [(one_line(one.name), one.values) for one in chart.series]
    for name, values in (*series, *helpers(chart)):
        numbers.add_series(name, values)  # type: ignore[no-untyped-call]
    return numbers


def tops(chart: PlainChart) -> tuple[Number, ...]:
    """Return how high the bars of a stack are, which is more than the total where parts overlap."""
    return heights(chart.series)


def helpers(chart: PlainChart) -> list[tuple[str, tuple[Number, ...]]]:
    """Return the invisible series of a stack: its totals and, where bars are higher than they, the tops of the bars.

    The last one carries the labels.
    """
    if not chart.totals:
        return []
    totals = (total_name(), chart.totals)
    return [totals] if tops(chart) == chart.totals else [totals, (top_name(), tops(chart))]
