"""A world map in a real browser: drawn from our own shapes, with circles for small states, and clicked."""

from __future__ import annotations

import re
from pathlib import Path

from live import OpenTab, settle
from playwright.sync_api import Page

MAP = ".st-key-figure-trainings_map .js-plotly-plot"
# The middle of a drawn country on the screen, by its code.
MIDDLE = """code => {
    const shapes = [...document.querySelectorAll('.choroplethlayer path')]
    const box = shapes.find(shape => shape.__data__.loc === code).getBoundingClientRect()
    return [box.x + box.width / 2, box.y + box.height / 2]
}"""


def come_near(page: Page) -> None:
    page.locator(".st-key-figure-trainings_map .card-chart").scroll_into_view_if_needed()
    page.locator(f"{MAP} .choroplethlayer path").first.wait_for()


def test_a_map_is_drawn_from_our_own_shapes_and_leads_to_a_region(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region?lang=en", height=700)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    come_near(page)
    # What only maps need is fetched now, and from us.
    assert any("plotly-geo" in address for address in asked)
    assert any("world_50m.json" in address for address in asked)
    # Small states stand as circles that can be seen.
    size = page.locator(f"{MAP} .scattergeo path.point").first.bounding_box()
    assert size and size["width"] >= 8
    card = page.locator(".st-key-card-trainings_map")
    assert "do not imply official endorsement" in (page.locator(f"{MAP} .infolayer").text_content() or "")
    x, y = page.evaluate(MIDDLE, "BRA")
    page.mouse.move(x, y)
    page.locator(f"{MAP} .hoverlayer").get_by_text("Brazil").wait_for()
    page.mouse.click(x, y)
    card.get_by_text(re.compile(r"Brazil: \d+ rows?")).wait_for()
    card.get_by_role("button", name="Only Latin America and the Caribbean").click()
    page.wait_for_url(re.compile("region=LC"))
    settle(page)
    card.get_by_text(re.compile(r"Brazil: \d+ rows?")).wait_for(state="detached")
    page.wait_for_function("css => document.querySelector(css).textContent.includes('Latin America')", arg=MAP)
    with page.expect_download() as waiting:
        page.locator(MAP).get_by_role("button", name=re.compile("^Download plot")).click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    assert all(address.startswith((server, "data:", "blob:")) for address in asked)
