"""A real server on a port of its own and a real browser; both stop with the session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from live import OpenTab, Tabs, serving, settle
from playwright.sync_api import Browser, Page, sync_playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.live)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    """A server that nobody has visited yet."""
    with serving(tmp_path / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server") / "server.log"


@pytest.fixture(scope="session")
def server(server_log: Path) -> Iterator[str]:
    with serving(server_log, "--server.enableAgentApi=true") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        installed = shutil.which("chromium") or shutil.which("google-chrome")
        # Without a path Playwright looks for the browser that it has installed itself.
        started = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def all_tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def tabs(all_tabs: Tabs) -> Iterator[Tabs]:
    """Where to take tabs for one test; afterwards they are cleaned or closed."""
    yield all_tabs
    all_tabs.take_back()


@pytest.fixture
def open_tab(tabs: Tabs) -> OpenTab:
    """Return a function that opens an address in a tab of its own (size, colour scheme) and waits for the page."""

    def open_tab(address: str, width: int = 1440, height: int = 1000, scheme: str = "light") -> Page:
        page = tabs.take(urlsplit(address).netloc, is_phone=width < 640)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        settle(page)
        return page

    return open_tab
