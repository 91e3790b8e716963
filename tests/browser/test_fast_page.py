"""What makes a page quick in the browser: charts redrawn in place, few bytes, tabs and charts of one element."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from live import OpenTab, Tabs, settle
from playwright.sync_api import Browser, Page

from bench.agent import Visitor

LIMIT = 3_000_000  # bytes of a first load
CHARTS = ("trainings_by_region", "trainings_by_topic", "trainings_by_mode", "offices_trained")


def figure(page: Page, chart: str) -> str:
    """Return the CSS of a chart, once it is drawn."""
    css = f".st-key-figure-{chart} .js-plotly-plot"
    page.locator(f"{css} .main-svg").first.wait_for()
    return css


def title(page: Page, chart: str) -> str:
    return page.locator(f"{figure(page, chart)} .gtitle").text_content() or ""


def choose(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_label("Regions").first.click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("region="))
    settle(page)


def test_a_filter_redraws_every_chart_in_its_place(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region")
    before = {chart: title(page, chart) for chart in CHARTS}
    for chart in CHARTS:
        page.locator(figure(page, chart)).evaluate("chart => { chart.dataset.here = 'yes' }")
    choose(page, "Africa")
    page.wait_for_function(
        "charts => charts.every(css => document.querySelector(`${css} .gtitle`).textContent.includes('Africa'))",
        arg=[figure(page, chart) for chart in CHARTS],
    )
    for chart in CHARTS:
        assert title(page, chart) != before[chart]
        assert page.locator(figure(page, chart)).get_attribute("data-here") == "yes"


# Keeps the messages with the figures that go ahead from all listeners of the connection but the first, which is ours,
# and counts those by which cards send their figures themselves.
KEPT = """
window.kept = window.own = 0
const holds = (data, text) => new TextDecoder().decode(data).includes(text)
const look = data => {
    const isAhead = holds(data, "figures-ahead-sent")
    isAhead ? kept++ : own += holds(data, `{"ahead":[{`)
    return isAhead
}
window.WebSocket = class extends WebSocket {
    addEventListener(type, listener) {
        const isOurs = type !== "message" || !this.isHeard
        this.isHeard ||= type === "message"
        super.addEventListener(type, isOurs ? listener : said => look(said.data) || listener(said))
    }
}
"""
# Notes what has been answered, and connections when they are begun.
ASKED = """
window.asked = []
const { fetch: ask, WebSocket: Connection } = window
window.fetch = (...args) => ask(...args).then(answer => (asked.push(new URL(answer.url).pathname), answer))
window.WebSocket = class extends Connection { constructor(...args) { super(...args); asked.push("connection") } }
"""


def test_figures_that_go_ahead_do_not_wait_for_streamlit(server: str, tabs: Tabs) -> None:
    page = tabs.take("figures-ahead", script=KEPT)
    page.goto(f"{server}/trainings-by-region")
    before = {chart: title(page, chart) for chart in CHARTS}
    settle(page)
    assert page.evaluate("[kept, own]") == [0, 2]  # the calendar stands apart
    page.evaluate("own = 0")
    choose(page, "Africa")
    page.wait_for_function(
        "charts => charts.every(([css, before]) => document.querySelector(`${css} .gtitle`).textContent !== before)",
        arg=[(figure(page, chart), before[chart]) for chart in CHARTS],
    )
    # The calendar alone is not sent ahead: it has a year of its own.
    assert page.evaluate("[kept, own]") == [1, 1]


def test_a_browser_that_was_there_before_connects_without_asking_first(server: str, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(ASKED)
    asked: list[list[str]] = []
    for _i in range(2):
        page = context.new_page()
        page.goto(f"{server}/collections")
        settle(page)
        figure(page, "collections_by_database")
        asked.append(page.evaluate("asked"))
        page.close()
    context.close()
    first, again = asked
    # The first time it asks below the page, too, where nothing is.
    assert {"/collections/_stcore/health", "/_stcore/health"} < set(first[: first.index("connection")])
    assert again[0] == "connection"
    assert "/collections/_stcore/health" not in again


# Notes how many charts of the page are drawn whenever one more list has come, and when lists are asked for.
COMING = """
window.drawnBefore = []
window.asked = []
const { send } = WebSocket.prototype
WebSocket.prototype.send = function (data) {
    if (new TextDecoder().decode(data).includes('"due":')) asked.push(performance.now())
    return send.call(this, data)
}
const drawn = () => document.querySelectorAll(".card-chart:has(.cartesianlayer .subplot)").length
new MutationObserver(() => {
    const lists = document.querySelectorAll('[data-testid="stDataFrame"], [data-testid="stTable"]').length
    while (drawnBefore.length < lists) drawnBefore.push(drawn())
}).observe(document, { subtree: true, childList: true })
"""


def test_lists_come_when_the_charts_above_them_are_drawn(server: str, tabs: Tabs) -> None:
    # Whoever runs no scripts, and could not ask for them, gets the lists with the page.
    visitor = Visitor(urlsplit(server).port or 0)
    visitor.open("business-solutions")
    lists = visitor.answer.count(b'"type":"dataframe"') + visitor.answer.count(b'"type":"table"')
    visitor.close()
    assert lists > 1
    page = tabs.take("tall, with a look at what comes", script=COMING, viewport={"width": 1440, "height": 4000})
    page.goto(f"{server}/business-solutions")
    page.wait_for_function("lists => drawnBefore.length === lists", arg=lists)
    settle(page)
    charts = page.locator(".card-chart:has(.cartesianlayer .subplot)").count()
    assert charts > 1
    assert min(page.evaluate("drawnBefore")) >= charts
    # For all of them together: again only after seconds, should the answer be lost.
    asked = page.evaluate("asked")
    assert len(asked) >= 1
    assert all(after - before > 2000 for before, after in pairwise(asked)), asked


def test_a_chart_that_stays_the_same_is_left_alone(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/trainings-by-region")
    css = figure(page, "advice_requests")  # which has no region
    figure(page, "trainings_by_region")
    page.evaluate(
        """css => {
            window.changes = 0
            const seen = new MutationObserver(found => { window.changes += found.length })
            seen.observe(document.querySelector(css), { subtree: true, childList: true, attributes: true })
        }""",
        css,
    )
    before = title(page, "trainings_by_region")
    choose(page, "Africa")
    page.wait_for_function(
        "([css, before]) => document.querySelector(`${css} .gtitle`).textContent !== before",
        arg=[figure(page, "trainings_by_region"), before],
    )
    assert page.evaluate("window.changes") == 0


def test_a_first_load_is_small_and_the_next_one_smaller(server: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    loads = []
    for _i in range(2):
        page = context.new_page()
        page.set_default_timeout(30_000)
        sizes: list[float] = []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
        page.goto(f"{server}/trainings-by-region")
        settle(page)
        figure(page, "offices_trained")
        loads.append(sum(sizes))
        page.close()
    context.close()
    assert 500_000 < loads[0] < LIMIT
    assert loads[1] < 50_000


def test_only_pages_with_charts_load_plotly(server: str, browser: Browser) -> None:
    for path, is_loaded in (("", False), ("report-tables", False), ("collections", True)):
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{server}/{path}")
        settle(page)
        assert any("plotly" in address.lower() for address in asked) is is_loaded, path
        context.close()


def test_tabs_are_worked_by_keys_and_known_to_a_screen_reader(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/collections?from=2020&to=2020")
    card = page.locator(".st-key-card-collections_by_database")
    card.get_by_role("heading", name="Collections added per year by database", level=2).wait_for()
    tabs = card.get_by_role("tablist", name="Collections added per year by database")
    figure(page, "collections_by_database")
    tabs.get_by_role("tab", name="Chart", selected=True).focus()
    page.keyboard.press("ArrowRight")
    tabs.get_by_role("tab", name="Table", selected=True).wait_for()
    card.get_by_role("tabpanel", name="Table").locator("table").wait_for()
    assert card.locator(".js-plotly-plot").is_hidden()
    page.keyboard.press("End")
    card.get_by_role("tabpanel", name="About").get_by_text("Definition:").wait_for()
    page.keyboard.press("ArrowRight")
    tabs.get_by_role("tab", name="Chart", selected=True).wait_for()
    card.get_by_role("figure", name=re.compile("^Stacked bar chart: Collections added per year")).wait_for()


def test_a_click_counts_until_the_figure_changes(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/collections?from=2020&to=2020")
    card = page.locator(".st-key-card-collections_by_database")
    figure(page, "collections_by_database")
    card.locator(".bars .point").first.click(force=True)
    rows = card.get_by_text(re.compile(r"2020 · .*: \d+ rows?"))
    rows.wait_for()
    choose(page, "Africa")
    rows.wait_for(state="detached")


def test_a_chart_fills_the_screen_and_comes_back(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/collections")
    chart = page.locator(figure(page, "collections_by_database"))
    size = chart.bounding_box()
    assert size
    chart.get_by_role("button", name="Fullscreen").click()
    page.wait_for_function("() => document.fullscreenElement?.layout.width === innerWidth")
    assert page.evaluate("document.fullscreenElement.layout.height === innerHeight")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("() => !document.fullscreenElement")
    width = round(size["width"])
    page.wait_for_function(
        "([css, width]) => document.querySelector(css).layout.width === width",
        arg=[figure(page, "collections_by_database"), width],
    )
