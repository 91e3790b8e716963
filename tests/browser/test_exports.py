"""One click on a card, a page or the report gives a file that opens and holds what the screen shows."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
from live import OpenTab
from playwright.sync_api import Page
from pptx import Presentation


def taken_along(page: Page, menu: str, button: str) -> tuple[str, bytes]:
    """Press `button` in the export menu of `menu` and return the name and bytes of the file."""
    page.locator(f".st-key-export-{menu}").get_by_role("button").first.click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_card_as_a_slide(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/collections?from=2016&to=2020&region=AF&region=AR")
    name, data = taken_along(page, "collections_by_database", "PowerPoint slide")
    assert name == "collections-by-database_2016-2020_AF-AR.pptx"
    slides = Presentation(io.BytesIO(data)).slides
    assert len(slides) == 1
    assert any(shape.has_chart for shape in slides[0].shapes)
    # The link in the notes leads back to this very view.
    assert "/collections?" in slides[0].notes_slide.notes_text_frame.text
    assert "region=AF&region=AR" in slides[0].notes_slide.notes_text_frame.text


def test_a_page_as_a_deck_with_its_own_filters(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/collections?from=2016&to=2020&database=GBD")
    name, data = taken_along(page, "page-collections", "PowerPoint deck")
    assert name == "collections-page_2016-2020.pptx"
    charts = [
        shape.chart for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes if shape.has_chart
    ]
    assert len(charts) == 4  # the map as bars among them
    first = {series.name: list(series.values) for series in charts[0].plots[0].series}
    assert list(first) == ["Global Brand Database"]
    assert first["Global Brand Database"][-1] == 7


def test_a_page_as_a_workbook(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ocr-rollout?to=2020")
    name, data = taken_along(page, "page-ocr-rollout", "Excel workbook")
    assert name == "ocr-rollout-page_2011-2020.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0] == "About"


def test_the_whole_report(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/report-tables?year=2020&basis=reported")
    files = {}
    for button in ("Report in Word", "Deck in PowerPoint", re.compile("All as CSV")):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=button).click()
        files[Path(waiting.value.suggested_filename).suffix] = Path(waiting.value.path()).read_bytes()
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files[".docx"])).paragraphs)
    assert "90" in text
    assert "Panama" in text
    assert len(Presentation(io.BytesIO(files[".pptx"])).slides) > 10
    assert "datapackage.json" in ZipFile(io.BytesIO(files[".zip"])).namelist()
