"""The numbers behind a native chart, and the workbook that PowerPoint opens for "Edit data"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from charts.columns import COUNT
from charts.grid import Number
from charts.series import PlainChart
from exports.slides.fit import one_line
from words import _


class _TextWorkbookWriter(CategoryWorkbookWriter):
    """Writes text as text: by itself XlsxWriter makes a formula of "=1+1" and a link of an address."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with Workbook(xlsx_file, options) as workbook:
            yield workbook, workbook.add_worksheet()


class ChartNumbers(CategoryChartData):
    """Categories and series as python-pptx takes them, in the number format of counts."""

    def __init__(self, categories: tuple[str, ...]) -> None:
        super().__init__(number_format=COUNT)  # type: ignore[no-untyped-call]
        self.categories = [one_line(name) for name in categories]
        self._writer = _TextWorkbookWriter(self)  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> _TextWorkbookWriter:
        return self._writer


def total_name() -> str:
    """Return the name of the series of totals."""
    return _("Total, each counted once")


def top_name() -> str:
    """Return the name of the series that only carries the labels of totals to the top of the bars."""
    return _("Top of the bars, where the total is written")


def chart_numbers(chart: PlainChart) -> ChartNumbers:
    """Return the series of `chart`, then those of its totals if it has any (see `helpers`)."""
    numbers = ChartNumbers(chart.categories)
    series = [(one_line(one.name), one.values) for one in chart.series]
    for name, values in (*series, *helpers(chart)):
        numbers.add_series(name, values)  # type: ignore[no-untyped-call]
    return numbers


def tops(chart: PlainChart) -> tuple[Number, ...]:
    """Return how high the bars of a stack are, which is more than the total where parts overlap."""
    columns = zip(*(one.values for one in chart.series), strict=True)
    known = ([value for value in column if value is not None] for column in columns)
    return tuple(sum(values) if values else None for values in known)


def helpers(chart: PlainChart) -> list[tuple[str, tuple[Number, ...]]]:
    """Return the invisible series of a stack: its totals and, where bars are higher than they, the tops of the bars.

    The last one carries the labels.
    """
    if not chart.totals:
        return []
    totals = (total_name(), chart.totals)
    return [totals] if tops(chart) == chart.totals else [totals, (top_name(), tops(chart))]
