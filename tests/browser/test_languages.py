"""The language of a visit in a real browser: as the browser asks first, then as chosen (see also test_accessible)."""

from __future__ import annotations

from live import settle
from playwright.sync_api import Browser

from words import LANGUAGES


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
