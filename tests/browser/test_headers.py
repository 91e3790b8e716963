"""The security headers on every kind of answer, and that nothing a page needs breaks under them."""

from __future__ import annotations

import re
from email.message import Message
from itertools import cycle
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from live import Tabs, settle
from playwright.sync_api import Page

from components.pages import PAGES
from components.security_headers import security_headers

# Tells this test of every violation; it runs before the page's own scripts and outlives no page.
LISTEN = """
window.violations = [];
addEventListener("securitypolicyviolation", event =>
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture
def tab(tabs: Tabs) -> Page:
    """A tab that notes what the policy blocks."""
    return tabs.take("headers", script=LISTEN)


def violations(page: Page) -> list[str]:
    return list(page.evaluate("window.violations"))


def headers_of(address: str) -> Message:
    """Return the headers of an answer, whatever its status; they are found by name in any case."""
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.headers  # type: ignore[no-any-return]
    except HTTPError as error:
        return error.headers


@pytest.mark.parametrize(
    "path",
    ["", "collections", "_stcore/health", "_stcore/host-config", "static/gone.js", "media/gone.csv", "favicon.png"],
)
def test_every_kind_of_answer_has_the_headers(server: str, path: str) -> None:
    headers = headers_of(f"{server}/{path}")
    assert {name: headers.get(name) for name in security_headers()} == security_headers()


def test_scripts_and_downloads_have_the_headers(server: str, tab: Page) -> None:
    tab.goto(f"{server}/collections")
    settle(tab)
    script = str(tab.locator("script[src]").first.evaluate("script => script.src"))
    tab.locator(".st-key-export-collections_list").get_by_role("button").first.click()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV").click()
    assert "/media/" in waiting.value.url
    for address in (script, waiting.value.url):
        headers = headers_of(address)
        assert {name: headers.get(name) for name in security_headers()} == security_headers(), address


def test_no_page_breaks_the_policy_asks_another_host_or_fails(server: str, tab: Page, server_log: Path) -> None:
    complaints, strangers, logged = list[str](), list[str](), len(server_log.read_text())
    tab.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    tab.on(
        "request", lambda request: request.url.startswith((server, "data:", "blob:")) or strangers.append(request.url)
    )
    tab.goto(server)
    for entry, theme in zip(PAGES, cycle(("dark", "light")), strict=False):
        tab.get_by_test_id("stSidebar").get_by_role("link", name=entry.title).first.click()
        tab.get_by_role("heading", name=entry.title, level=1).wait_for()
        settle(tab)
        if entry.path in ("trainings-by-region", "collections"):
            tab.locator(".js-plotly-plot .main-svg").first.wait_for()
        for view in tab.get_by_role("tab", name="Table").all()[:3]:
            view.click()
        tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        tab.wait_for_timeout(1_000)  # for what is drawn after the script has ended
        assert violations(tab) == [], entry.path
        assert (complaints, strangers) == ([], []), entry.path
        assert tab.get_by_test_id("stException").count() == 0, entry.path
        assert tab.get_by_test_id("stAlertContentError").count() == 0, entry.path
    assert "Traceback" not in server_log.read_text()[logged:]


def test_the_policy_does_block_a_script_of_a_stranger(server: str, tab: Page) -> None:
    tab.goto(server)
    settle(tab)
    tab.evaluate(
        """() => {
            const inline = document.createElement("script");
            inline.textContent = "window.ran = true";
            document.body.append(inline);
            const picture = document.createElement("img");
            picture.src = "https://stranger.example/x.png";
            document.body.append(picture);
        }"""
    )
    tab.wait_for_function("window.violations.length >= 2")
    assert tab.evaluate("window.ran") is None
    assert {said.split(" ")[0] for said in violations(tab)} == {"script-src-elem", "img-src"}


def test_the_dashboard_cannot_be_framed_by_a_stranger(server: str, tab: Page) -> None:
    tab.set_content(f'<iframe src="{server}"></iframe>')
    tab.wait_for_function("() => document.querySelector('iframe').contentDocument === null")
    tab.wait_for_timeout(2_000)
    assert tab.frames[1].url.startswith("chrome-error:")


def test_pictures_downloads_and_uploads_work_under_the_policy(server: str, tab: Page) -> None:
    tab.goto(f"{server}/collections?from=2016&to=2020")
    settle(tab)
    figure = tab.locator(".st-key-figure-collections_by_database")
    with tab.expect_download() as picture:
        figure.get_by_role("button", name=re.compile("^Download plot")).click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    tab.locator(".st-key-export-collections_list").get_by_role("button").first.click()
    with tab.expect_download() as table:
        tab.get_by_role("button", name="Excel").click()
    assert Path(table.value.path()).read_bytes().startswith(b"PK")
    assert violations(tab) == []

    tab.goto(f"{server}/data-health")
    settle(tab)
    content = "database,office,year,added_on,order_in_report,basis,source\nGBD,KE,2024,,,reported,Own records\n"
    tab.locator(".st-key-trial-files input[type=file]").set_input_files(
        {"name": "collections.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    tab.get_by_role("button", name="Check these files").click()
    tab.get_by_text("What would change").wait_for(timeout=60_000)
    assert violations(tab) == []
