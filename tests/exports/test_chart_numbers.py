"""Text in the workbook behind a native chart stays text, on slides and in documents alike."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from charts.series import PlainChart, Series, heights
from exports.chart_numbers import ChartNumbers
from exports.report.drawing import chart_xml
from exports.slides.numbers import chart_numbers

HOSTILE = ("=1+1", "+1", "@SUM(A1)", "-2+3", "https://example.org", '=HYPERLINK("x")')


@pytest.fixture
def chart() -> PlainChart:
    series = (Series("=2+2", "#00558C", (1, None, 3, 4, 5, 6)), Series("@part", "#DA720D", (2, None, 0, 1, 1, -5)))
    return PlainChart("name", "column", "Title", "", "", HOSTILE, series, (), "Count", (), "")


def rows_of(workbook: bytes) -> list[list[object]]:
    page = openpyxl.load_workbook(BytesIO(workbook)).active
    assert page is not None
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in page.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("program", ["PowerPoint", "Word"])
def test_nothing_becomes_a_formula_or_a_link(chart: PlainChart, program: str) -> None:
    numbers: ChartNumbers = chart_numbers(chart)
    workbook = numbers._workbook_writer.xlsx_blob if program == "PowerPoint" else chart_xml(chart)[1]
    heading, *rows = rows_of(workbook)
    assert heading[1:] == ["=2+2", "@part"]
    assert [row[0] for row in rows] == list(HOSTILE)
    assert [row[1:] for row in rows] == [[1, 2], [None, None], [3, 0], [4, 1], [5, 1], [6, -5]]


def test_a_stack_is_as_high_as_its_known_parts(chart: PlainChart) -> None:
    assert heights(chart.series) == (3, None, 3, 5, 6, 1)
