"""What the live tests share: starting the app as a newcomer does, and waiting for a page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
OpenTab = Callable[..., Page]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(log: Path, *flags: str, data: Path | None = None, script: Path = Path("dashboard.py")) -> Iterator[str]:
    """Run the app as a newcomer does and yield its address; what it logs goes to `log`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = os.environ | ({"ACTIVITY_DATA": str(data)} if data else {})
    with (
        log.open("w") as output,
        subprocess.Popen(
            [*command, "--server.address=127.0.0.1", *flags], cwd=ROOT, env=environment, stdout=output, stderr=output
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _is_up(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the server did not start: {log.read_text()}")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(10)


def _is_up(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except (URLError, OSError):
        return False


# Streamlit fetches the script of an element when it first shows one, and a card that of its chart and, when all charts
# are drawn, its list: until then they stand empty, and what is below them moves when they come.
IS_FILLED = """() => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[class*="st-key-card-"]')].every(card => card.querySelector('.card-title'))
    && !document.querySelector('[class*="st-key-card-"] [aria-busy="true"]')
    && [...document.querySelectorAll('[data-view="chart"][aria-selected="true"]')].every(tab => {
        const card = tab.closest('[class*="st-key-card-"]')
        return card.querySelector('.card-chart[style], [class*="st-key-panel-"]')
    })"""


def settle(page: Page) -> None:
    """Wait until the page is drawn down to its foot, each element has its place, and the script has ended."""
    page.get_by_test_id("stSidebar").wait_for(state="attached")
    # Before the first foot a worker may have to read a delivery, on a machine that has other things to do.
    page.get_by_test_id("stMain").get_by_text(re.compile(r"· .*\b[0-9a-f]{8}$")).last.wait_for(timeout=120_000)
    page.wait_for_function(IS_FILLED)


# A narrow screen is a phone, which says so.
PHONE = "Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36"


class Tabs:
    """Tabs for one test after the other, each taken back without what the test has left in it.

    Half of the work of a first load is to read the scripts. A tab that was there before has read them; cookies, storage
    and the page it forgets. Who notes what a tab says (`page.on`) goes on hearing of later tests.
    """

    SPARE = 4

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._spare: dict[tuple[str, bool], Page] = {}  # the one used last stands last
        self._lent: list[tuple[tuple[str, bool], Page]] = []

    def take(self, place: str, is_phone: bool = False, script: str = "", **options: Any) -> Page:
        """Return a tab that stays with `place` and runs `script` before each page; `options` are those of its context.

        Whoever names a place gives the same script and options each time. A second tab of a test shares nothing with
        the first one.
        """
        page = self._spare.pop((place, is_phone), None) or self._new(PHONE if is_phone else None, script, options)
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        self._lent.append(((place, is_phone), page))
        return page

    def take_back(self) -> None:
        """Clean the tabs of a test, and close those that cannot be cleaned or that nobody came back to for long."""
        for key, page in self._lent:
            if key not in self._spare and _is_clean(page):
                self._spare[key] = page
            else:
                page.context.close()
        self._lent.clear()
        while len(self._spare) > self.SPARE:
            self._spare.pop(next(iter(self._spare))).context.close()

    def _new(self, agent: str | None, script: str, options: dict[str, Any]) -> Page:
        usual = {"user_agent": agent, "viewport": {"width": 1440, "height": 1000}, "accept_downloads": True}
        context = self._browser.new_context(**usual | options)
        if script:
            context.add_init_script(script)
        return context.new_page()


def _is_clean(page: Page) -> bool:
    """Leave the page for one of the same server without a script, and forget cookies and storage, if that can be."""
    try:
        for other in page.context.pages:
            if other != page:
                other.close()
        page.set_default_timeout(5_000)
        page.goto(urljoin(page.url, "/_stcore/health"))
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.context.clear_cookies()
        page.mouse.move(0, 0)
    except BrowserError:  # its server is gone
        return False
    return True
