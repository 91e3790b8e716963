"""Charts one by one on the whole screen, by keyboard alone; and pages on a screen of 3,840 pixels."""

from __future__ import annotations

import pytest
from live import OpenTab
from playwright.sync_api import Page
from reading import violations
from test_keyboard import tab_to

from exports.outline import CHAPTERS

CHARTS = next(len(chapter.charts) for chapter in CHAPTERS if chapter.path == "trainings-by-region")
# Whether the chart has bars or cells, and fills the width that it has.
IS_DRAWN = """() => {
    const [stage, chart] = ['.present-stage', '.present-chart'].map(css => document.querySelector(css))
    return chart.querySelector('.point, .hm') && chart.getBoundingClientRect().width > 0.97 * stage.clientWidth
}"""


def place(page: Page) -> str:
    return page.locator(".present [role=status]").inner_text().partition(":")[0].strip()


def test_the_charts_of_a_page_are_presented_by_keyboard(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region", height=900)
    asked: list[str] = []
    tab_to(page, ".present-open")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    page.on("request", lambda request: asked.append(request.url))
    findings = []
    for number in range(1, CHARTS + 1):
        assert place(page) == f"{number} / {CHARTS}"
        page.wait_for_function(IS_DRAWN)
        findings.append(page.locator(".present-title").inner_text())
        assert "2011–2025" in dialog.inner_text() or number == CHARTS  # the calendar shows one year
        assert "illustrative rows are made up" in dialog.inner_text()
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert len(set(findings)) == CHARTS
    assert place(page) == f"{CHARTS} / {CHARTS}", "after the last chart nothing follows"
    page.keyboard.press("Home")
    assert place(page) == f"1 / {CHARTS}"
    page.keyboard.press("ArrowLeft")
    assert place(page) == f"1 / {CHARTS}"
    assert violations(page) == []
    for _stop in range(6):  # the page behind has no stop
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.present')")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.className") == "present-open"
    # Whatever a map is drawn with is a file that never changes.
    assert [url for url in asked if "/_stcore/bidi-components/" not in url] == []


def test_a_link_opens_the_presentation_at_its_chart(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region?from=2016&region=AF&present=2", height=900)
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert place(page) == f"2 / {CHARTS}"
    page.wait_for_function(IS_DRAWN)
    page.keyboard.press("ArrowRight")
    assert "region=AF" in page.url
    assert "present=3" in page.url
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert "region=AF" in page.url
    assert "present" not in page.url
    page.keyboard.press("Enter")  # on the button that has the focus
    dialog.wait_for()
    assert place(page) == f"1 / {CHARTS}"


@pytest.mark.parametrize("path", ["", "trainings-by-region", "data-health"])
def test_a_page_on_a_large_screen(server: str, open_tab: OpenTab, path: str) -> None:
    page = open_tab(f"{server}/{path}", width=3840, height=2160)
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 28
    content = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert content is not None
    assert 2000 < content["width"] <= 2800
    # A chart is enlarged with its card and stays within it.
    for card in page.locator('[class*="st-key-card-"]').filter(has=page.locator(".card-chart .main-svg")).all():
        around, chart = card.bounding_box(), card.locator(".card-chart").bounding_box()
        assert around is not None
        assert chart is not None
        assert chart["x"] >= around["x"]
        assert chart["x"] + chart["width"] <= around["x"] + around["width"]
        assert chart["y"] + chart["height"] <= around["y"] + around["height"]
        assert chart["width"] > 0.9 * around["width"]
