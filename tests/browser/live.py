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
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

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


# Streamlit fetches the script of an element when it first shows one, and a card that of its chart: until then they
# stand empty, and what is below them moves when they come.
IS_FILLED = """() => !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[class*="st-key-card-"]')].every(card => card.querySelector('.card-title'))
    && [...document.querySelectorAll('[data-view="chart"][aria-selected="true"]')].every(tab => {
        const card = tab.closest('[class*="st-key-card-"]')
        return card.querySelector('.card-chart[style], [class*="st-key-panel-"]')
    })"""


def settle(page: Page) -> None:
    """Wait until the page is drawn down to its foot, each element has its place, and the script has ended."""
    page.get_by_test_id("stSidebar").wait_for(state="attached")
    page.get_by_test_id("stMain").get_by_text(re.compile(r"· .*\b[0-9a-f]{8}$")).last.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_function(IS_FILLED)
