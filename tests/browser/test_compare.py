"""A comparison by keyboard alone: chosen in the sidebar, opened on a card, read as a table, taken along as a file."""

from __future__ import annotations

from pathlib import Path

from live import OpenTab, settle
from test_keyboard import tab_to


def test_a_comparison_is_chosen_read_and_taken_by_keyboard(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region?from=2016&to=2020")
    card = page.locator(".st-key-card-trainings_by_region")
    assert card.get_by_role("tab", name="Compare").count() == 0

    tab_to(page, ".st-key-filter-compare input")
    page.keyboard.type("The period before")
    page.keyboard.press("Enter")
    page.wait_for_url("**compare=before*")
    settle(page)

    tab_to(page, ".st-key-card-trainings_by_region [role=tab]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    panel = card.get_by_role("tabpanel")
    panel.get_by_text("2011–2015").first.wait_for()
    settle(page)
    table = panel.get_by_role("table")
    headers = table.get_by_role("columnheader").all_inner_texts()
    assert headers == ["Region", "2016–2020", "2011–2015", "Difference", "Change in per cent", "Result"]
    assert "Africa: " in (card.get_by_role("figure").get_attribute("aria-label") or "")

    tab_to(page, ".st-key-export-trainings_by_region button")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="CSV").wait_for()
    with page.expect_download() as download:
        tab_to(page, '[class*="st-key-file-trainings_by_region-csv"] button')
        page.keyboard.press("Enter")
    assert "Other side: 2011–2015" in Path(download.value.path()).read_text("utf-8-sig")

    page.keyboard.press("Escape")
    settle(page)

    # The menu carries the comparison along.
    page.get_by_test_id("stSidebar").get_by_role("link", name="Collections").click()
    page.wait_for_url("**/collections?*compare=before*")
    page.locator(".st-key-card-collections_list").get_by_role("tab", name="Compare").wait_for()
