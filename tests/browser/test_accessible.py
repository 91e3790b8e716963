"""All that the app does, in six languages and both themes: for everybody, in its words and numbers, on any screen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import OpenTab, settle
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pptx import Presentation
from test_maps import MAP, MIDDLE, come_near
from untranslated import SIGNS, left_in_english, texts_of
from visit import DESKTOP, THEMES, Visit

from charts.comparison_lists import LIST_MARKS
from charts.maps import DISCLAIMER
from components.pages import PAGES
from exports.outline import CHAPTERS
from tests.thorough import THOROUGH
from words import LANGUAGES, _, is_right_to_left, label, use_language
from words.codes import LABELS
from words.countries import office_name

# Seconds that anything on the page takes to change or to move.
LONGEST_MOTION = """() => {
    const times = style => `${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat)
    return Math.max(...[...document.querySelectorAll('*')].flatMap(element => times(getComputedStyle(element))))
}"""


# A usual run visits the pages in a language that begins at the right, in both themes, on any screen and on paper, and
# in French. English is that of all other tests; tests/pages/test_languages.py has the words of pages in all of them.
WHOLE, SOME = (LANGUAGES, LANGUAGES) if THOROUGH else (("ar",), ("ar", "fr"))
in_some_languages = pytest.mark.parametrize("visit", SOME, indirect=True, scope="module")


@pytest.fixture(scope="module")
def visit(request: pytest.FixtureRequest, server: str, browser: Browser) -> Iterator[Visit]:
    """One tab for all tests in a language; what they expect is in that language too."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
    use_language(request.param)
    yield Visit(page, server, request.param, is_thorough=request.param in WHOLE)
    use_language("en")
    context.close()


@in_some_languages
def test_each_page_is_for_everybody_in_its_language_and_on_any_screen(visit: Visit) -> None:
    visit.go("")
    direction = "[dir=rtl]" if is_right_to_left() else ":not([dir=rtl])"
    visit.page.locator(f"html[lang={visit.language}]{direction}").wait_for(state="attached")
    faults = []
    for theme in visit.themes():
        for entry in PAGES:
            visit.follow(_(entry.title))
            faults += visit.faults(entry.path or "overview", theme)
            if theme == THEMES[0]:
                faults += visit.left_on_paper() if visit.is_thorough else ()
                has_charts = any(chapter.path == entry.path for chapter in CHAPTERS)
                assert visit.page.locator(".present-open").count() == int(has_charts)
    assert faults == []


@in_some_languages
def test_a_comparison_is_shown_with_its_marks(visit: Visit) -> None:
    visit.go("trainings-by-region", **{"from": "2016", "to": "2020", "compare": "before"})
    marks = {label("mark", mark) for mark in LABELS["mark"]}
    marked = re.compile(rf"^(\W\s*)?({'|'.join(map(re.escape, marks))})$")  # a sign may stand before the word
    for title, name in ((_("Trainings by region"), "trainings_by_region"), (_("Collections"), "collections_list")):
        visit.follow(title)
        tab = visit.card(name).locator('[data-view="compare"]')
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        settle(visit.page)
        # A long list is a grid, which draws its cells and keeps them as a table within the drawing: it may still be the
        # one of the tab before.
        cells = visit.card(name).get_by_role("tabpanel").locator("table td")
        expect(cells.filter(has_text=marked)).not_to_have_count(0, timeout=60_000)
        said = {re.sub(r"^\W+", "", text) for text in cells.all_text_contents()}
        assert said & marks
        for theme in visit.themes():
            assert visit.faults(f"{name} compared", theme) == []
    assert said & {label("mark", mark) for mark in LIST_MARKS[:2]}


@in_some_languages
def test_maps_and_events_say_their_words_and_a_country_leads_to_rows(visit: Visit) -> None:
    visit.go("trainings-by-region", **{"from": "2016", "to": "2023"})
    chart = visit.card("trainings_by_region").get_by_role("figure")
    brazil = office_name("BR", "Brazil")
    for _theme in visit.themes():
        for event in ("pandemic", "pandemic_end", "st26"):
            assert label("event", event) in (chart.get_attribute("aria-label") or "")
            assert label("event", event) in " ".join(SIGNS.sub("", text) for text in texts_of(chart))
        come_near(visit.page)
        assert _(DISCLAIMER).split()[-1] in (visit.page.locator(f"{MAP} .infolayer").text_content() or "")
        x, y = visit.page.evaluate(MIDDLE, "BRA")
        visit.page.mouse.move(x, y)
        visit.page.locator(f"{MAP} .hoverlayer").get_by_text(brazil).wait_for()
        visit.page.mouse.click(x, y)
        counted = re.compile(rf"{re.escape(brazil)}\D+\d+")
        visit.card("trainings_map").locator("strong", has_text=counted).wait_for()
        assert left_in_english(texts_of(visit.page), visit.language) == []


@in_some_languages
def test_the_charts_are_presented(visit: Visit) -> None:
    visit.go("ocr-rollout")
    for theme in visit.themes():
        visit.page.locator(".present-open").click()
        dialog = visit.page.get_by_role("dialog")
        dialog.locator(".present-chart .main-svg").first.wait_for()
        assert dialog.locator(".present-title").inner_text()
        assert visit.faults("presentation", theme) == []
        visit.page.keyboard.press("Escape")
        dialog.wait_for(state="detached")


@in_some_languages
def test_an_office_is_found_under_its_name(visit: Visit) -> None:
    visit.go("find")
    kenya = office_name("KE", "Kenya")
    found = _("{name} ({code})").format(name=kenya, code="KE")
    visit.page.get_by_test_id("stMain").get_by_role("textbox").first.fill(kenya)
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("link", name=found).click()
    expect(visit.page.get_by_role("heading", name=re.compile(re.escape(found)))).to_be_visible()
    settle(visit.page)
    for theme in visit.themes():
        assert visit.faults("office", theme) == []


@in_some_languages
def test_files_are_in_the_language_of_the_page(visit: Visit) -> None:
    visit.go("ocr-rollout")
    visit.page.locator(".st-key-export-page-ocr-rollout button").click()
    files = {}
    for kind in ("pptx", "xlsx"):
        with visit.page.expect_download() as download:
            visit.page.locator(f'[class*="st-key-file-ocr-rollout-{kind}"] button').click()
        files[kind] = io.BytesIO(Path(download.value.path()).read_bytes())
    said = [*slide_texts(files["pptx"]), *cell_texts(files["xlsx"])]
    assert _("Contents") in said
    assert label("region", "AF") in said
    assert left_in_english(said, visit.language) == []


def slide_texts(file: io.BytesIO) -> Iterator[str]:
    for slide in Presentation(file).slides:
        for shape in (*slide.shapes, *slide.notes_slide.shapes):
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs) if shape.has_text_frame else ()
            yield shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
            if getattr(shape, "has_table", False):
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def cell_texts(file: io.BytesIO) -> Iterator[str]:
    book = load_workbook(file)
    yield from book.sheetnames
    for sheet in book:
        yield from (cell.value for row in sheet for cell in row if isinstance(cell.value, str))


def test_what_is_not_translated_is_found(server: str, open_tab: OpenTab) -> None:
    left = left_in_english(texts_of(open_tab(f"{server}/ocr-rollout")), "fr")
    assert {"OCR rollout", "Chart", "Compare with"} <= {*left}


def test_charts_are_drawn_for_the_window_that_there_is(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region")
    drawn_for = "() => document.querySelector('.st-key-figure-trainings_by_region .card-chart').layout.meta.width"
    wide = page.evaluate(drawn_for)
    page.set_viewport_size({"width": 390, "height": 1000})
    page.wait_for_function(f"most => ({drawn_for})() < most", arg=wide / 2)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.wait_for_function(f"most => ({drawn_for})() === most", arg=wide)


def test_nothing_moves_for_whoever_asks_for_that(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ocr-rollout")
    assert page.evaluate(LONGEST_MOTION) > 0.05, "Streamlit moves nothing any more: the rule can go"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(LONGEST_MOTION) < 0.001
    page.emulate_media(reduced_motion="no-preference")
