"""The trainings by region in a real browser: loads of the page, and from a changed filter to the last of four charts.

A script in the page notes the visitor's act and each change of a chart, with the browser's own clock, so that what
drives the browser does not count. A change is over when all four charts show other numbers than before and have come
to rest; it took until the last of them was drawn. All programs are up at once and have their rounds by turns: whatever
slows the machine down for a while slows all of them down.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
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
from queries.filters import INTERNATIONAL
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
    with browser() as chromium, ExitStack() as opened:
        programs = [Program(chromium, app, delivery, bounds) for delivery in deliveries for app in apps]
        for program in programs:
            print(f"{program.app.name}, {program.delivery.rows:,} rows …", file=sys.stderr)
            opened.callback(program.end)
            program.start()
        for number in range(rounds):
            for program in programs if number % 2 else reversed(programs):
                program.round(number)
        rows = [program.row() for program in programs]
        notes = (
            f"Chromium {chromium.version}, {SCREEN['width']} × {SCREEN['height']}; medians of warm loads and of changes"
            f" that nobody has made before, up to the last of four charts; by turns; {bounds_text(bounds)}",
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


class Program:
    """A program on a delivery, and what the browser has seen of it; `trouble` is why it is not asked any more."""

    def __init__(self, chromium: Browser, app: App, delivery: Delivery, bounds: Bounds) -> None:
        self.chromium, self.app, self.delivery, self.bounds = chromium, app, delivery, bounds
        self.hands = OF_DASH if app.needs == "dash" else OF_STREAMLIT
        self.seen, self.seconds, self.trouble = Seen(), 0.0, ""
        self.opened = ExitStack()

    def start(self) -> None:
        """Start the program and load its page twice: for nobody, and with an empty cache."""
        with self._asking():
            self.server = self.opened.enter_context(serving(self.app, self.delivery, self.bounds))
            # Nobody has been there: the plain programs read their data for this one.
            context = self._context()
            self._see(context, self.bounds.reading_seconds).close()
            context.close()
            self.context, traffic = self._context(), Traffic()
            page = self._see(self.context, self.bounds.seconds, traffic)
            self.seen.first_load, self.seen.megabytes = _drawn(page) / 1000, traffic.bytes / 1e6
            self.seen.requests = traffic.requests
            page.close()

    def round(self, number: int) -> None:
        """Load the page once more, and change its filters there; a slow program is not asked for long."""
        if self.trouble or self.seconds > LONG:
            return
        began, seen, hands = monotonic(), self.seen, self.hands
        with self._asking():
            page = self._see(self.context, self.bounds.seconds)
            seen.warm_loads.append(_drawn(page) / 1000)
            # Another mode in each round makes its choices such as nobody has made before. All offices may be trained in
            # each mode, which leaves their chart as it is.
            modes = codes_of("modes")
            if number:
                mode = label("mode", modes[number % len(modes)])
                _change(page, _choosing(page, hands, "modes", mode), len(CHARTS) - 1)
            for _step in range(STEPS):
                page.locator(hands.years).first.focus()
                seen.years.append(_change(page, lambda: page.keyboard.press("ArrowRight")))
            for code in [code for code in codes_of("regions") if code != INTERNATIONAL][:STEPS]:
                seen.regions.append(_change(page, _choosing(page, hands, "regions", label("region", code))))
            page.close()
        self.seconds += monotonic() - began

    def row(self) -> list[Cell]:
        """Return the row of the table."""
        named: list[Cell] = [self.app.name, self.delivery.rows]
        if self.trouble:
            return [*named, None, None, None, None, self.trouble, None, None, None]
        seen = self.seen
        return [
            *(*named, seen.first_load, seen.megabytes, seen.requests, median(seen.warm_loads)),
            *(median(seen.regions), median(seen.years), len(seen.regions), self.server.watch.peak),
        ]

    def end(self) -> None:
        """End the program."""
        self.opened.close()

    def _context(self) -> BrowserContext:
        context = self.chromium.new_context(viewport=SCREEN)  # type: ignore[arg-type]
        self.opened.callback(context.close)
        return context

    def _see(self, context: BrowserContext, seconds: float, traffic: Traffic | None = None) -> Page:
        """Open the page in a tab of its own and return when its four charts are drawn and at rest."""
        page = context.new_page()
        page.set_default_timeout(seconds * 1000)
        if traffic:
            traffic.listen(context, page)
        selectors = json.dumps([self.hands.chart.format(name) for name in CHARTS])
        page.add_init_script(f"({WATCH.read_text(encoding='utf-8')})({selectors})")
        page.goto(self.server.address + self.app.page)
        _wait(page, [""] * len(CHARTS), len(CHARTS))
        return page

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Note as trouble what the program does not do, and end it: it would take from the time of the others."""
        try:
            yield
        except UnfitError as error:
            self.trouble = str(error)
        except BrowserError as error:
            is_late = "Timeout" in str(error)
            reason = TimeoutError() if is_late else RuntimeError(str(error).splitlines()[0])
            self.trouble = str(self.server.reason(reason))
        if self.trouble:
            self.end()


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
