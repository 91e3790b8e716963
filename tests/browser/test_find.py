"""Search and help by keyboard alone: search, open an office, save the view, and come back to it."""

from __future__ import annotations

import re

from live import OpenTab, settle
from playwright.sync_api import Page, expect


def press_until(page: Page, name: str, role: str, key: str = "Tab") -> None:
    """Press `key` until the control of this name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _press in range(80):
        if wanted.count() and wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}")


def test_an_office_is_found_saved_and_opened_again_by_keyboard(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/find")
    page.get_by_role("textbox", name="Search offices, pages, figures and terms").focus()
    page.keyboard.type("panam")
    page.keyboard.press("Enter")
    hit = page.get_by_role("link", name="Panama (PA)")
    expect(hit).to_be_visible()
    press_until(page, "Panama (PA)", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"Panama \(PA\)"))).to_be_visible()
    settle(page)
    assert "office=PA" in page.url
    assert page.get_by_role("table").count() > 0

    press_until(page, "Name of the view", "textbox")
    page.keyboard.press("Control+A")
    page.keyboard.type("<b>Panama</b> for *the* director")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved in this browser;")).to_be_visible()
    page.goto(f"{server}/collections?region=AF")
    settle(page)
    page.get_by_test_id("stPopover").first.get_by_role("button").press("Enter")
    name = page.get_by_role("textbox", name="Name of the view")
    expect(name).to_have_value(re.compile("Collections: .*Africa"))
    name.press("Enter")
    expect(page.get_by_text("Saved in this browser;")).to_be_visible()

    page.goto(f"{server}/find")
    settle(page)
    saved = page.locator(".st-key-find-views")
    expect(saved.get_by_role("listitem")).to_have_count(2)
    saved.get_by_role("button", name=re.compile("Delete: Collections")).press("Enter")
    expect(saved.get_by_role("listitem")).to_have_count(1)
    rename = saved.get_by_role("button", name=re.compile("Rename: <b>Panama"))
    rename.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    kept = saved.get_by_role("link", name="<b>Panama</b> for *the* director!", exact=True)
    expect(kept).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"Panama \(PA\)"))).to_be_visible()
    assert "office=PA" in page.url


def test_a_hit_leads_to_its_card_and_a_term_to_its_place(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/find?q=OCR&from=2016&to=2020")
    page.get_by_role("link", name="OCR", exact=True).click()
    expect(page.locator("#term-ocr")).to_be_in_viewport()
    page.get_by_role("link", name="Offices in the rollout of the OCR software").click()
    settle(page)
    assert "/ocr-rollout?from=2016&to=2020" in page.url
    expect(page.locator("#ocr-offices")).to_be_in_viewport()
