"""Six languages in a real browser: what the page says of itself, its direction, its cards, its files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from live import OpenTab, settle
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pptx import Presentation
from reading import violations

from words import LANGUAGES, _, use_language

VIEWS = {"ar": (390, "light"), "es": (1440, "dark"), "fr": (390, "dark"), "ru": (1440, "light"), "zh": (1440, "light")}


@pytest.mark.parametrize("language", VIEWS)
def test_a_page_is_in_its_language_and_can_be_read_by_everybody(server: str, open_tab: OpenTab, language: str) -> None:
    width, scheme = VIEWS[language]
    page = open_tab(f"{server}/trainings-by-region?lang={language}&from=2016", width=width, scheme=scheme)
    page.locator(f"html[lang={language}][dir={'rtl' if language == 'ar' else 'ltr'}]").wait_for(state="attached")
    use_language(language)
    try:
        title, table = _("Trainings by region"), _("Table")
    finally:
        use_language("en")
    assert page.locator("h1").inner_text() == title
    assert violations(page) == []
    # A card that runs again by itself goes on in the language of its page, and so does the way to another page.
    card = page.locator(".st-key-card-trainings_by_region")
    card.get_by_role("tab", name=table).click()
    card.get_by_role("table").wait_for()
    assert "Africa" not in card.inner_text() and "Year" not in card.inner_text()
    assert f"lang={language}" in str(page.locator('a[href*="ocr-rollout"]').first.get_attribute("href"))
    # Nothing is wider than the screen.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_browser_says_which_language_comes_first(server: str, browser: Browser) -> None:
    context = browser.new_context(locale="es-AR")
    try:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{server}/ocr-rollout")
        settle(page)
        page.locator("html[lang=es]").wait_for(state="attached")
        # Who turns to English has it in the link, and the page says so of itself.
        choice = page.get_by_role("combobox", name="Idioma")
        choice.scroll_into_view_if_needed()
        page.wait_for_timeout(300)  # a list that has just opened closes when the sidebar goes on scrolling
        choice.click()
        page.get_by_role("option", name=LANGUAGES["en"]).click()
        page.wait_for_url("**lang=en*")
        page.locator("html[lang=en]").wait_for(state="attached")
        assert page.locator("h1").inner_text() == "OCR rollout"
    finally:
        context.close()


def test_files_are_in_the_language_of_the_page(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/business-solutions?lang=fr")
    page.locator(".st-key-export-business_solutions_offices button").click()
    files = {}
    for kind in ("pptx", "xlsx"):
        button = page.locator(f'[class*="st-key-file-business_solutions_offices-{kind}"] button')
        with page.expect_download() as download:
            button.click()
        files[kind] = Path(download.value.path()).read_bytes()
    slide = Presentation(io.BytesIO(files["pptx"])).slides[0]
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Date des données" in said and "Data of" not in said
    cells = [str(cell.value) for sheet in load_workbook(io.BytesIO(files["xlsx"])) for row in sheet for cell in row]
    assert "Afrique" in cells and "Africa" not in cells
    assert "République-Unie de Tanzanie" in cells
