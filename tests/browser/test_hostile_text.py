"""Text from data stays text: a delivery full of HTML, Markdown, icons and formulas shows as its letters everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live import OpenTab, serving, settle
from playwright.sync_api import Dialog, Page

from components.pages import PAGES, PageEntry
from tests import hostile

# What the page shows of each text: one line, and a sign that turns letters round by its number.
SHOWN = [" ".join(text.split()).replace("\u202e", "[U+202E]") for text in hostile.TEXTS]
# Elements that only a text which has become markup could bring.
INJECTED = (
    "img[src='x'], img[alt='Streamlit logo'], a[href^='javascript'], a[href*='evil'], a[href^='mailto'], .katex,"
    " [data-testid=stMain] td strong, [data-testid=stMain] td em, [data-testid=stMain] td code, .js-plotly-plot a"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over the hostile delivery, whatever share of it would be set aside."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "data").mkdir()
    hostile.deliver(folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTIVITY_MAX_SET_ASIDE", "0.9")
        with serving(folder / "server.log", data=folder / "data") as address:
            yield address


@pytest.fixture
def opened(server: str, open_tab: OpenTab) -> Iterator[object]:
    """Return a function that opens a page with all of its cards; nothing of the data may run while it is open."""
    pages: list[Page] = []
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def opened(path: str, **_options: str) -> Page:
        page = open_tab(f"{server}/{path}")
        page.on("dialog", dismiss)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.remove_listener("dialog", dismiss)
        assert page.evaluate("window.ran") is None
        assert page.locator(INJECTED).count() == 0, page.locator(INJECTED).first.evaluate("e => e.outerHTML")
    assert dialogs == []


def show_all(page: Page) -> None:
    """Scroll through the page, so that every chart and table is drawn."""
    for card in page.locator("[class*='st-key-card-']").all():
        card.scroll_into_view_if_needed()
        page.wait_for_timeout(50)


def text_of(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).evaluate_all("all => all.map(one => one.textContent)"))


# Cards whose tables show the texts: in their names, titles, tools, files, values and measures.
TABLES = {
    "collections": ["collections_list"],
    "trainings-by-region": ["trainings_list"],
    "business-solutions": ["business_solutions_offices"],
    "standards-outreach": ["tool_releases"],
    "ocr-rollout": ["ocr_offices"],
    "data-health": ["delivered_files", "rows_set_aside", "reconciliation"],
}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path or "overview")
def test_no_text_of_the_data_becomes_markup_on_any_page(opened: object, entry: PageEntry) -> None:
    page: Page = opened(f"{entry.path}?from=2020&to=2020")  # type: ignore[operator]
    show_all(page)
    for view in ("Table", "About"):
        for tab in page.get_by_role("tab", name=view, exact=True).all():
            tab.click()
        settle(page)
        page.wait_for_timeout(300)
        assert page.locator(INJECTED).count() == 0, view
        if view == "Table":
            for card in TABLES.get(entry.path, []):
                the_letters_stand_in_the_table(page, card)
    assert page.get_by_test_id("stException").count() == 0


def the_letters_stand_in_the_table(page: Page, card: str) -> None:
    place = page.locator(f".st-key-card-{card}")
    place.scroll_into_view_if_needed()
    # A large table is a grid drawn on a canvas, with its cells in a table for screen readers.
    place.locator("table").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    shown = text_of(page, f".st-key-card-{card} table")
    if place.locator("canvas").count():
        # Of a grid only the rows in sight are there: the first ones, and then the last ones.
        place.locator(".dvn-scroller").evaluate("scroller => (scroller.scrollTop = scroller.scrollHeight)")
        page.wait_for_timeout(500)
        shown += text_of(page, f".st-key-card-{card} table")
    shown = " ".join(shown.split())
    found = [text for text in SHOWN if text[:16].replace("/", "\u2215") in shown.replace("/", "\u2215")]
    assert len(found) >= (3 if place.locator("canvas").count() else 12), (card, found)


def test_the_letters_stand_in_the_about_view(opened: object) -> None:
    page: Page = opened("collections?from=2020&to=2020")  # type: ignore[operator]
    card = page.locator(".st-key-card-collections_list")
    card.get_by_role("tab", name="About").click()
    card.get_by_text("Definition:").wait_for()
    shown = " ".join(text_of(page, ".st-key-card-collections_list").split())
    assert any(text[:30] in shown for text in SHOWN)


def test_the_letters_stand_in_a_chart_and_its_hover(opened: object) -> None:
    page: Page = opened("trainings-by-region?year=2020")  # type: ignore[operator]
    figure = page.locator(".st-key-figure-trainings_calendar .js-plotly-plot")
    figure.scroll_into_view_if_needed()
    figure.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(700)
    drawn = text_of(page, ".st-key-figure-trainings_calendar svg text")
    for text in ("<img src=x", "[x](javascript", ":material/home:", r"$\frac{a}{b}$", "**bold**", "{{7*7}}"):
        assert text in drawn.replace("\u00a0", " "), text
    hovers = set()
    for mark in figure.locator(".point").all():
        box = mark.bounding_box()
        if box:
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(120)
            hovers.add(text_of(page, ".st-key-figure-trainings_calendar .hoverlayer text"))
    told = " ".join(hovers).replace("\u00a0", " ")
    for text in ("<img src=x onerror=window.ran=1>", "{{7*7}} {name} %{y} %s", "<b>fat</b>", "&lt;i&gt; &amp;"):
        assert text in told, text


def test_the_letters_stand_in_the_alt_text_and_behind_a_click(opened: object) -> None:
    page: Page = opened("trainings-by-region?from=2020&to=2020")  # type: ignore[operator]
    figure = page.locator(".st-key-figure-trainings_by_region .js-plotly-plot")
    figure.locator(".bars .point").first.click(force=True)
    card = page.locator(".st-key-card-trainings_by_region")
    card.locator("table").first.wait_for(state="attached")
    page.wait_for_timeout(400)
    shown = " ".join(text_of(page, ".st-key-card-trainings_by_region table").split())
    assert any(text[:20] in shown for text in SHOWN)


def test_the_name_of_an_uploaded_file_stays_text(opened: object) -> None:
    page: Page = opened("data-health")  # type: ignore[operator]
    name = "<img src=x onerror=window.ran=1> [x](javascript:1) :streamlit: $x^2$.csv"
    page.locator(".st-key-trial-files input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": b"<b>fat</b>,**bold**\n1,2\n"}
    )
    page.get_by_text("To which table does").wait_for()
    label = page.locator("label", has_text="To which table does").inner_text()
    assert label == f"To which table does {name} belong?"
    page.get_by_role("button", name="Check these files").click()
    page.get_by_text("There is no file of a table among these.").wait_for()
    page.locator("li", has_text="onerror").wait_for()
