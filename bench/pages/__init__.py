"""The trainings by region in a real browser: loads of the page, and from a changed filter to the last of four charts.

A script in the page notes the visitor's act and each change of a chart, with the browser's own clock, so that what
drives the browser does not count. A change is over when all four charts show other numbers than before and have come
to rest; it took until the last of them was drawn.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from bench.answers import bounds_text
from bench.deliveries import Delivery
from bench.servers import App, Bounds, UnfitError, serving
from bench.tables import LIBRARIES, Cell, Table
from queries import codes_of
from words import label

CHARTS = ("trainings_by_region", "trainings_by_topic", "trainings_by_mode", "offices_trained")
WATCH = Path(__file__).with_name("watch.js")
# Tall enough for the four charts: none is left undrawn because it is out of sight.
SCREEN = {"width": 1440, "height": 2600}
QUIET = 400  # milliseconds without a change after which the charts have come to rest
POLL = 50  # milliseconds between two questions whether they have
STEPS = 5  # of years, and regions to choose, in one round
LONG = 240.0  # seconds after which a slow program is not asked for further rounds
COLUMNS = (
    *(("program", ""), ("rows", ","), ("first load s", ".2f"), ("MB", ".2f"), ("requests", ".0f")),
    *(("warm load s", ".2f"), ("choose a region ms", ".0f"), ("move the years ms", ".0f"), ("changes", ".0f")),
    ("memory MB", ".0f"),
)


@dataclass(frozen=True)
class Hands:
    """Where to find things on a page, as CSS: the chart of a name, the list of a filter, the ends of the years."""

    chart: str
    filter: str
    years: str


OF_STREAMLIT = Hands(".st-key-figure-{} .js-plotly-plot", ".st-key-filter-{} input", ".st-key-filter-years input")
OF_DASH = Hands("#{} .js-plotly-plot", "#{}", "#years [role=slider]")


@dataclass
class Seen:
    """What the browser saw of a program: loads in s, megabytes and requests of the first; changes of filters in ms."""

    first_load: float = 0.0
    megabytes: float = 0.0
    requests: int = 0
    warm_loads: list[float] = field(default_factory=list)
    regions: list[float] = field(default_factory=list)
    years: list[float] = field(default_factory=list)


def measure(apps: Sequence[App], deliveries: Sequence[Delivery], rounds: int, bounds: Bounds) -> Table:
    """Measure each of `apps` on each of `deliveries`: five changes of each kind and a warm load in each round."""
    rows: list[list[Cell]] = []
    with browser() as chromium:
        for delivery in deliveries:
            for app in apps:
                print(f"{app.name}, {delivery.rows:,} rows …", file=sys.stderr)
                try:
                    rows.append([app.name, delivery.rows, *_one(chromium, app, delivery, rounds, bounds)])
                except UnfitError as error:
                    rows.append([app.name, delivery.rows, None, None, None, None, str(error), None, None, None])
        notes = (
            f"Chromium {chromium.version}, {SCREEN['width']} × {SCREEN['height']}; medians of warm loads and of changes"
            f" that nobody has made before, up to the last of four charts; {bounds_text(bounds)}",
            "MB and requests: first load with an empty cache, as sent; messages on a WebSocket count as unpacked",
        )
    return Table("Browser: trainings by region", COLUMNS, rows, (*LIBRARIES, "dash", "playwright"), notes)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine, or the one that Playwright has installed."""
    with sync_playwright() as playwright:
        installed = shutil.which("chromium") or shutil.which("google-chrome")
        started = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield started
        finally:
            started.close()


def _one(chromium: Browser, app: App, delivery: Delivery, rounds: int, bounds: Bounds) -> list[Cell]:
    hands = OF_DASH if app.needs == "dash" else OF_STREAMLIT
    with serving(app, delivery, bounds) as server:
        context = chromium.new_context(viewport=SCREEN)  # type: ignore[arg-type]
        try:
            # Nobody has been there: the plain programs read their data for this one.
            _see(context, app, server.address, hands, bounds.reading_seconds).close()
            context.close()
            context = chromium.new_context(viewport=SCREEN)  # type: ignore[arg-type]
            seen = _visits(context, app, server.address, hands, rounds, bounds)
        except BrowserError as error:
            is_late = "Timeout" in str(error)
            raise server.reason(TimeoutError() if is_late else RuntimeError(str(error).splitlines()[0])) from error
        finally:
            context.close()
        return [
            *(seen.first_load, seen.megabytes, seen.requests, median(seen.warm_loads)),
            *(median(seen.regions), median(seen.years), len(seen.regions), server.watch.peak),
        ]


def _visits(context: BrowserContext, app: App, address: str, hands: Hands, rounds: int, bounds: Bounds) -> Seen:
    """Load the page with an empty cache, then in each round once more, and change its filters there."""
    seen, traffic = Seen(), Traffic()
    page = _see(context, app, address, hands, bounds.seconds, traffic)
    seen.first_load, seen.megabytes, seen.requests = _drawn(page) / 1000, traffic.bytes / 1e6, traffic.requests
    page.close()
    began = monotonic()
    for number in range(rounds):
        page = _see(context, app, address, hands, bounds.seconds)
        seen.warm_loads.append(_drawn(page) / 1000)
        # Another mode in each round makes its choices such as nobody has made before. All offices may be trained in
        # each mode, which leaves their chart as it is.
        modes = codes_of("modes")
        if number:
            _change(page, _choosing(page, hands, "modes", label("mode", modes[number % len(modes)])), len(CHARTS) - 1)
        for _step in range(STEPS):
            page.locator(hands.years).first.focus()
            seen.years.append(_change(page, lambda: page.keyboard.press("ArrowRight")))  # noqa: B023
        for code in [code for code in codes_of("regions") if code != "IN"][:STEPS]:
            seen.regions.append(_change(page, _choosing(page, hands, "regions", label("region", code))))
        page.close()
        if monotonic() - began > LONG:
            break
    return seen


@dataclass
class Traffic:
    """Requests of a page, and bytes that came over the wire for it."""

    requests: int = 0
    bytes: float = 0.0

    def listen(self, context: BrowserContext, page: Page) -> None:
        """Count what `page` asks for from now on."""
        network = context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.loadingFinished", lambda event: self._came(event["encodedDataLength"]))
        network.on("Network.webSocketFrameReceived", self._message)
        network.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _message(self, event: dict[str, Any]) -> None:
        self._came(len(event["response"]["payloadData"]) * 0.75)  # told in base64

    def _came(self, count: float) -> None:
        self.bytes += count


def _see(
    context: BrowserContext, app: App, address: str, hands: Hands, seconds: float, traffic: Traffic | None = None
) -> Page:
    """Open the page in a tab of its own and return when its four charts are drawn and at rest."""
    page = context.new_page()
    page.set_default_timeout(seconds * 1000)
    if traffic:
        traffic.listen(context, page)
    selectors = json.dumps([hands.chart.format(name) for name in CHARTS])
    page.add_init_script(f"({WATCH.read_text(encoding='utf-8')})({selectors})")
    page.goto(address + app.page)
    _wait(page, [""] * len(CHARTS), len(CHARTS))
    return page


def _change(page: Page, act: Callable[[], None], charts: int = len(CHARTS)) -> float:
    """Return the milliseconds from `act` until the last of the charts was drawn, of which `charts` change."""
    before = page.evaluate("benchWatch.shown()")
    act()
    _wait(page, before, charts)
    return _drawn(page) - float(page.evaluate("benchWatch.acted"))


def _wait(page: Page, before: list[str], charts: int) -> None:
    page.wait_for_function("asked => benchWatch.settled(...asked)", arg=[before, charts, QUIET], polling=POLL)


def _drawn(page: Page) -> float:
    return float(page.evaluate("Math.max(...benchWatch.drawn)"))


def _choosing(page: Page, hands: Hands, name: str, option: str) -> Callable[[], None]:
    """Open the list of a filter and return what chooses `option` in it, with one click."""
    entry = page.get_by_role("option", name=option, exact=True)
    if not entry.is_visible():
        page.locator(hands.filter.format(name)).first.click()
    entry.wait_for()
    return lambda: entry.click()
