"""Every page on a phone in the dark: its picture, whether everybody can read it, and whether it fits the screen.

Others are visited by `test_accessible.py`. A thorough run has them here too, and with SCREENSHOTS=DIR the pictures of
the README are written there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from live import OpenTab
from reading import violations

from components.pages import PAGES, PageEntry
from tests.thorough import THOROUGH

VIEWS = {"dark_phone": (390, "dark")}
if THOROUGH or os.environ.get("SCREENSHOTS"):
    VIEWS |= {"phone": (390, "light"), "wide": (1440, "light"), "dark": (1440, "dark")}
README = {"overview_wide", "trainings-by-region_wide"}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path or "overview")
def test_page_looks(server: str, open_tab: OpenTab, tmp_path: Path, entry: PageEntry, view: str) -> None:
    width, scheme = VIEWS[view]
    page = open_tab(f"{server}/{entry.path}", width=width, scheme=scheme)
    page.wait_for_timeout(800)
    name = f"{entry.path or 'overview'}_{view}"
    kept = os.environ.get("SCREENSHOTS")
    folder = Path(kept) if kept and name in README else tmp_path
    picture = page.screenshot(path=folder / f"{name}.png")
    # A page that drew nothing is one flat colour and compresses to next to nothing.
    assert len(picture) > 15_000
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth + 1")


def test_what_not_everybody_can_read_is_found(server: str, open_tab: OpenTab) -> None:
    page = open_tab(server)
    page.evaluate("""() => document.querySelector('h1').insertAdjacentHTML('afterend',
        '<h4>Skips two</h4><p style="color: #999">Faded</p><img src="/favicon.png">')""")
    assert {told.partition(":")[0] for told in violations(page)} >= {"color-contrast", "heading-order", "image-alt"}
