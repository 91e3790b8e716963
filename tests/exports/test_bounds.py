"""A file holds a list up to a bound, from its beginning and in its order, and says where that is not all of it."""

from __future__ import annotations

import csv
import re
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from charts.specs import CHARTS
from exports.__main__ import main
from exports.archive import archive_bytes
from exports.bounds import LIST_ROWS, shortened
from exports.csv_file import csv_bytes
from exports.exhibit import exhibit
from exports.outline import CHAPTERS
from exports.report import annex, facts, report_bytes
from exports.report.paper import ITEM
from exports.slides import deck_bytes, slide_bytes, table_pages
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters, ask, run
from queries.paging import Page, ask_page
from queries.rows import Answer
from tests.frames import plain_rows

LIST = "trainings_list"
MOST = 7
ALL = Filters()


@pytest.fixture
def whole(shipped: Snapshot) -> pd.DataFrame:
    rows = run(shipped, LIST)
    assert len(rows) > 100
    return rows


def said(rows: int, count: int) -> str:
    return f"The first {rows:,} of {count:,} rows"


def test_the_first_rows_are_taken_and_the_notes_count_all(shipped: Snapshot, whole: pd.DataFrame) -> None:
    one = exhibit(shipped, LIST, ALL, most=MOST)
    assert one.answer.rows == plain_rows(whole.head(MOST))
    assert (len(one.sheet.rows), one.count) == (MOST, len(whole))
    note = dict(one.sheet.notes)["Not complete"]
    assert note.startswith(said(MOST, len(whole)))
    assert "python -m queries run trainings_list --format parquet" in note


def test_nothing_is_said_where_nothing_is_left_out(shipped: Snapshot, whole: pd.DataFrame) -> None:
    for most in (len(whole), LIST_ROWS):
        one = exhibit(shipped, LIST, ALL, most=most)
        assert (len(one.answer.rows), one.count) == (len(whole), len(whole))
        assert "Not complete" not in dict(one.sheet.notes)
    assert shortened(LIST, 5, 5) == shortened(LIST, 0, 0) == ""


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "trainings_calendar"])
def test_the_rows_of_a_chart_are_never_cut(shipped: Snapshot, name: str) -> None:
    one = exhibit(shipped, name, ALL, most=1)
    assert len(one.answer.rows) == one.count == len(run(shipped, CHARTS[name].query))


def test_the_calendar_of_many_years_is_taken_from_counts(shipped: Snapshot, whole: pd.DataFrame) -> None:
    one = exhibit(shipped, "trainings_calendar", ALL, most=1)
    assert one.sheet.name == "trainings_by_month"
    assert sum(row["trainings"] for row in one.answer.rows) == len(whole)


def test_csv_workbook_and_archive_say_it(shipped: Snapshot, whole: pd.DataFrame) -> None:
    one = exhibit(shipped, LIST, ALL, most=MOST)
    text = csv_bytes(one.sheet).decode("utf-8-sig")
    assert f"# Not complete: {said(MOST, len(whole))}" in text
    lines = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))
    assert len(list(csv.DictReader(StringIO(lines, newline="")))) == MOST

    about, table = openpyxl.load_workbook(BytesIO(workbook_bytes("List", [one]))).worksheets
    assert any(said(MOST, len(whole)) in str(row[1].value) for row in about.iter_rows())
    assert table.max_row == MOST + 1

    with ZipFile(BytesIO(archive_bytes([one], "List"))) as archive:
        readme = " ".join(archive.read("README.txt").decode("utf-8-sig").split())
    assert f"({MOST} rows)" in readme and said(MOST, len(whole)) in readme


def test_slides_say_how_much_the_workbook_holds(
    shipped: Snapshot, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def texts() -> str:
        deck = Presentation(BytesIO(slide_bytes(exhibit(shipped, LIST, ALL))))
        return " ".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)

    assert f"60 of {len(whole)} rows; the workbook holds all." in texts()
    monkeypatch.setattr(table_pages, "LIST_ROWS", MOST)
    assert f"60 of {len(whole)} rows; the workbook holds the first {MOST}." in texts()


def test_a_deck_takes_no_more_of_a_list_than_it_shows(shipped: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    def noted(snapshot: Snapshot, name: str, filters: Filters, page: Page) -> Any:
        asked[name] = page
        return ask_page(snapshot, name, filters, page)

    monkeypatch.setattr("exports.exhibit.ask_page", noted)
    deck_bytes(shipped, ALL, CHAPTERS, "Deck")
    assert asked[LIST] == Page(0, table_pages.MOST_ROWS)


def test_a_report_names_and_lists_the_first(shipped: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    year = Filters(2019, 2019)
    held = run(shipped, LIST, year)
    assert len(held) > MOST
    document = docx.Document(BytesIO(report_bytes(shipped, 2019, year)))
    assert not any(re.search(r"The first \d", paragraph.text) for paragraph in document.paragraphs)

    monkeypatch.setattr(facts, "NAMED_ROWS", MOST)
    monkeypatch.setattr(annex, "PAPER_ROWS", MOST)
    document = docx.Document(BytesIO(report_bytes(shipped, 2019, year)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert f"The first {MOST} of {len(held)} trainings of 2019 are named here." in texts
    assert any(said(MOST, len(held)) in text for text in texts)
    items = [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == ITEM]
    assert {title for title in held["title"] if any(item.startswith(title) for item in items)} == {
        *held["title"].head(MOST)
    }
    assert len(items) == MOST
    tables = [table for table in document.tables if table.rows[0].cells[2].text == "Title"]
    assert [len(table.rows) for table in tables] == [MOST + 1]


def test_no_file_asks_for_a_list_without_bound(shipped: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows of the trainings are never asked for, whatever is written."""

    def bounded(snapshot: Snapshot, name: str, filters: Filters | None = None) -> Answer:
        assert name != LIST
        return ask(snapshot, name, filters)

    for module in ("exports.exhibit", "exports.report.facts", "exports.report.annex", "exports.report.document"):
        monkeypatch.setattr(f"{module}.ask", bounded)
    every = partial(exhibit, shipped, filters=ALL)
    workbook_bytes("All", [every(name) for chapter in CHAPTERS for name in (*chapter.charts, *chapter.tables)])
    report_bytes(shipped, 2019, ALL)
    deck_bytes(shipped, ALL, CHAPTERS, "Deck")


def test_the_command_line_says_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("exports.__main__.exhibit", partial(exhibit, most=MOST))
    assert main(["--format", "zip", "--from", "2019", "--to", "2019", "-o", str(tmp_path / "report.zip")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert any(line.startswith("List of trainings: The first 7 of ") for line in told)
    assert not any("Trainings per year by region" in line for line in told)
