"""The whole way of a question without a mouse: choose a region, turn a chart to its table, take a slide along."""

from __future__ import annotations

import io
from pathlib import Path

from live import OpenTab, settle
from playwright.sync_api import Page
from pptx import Presentation

STOPS = 150  # more than any page has


def tab_to(page: Page, css: str) -> None:
    """Press Tab until what `css` names has the focus."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"no stop of the keyboard is {css}")


def test_a_region_is_chosen_a_table_read_and_a_slide_taken_by_keyboard(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region")
    card = page.locator(".st-key-card-trainings_by_region")

    tab_to(page, ".st-key-filter-regions input")
    page.keyboard.type("Africa")
    page.keyboard.press("Enter")
    page.wait_for_url("**region=AF*")
    page.keyboard.press("Escape")
    settle(page)

    tab_to(page, ".st-key-card-trainings_by_region [role=tab]")
    page.keyboard.press("ArrowRight")
    card.get_by_role("table").wait_for()
    settle(page)
    assert "Africa" in card.get_by_role("tabpanel").inner_text()

    tab_to(page, ".st-key-export-trainings_by_region button")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="PowerPoint slide").wait_for()
    with page.expect_download() as download:
        tab_to(page, '[class*="st-key-file-trainings_by_region-pptx"] button')
        page.keyboard.press("Enter")
    assert "AF" in download.value.suggested_filename
    deck = Presentation(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert len(deck.slides) == 1
