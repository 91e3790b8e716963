"""A real server on a port of its own and a real browser; both stop with the session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import OpenTab, serving, settle
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


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[OpenTab]:
    """Return a function that opens an address in a tab of its own (size, colour scheme) and waits for the page."""
    contexts = []

    def open_tab(address: str, width: int = 1440, height: int = 1000, scheme: str = "light") -> Page:
        # A narrow screen is a phone, which says so.
        context = browser.new_context(
            user_agent="Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36" if width < 640 else None,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        page.goto(address)
        settle(page)
        return page

    yield open_tab
    for context in contexts:
        context.close()
