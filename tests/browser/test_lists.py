"""Long lists in the browser: paged with the keyboard alone, and the months of a full year lead to their rows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import OpenTab, serving, settle
from playwright.sync_api import Page, expect

from charts.questions import MOST_BARS

DATA = Path(__file__).parents[2] / "data"
COLUMNS = "training_id,title,type,topics,mode,start_date,end_date,date_precision,basis,source"


@pytest.fixture(scope="module")
def full_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a year with more trainings than are drawn bar by bar: as many online in March as it takes."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(DATA / "offices.csv", folder)
    months = [1] * 10 + [3] * MOST_BARS + [7] * 20
    lines = [
        f"T{number:04},Training {number},seminar,IPC,online,{day},{day},day,reported,a document"
        for number, day in enumerate(f"2020-{month:02}-15" for month in months)
    ]
    (folder / "trainings.csv").write_text("\n".join([COLUMNS, *lines]), encoding="utf-8")
    with serving(folder.parent / "full.log", data=folder) as address:
        yield address


def press(page: Page, name: str) -> None:
    """Press the button `name` of the list's choice of pages with the keyboard alone."""
    button = page.locator(".st-key-page-trainings_list").get_by_role("button", name=name).first
    button.focus()
    page.keyboard.press("Enter")
    settle(page)


def test_pages_are_turned_with_the_keyboard(full_year: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{full_year}/trainings-by-region")
    card = page.locator(".st-key-card-trainings_list")
    total = MOST_BARS + 30
    expect(card.get_by_text(f"Rows 1 to 50 of {total}")).to_be_visible()
    press(page, "Next")
    expect(card.get_by_text(f"Rows 51 to 100 of {total}")).to_be_visible()
    press(page, "3")
    expect(card.get_by_text(f"Rows 101 to {total} of {total}")).to_be_visible()
    press(page, "Previous")
    expect(card.get_by_text(f"Rows 51 to 100 of {total}")).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_label("Modes").first.click()
    page.get_by_role("option", name="Online").click()
    page.keyboard.press("Escape")
    expect(card.get_by_text(f"Rows 1 to 50 of {total}")).to_be_visible()


def test_a_column_of_a_month_leads_to_the_rows_of_the_month(full_year: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{full_year}/trainings-by-region?year=2020")
    figure = page.locator(".st-key-figure-trainings_calendar .js-plotly-plot")
    figure.scroll_into_view_if_needed()
    figure.locator(".bars .point").nth(2).click(force=True)
    card = page.locator(".st-key-card-trainings_calendar")
    card.get_by_text(re.compile(rf"2020 · Mar · Online: {MOST_BARS} rows")).wait_for()
    expect(card.get_by_text(f"Rows 1 to 50 of {MOST_BARS}")).to_be_visible()


def test_numbers_stand_below_numbers(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/report-tables")
    table = page.get_by_role("table", name="Headline figures").first
    heads = [head.strip() for head in table.locator("th").all_inner_texts()]
    sides = table.evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => getComputedStyle(cell).textAlign))"
    )
    for row in sides:
        assert {head for head, side in zip(heads, row, strict=True) if side == "end"} == {"Value", "Previous period"}
