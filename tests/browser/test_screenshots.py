"""Pictures of every page, wide, narrow and dark; with SCREENSHOTS=DIR those of the README are written there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from live import OpenTab

from components.pages import PAGES, PageEntry

VIEWS = {"wide": (1440, "light"), "dark": (1440, "dark"), "phone": (390, "light")}
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
