"""A comparison in files: both sides with their filters, numbers as numbers, a native chart of pairs."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from charts.comparable import LISTS, RULES
from charts.comparing import is_comparable, sides_of
from exports.archive import archive_bytes
from exports.comparison import comparison_exhibit
from exports.csv_file import csv_bytes
from exports.exhibit import Exhibit
from exports.outline import CHAPTERS
from exports.slides import deck_bytes, slide_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters
from queries.comparison import Comparison

LINK = "https://dashboard.example/?compare=before"


@pytest.fixture(scope="module")
def compared(shipped: Snapshot) -> Exhibit:
    filters = Filters(2016, 2020).within(shipped)
    sides = sides_of(Comparison("before"), filters, shipped.first_year)
    assert sides is not None
    return comparison_exhibit(shipped, "trainings_by_region", sides, LINK)


def test_a_slide_has_a_native_chart_with_both_sides(compared: Exhibit) -> None:
    slide = Presentation(io.BytesIO(slide_bytes(compared))).slides[0]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert [series.name for series in chart.plots[0].series] == ["2016–2020", "2011–2015"]
    assert "against" in slide.shapes.title.text_frame.text


def test_a_workbook_has_numbers_and_both_filters(compared: Exhibit) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes("Trainings", [compared])))
    page = book.worksheets[1]
    headers = [cell.value for cell in page[1]]
    row = dict(zip(headers, [cell.value for cell in page[2]], strict=False))
    assert row["This side"] - row["Other side"] == row["Difference"]
    said = "\n".join(str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line if cell.value)
    assert "This side: 2016–2020" in said
    assert "Other side: 2011–2015" in said


def test_csv_states_both_sides_and_the_link(compared: Exhibit) -> None:
    text = csv_bytes(compared.sheet).decode("utf-8-sig")
    assert "# Filters: This side: 2016–2020 · All regions. Other side: 2011–2015 · All regions." in text
    assert f"# Link: {LINK}" in text
    assert "code,counted,now,now_at_least,then,then_at_least,difference,change,mark,mark_name" in text


@pytest.mark.parametrize("comparison", [Comparison("before"), Comparison("regions", regions=("LC",))], ids=str)
def test_all_that_can_be_compared_makes_a_csv(shipped: Snapshot, comparison: Comparison) -> None:
    sides = sides_of(comparison, Filters(2019, 2020, ("AF",)).within(shipped), shipped.first_year)
    assert sides is not None
    for name in [*RULES, *LISTS]:
        if is_comparable(name, sides.by_regions):
            exhibit = comparison_exhibit(shipped, name, sides)
            assert csv_bytes(exhibit.sheet)
            assert "mark" in exhibit.answer.columns


@pytest.mark.parametrize("comparison", [Comparison("before"), Comparison("regions", regions=("LC",))], ids=str)
def test_files_of_a_page_hold_the_comparisons_too(shipped: Snapshot, comparison: Comparison) -> None:
    filters = Filters(2016, 2020, ("AF",)).within(shipped)
    sides = sides_of(comparison, filters, shipped.first_year)
    assert sides is not None
    names = [name for chapter in CHAPTERS for name in (*chapter.charts, *chapter.tables)]
    compared = {name: sides for name in names if is_comparable(name, sides.by_regions)}
    deck = Presentation(io.BytesIO(deck_bytes(shipped, filters, CHAPTERS, "All", LINK, compared)))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    exhibits = [comparison_exhibit(shipped, name, sides) for name in compared]
    assert [exhibit.title for exhibit in exhibits if exhibit.title not in notes] == []
    with zipfile.ZipFile(io.BytesIO(archive_bytes(exhibits, title="All"))) as files:
        assert sum("_compared" in name for name in files.namelist()) == len(compared)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes("All", exhibits)))
    assert len(book.sheetnames) > len(compared)
