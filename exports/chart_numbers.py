"""The numbers behind a native chart of PowerPoint or Word, and the workbook that opens for "Edit data"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from charts.columns import COUNT


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

    def __init__(self, categories: Sequence[str]) -> None:
        super().__init__(number_format=COUNT)  # type: ignore[no-untyped-call]
        self.categories = categories
        self._writer = _TextWorkbookWriter(self)  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> _TextWorkbookWriter:
        return self._writer
