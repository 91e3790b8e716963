"""A page on paper: its charts whole, with what was chosen, and nothing that only a screen has a use for."""

from __future__ import annotations

import subprocess
from pathlib import Path

from live import OpenTab


def test_a_printed_page_has_its_charts_whole_and_no_buttons(server: str, open_tab: OpenTab, tmp_path: Path) -> None:
    page = open_tab(f"{server}/trainings-by-region?from=2016&to=2020&region=AF")
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, format="A4", print_background=True)
    said = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    # The last year stands at the right edge of each chart.
    assert said.count("2020") > 6
    for words in ("Trainings by region", "2016–2020 · Africa", "Trainings per year by topic", "Data of", "snapshot"):
        assert words in said
    for words in ("Export", "Chart", "About", "Language", "Overview"):
        assert words not in said
    # Afterwards the screen is as it was.
    assert page.locator(".main-svg[viewBox]").count() == 0
    assert page.get_by_test_id("stSidebar").is_visible()
