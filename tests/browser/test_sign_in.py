"""The sign-in against an OpenID provider that runs here: each person sees what the allow-list says, and no more."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import duckdb
import pytest
from live import OpenTab, Tabs, free_port, serving, settle
from playwright.sync_api import Page

from components.pages import PAGES
from extracts import data_folder
from words.glossary import TERMS

CLIENT_SECRET, COOKIE_SECRET = "a-client-secret-of-this-test", "a-cookie-secret-of-this-test-long-enough"
PEOPLE = {
    "ana": {"email": "Ana@Example.org", "email_verified": True},
    "ben": {"email": "ben@example.net", "email_verified": True},
    "cid": {"email": "cid@example.com", "email_verified": True},
    # Of an allowed domain, but the provider does not vouch for the address.
    "dan": {"email": "dan@example.org", "email_verified": False},
}
ACCESS = """
[access]
domains = ["example.org"]

[access.regions]
"BEN@example.net" = ["AF"]
"""


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """Run an OpenID provider that knows the people above and yield its address."""
    port = free_port()
    people = [f"--user-claims={json.dumps({'sub': name, **claims})}" for name, claims in PEOPLE.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", f"--port={port}", *people]
    with log.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 30
            while not is_up(f"{address}/.well-known/openid-configuration"):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(10)


def is_up(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def guarded_server(folder: Path, access: str) -> Iterator[str]:
    """Run a provider, and the app with a sign-in at it and the section `access`; yield the address of the app."""
    with provider(folder / "provider.log") as provider_address:
        secrets = folder / "secrets.toml"
        secrets.write_text(
            f"""
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "dashboard"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{provider_address}/.well-known/openid-configuration"
{access}
"""
        )
        with serving(folder / "server.log", f"--secrets.files={secrets}") as address:
            yield address


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The app with the allow-list above: its address and its log."""
    folder = tmp_path_factory.mktemp("sign-in")
    with guarded_server(folder, ACCESS) as address:
        yield address, folder / "server.log"


@pytest.fixture
def tab(tabs: Tabs) -> Page:
    """A tab of a browser that nobody has signed in with."""
    return tabs.take("sign-in")


def sign_in(page: Page, address: str, person: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=person, exact=True).click()
    page.wait_for_url(re.compile(rf"^{re.escape(address)}/?$"))


def text_of(page: Page) -> str:
    """Return all text of the page, with that of cards that are scrolled out of sight."""
    return str(page.locator("body").text_content())


def received_by(page: Page) -> list[str]:
    """Return a list that fills with all that the server sends to `page` from now on, drawn or not."""
    received: list[str] = []

    def keep(data: str | bytes) -> None:
        received.append(data if isinstance(data, str) else data.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return received


def offices_outside(region: str) -> set[str]:
    """Return the names of all offices of other regions, less those that are a part of other words on the page."""
    offices = duckdb.read_csv(str(data_folder() / "offices.csv"), header=True).project("name, region").fetchall()
    inside = " ".join(name for name, of in offices if of == region)
    return {name for name, of in offices if of != region and name not in inside} - {"WIPO"}


def test_before_the_sign_in_nothing_of_the_data_is_there(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    received = received_by(tab)
    for entry in PAGES:
        tab.goto(f"{address}/{entry.path}?region=AF&from=2020")
        tab.get_by_role("heading", name="Sign in", level=1).wait_for()
        assert tab.get_by_test_id("stSidebar").count() == 0
        assert tab.locator(".js-plotly-plot, table, [data-testid=stMetric]").count() == 0
    frames = "".join(received)
    assert "Sign in" in frames
    for told in ("Kenya", "Panama", "snapshot ", "2011", "IPOs using"):
        assert told not in frames, told


def test_who_is_on_the_list_sees_everything(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    sign_in(tab, address, "ana")
    settle(tab)
    sidebar = tab.get_by_test_id("stSidebar")
    sidebar.get_by_text("Signed in as Ana@Example.org").wait_for()
    assert "You see these regions" not in sidebar.inner_text()
    tab.goto(f"{address}/collections?from=2020&to=2020")
    settle(tab)
    tab.locator("text=PATENTSCOPE").first.wait_for(state="attached")
    tab.goto(f"{address}/data-health")
    settle(tab)
    assert "those who may see all regions" not in text_of(tab)


def test_who_may_see_one_region_sees_nothing_of_the_others(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    outside = offices_outside("AF")
    assert {"Egypt", "Panama"} <= outside
    sign_in(tab, address, "ben")
    settle(tab)
    tab.get_by_test_id("stSidebar").get_by_text("You see these regions: Africa").wait_for()
    received = received_by(tab)
    for entry in PAGES:
        tab.goto(f"{address}/{entry.path}?region=AR&region=LC&basis=")
        settle(tab)
        assert tab.get_by_test_id("stException").count() == 0
        assert tab.get_by_test_id("stAlertContentError").count() == 0
        for other in ("Arab Countries", "Latin America and the Caribbean", "All regions"):
            assert other not in text_of(tab), (entry.path, other)
    tab.goto(f"{address}/data-health")
    tab.get_by_text("This is shown to those who may see all regions.").first.wait_for()
    # What the glossary names by way of example is known to everybody.
    outside -= {name for name in outside for term in TERMS if name in term.text}
    # Whole words only: Oman is a part of others.
    frames = "".join(received)
    assert "Kenya" in frames
    outside = {name for name in outside if name in frames}  # quick, of many megabytes
    assert not [name for name in outside if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", frames)]
    tab.goto(f"{address}/collections")
    settle(tab)
    tab.get_by_test_id("stSidebar").get_by_label("Regions").first.click()
    assert tab.get_by_role("option").all_inner_texts() == ["Africa"]


def test_what_such_a_person_takes_along_holds_nothing_of_the_others(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    sign_in(tab, address, "ben")
    tab.goto(f"{address}/collections?region=AR")
    settle(tab)
    tab.locator(".st-key-export-collections_list").get_by_role("button").first.click()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "# Filters: 2011–2025 · Africa" in text
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert len(rows) > 10
    assert {row["region"] for row in rows} == {"AF"}


@pytest.mark.parametrize(("person", "said"), [("cid", "cid@example.com"), ("dan", "without a verified e-mail address")])
def test_who_is_not_on_the_list_is_told_so_and_can_sign_out(
    guarded: tuple[str, Path], tab: Page, person: str, said: str
) -> None:
    address, _log = guarded
    sign_in(tab, address, person)
    tab.get_by_role("heading", name="Not on the list", level=1).wait_for()
    tab.get_by_text(f"You are signed in as {said}, who is not on the list").wait_for()
    assert tab.get_by_test_id("stSidebar").count() == 0
    tab.goto(f"{address}/trainings-by-region")
    tab.get_by_role("heading", name="Not on the list", level=1).wait_for()
    assert tab.locator(".js-plotly-plot, table").count() == 0
    sign_out(tab, address)


def test_signing_out_closes_the_dashboard(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    sign_in(tab, address, "ana")
    settle(tab)
    sign_out(tab, address)


def sign_out(page: Page, address: str) -> None:
    """Sign out here and at the provider, and find the sign-in again."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_load_state()
    page.goto(f"{address}/collections")
    page.get_by_role("heading", name="Sign in", level=1).wait_for()


def test_a_forged_cookie_is_no_sign_in(guarded: tuple[str, Path], tab: Page) -> None:
    address, _log = guarded
    forged = '"{\\"email\\": \\"ana@example.org\\", \\"is_logged_in\\": true}"'
    tab.context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": address}])
    tab.goto(address)
    tab.get_by_role("heading", name="Sign in", level=1).wait_for()


def test_no_secret_and_no_token_stands_in_the_log(guarded: tuple[str, Path], tab: Page) -> None:
    address, log = guarded
    sign_in(tab, address, "ana")
    settle(tab)
    tokens = [cookie["value"] for cookie in tab.context.cookies() if cookie["name"].startswith("_streamlit_user")]
    assert tokens
    text = log.read_text()
    for secret in (CLIENT_SECRET, COOKIE_SECRET, "id_token", "access_token", *tokens):
        assert secret not in text


def test_settings_that_cannot_be_understood_admit_nobody(tmp_path: Path, tab: Page) -> None:
    with guarded_server(tmp_path, '[access]\ndomain = ["example.org"]\n') as address:
        tab.goto(f"{address}/collections")
        tab.get_by_role("heading", name="Not open", level=1).wait_for()
        assert tab.get_by_role("button", name="Sign in").count() == 0
        assert "unknown setting: domain" in (tmp_path / "server.log").read_text()


def test_without_a_list_everybody_of_the_provider_is_admitted(tmp_path: Path, tab: Page) -> None:
    with guarded_server(tmp_path, "") as address:
        sign_in(tab, address, "cid")
        settle(tab)
        tab.get_by_text("Signed in as cid@example.com").wait_for()


def test_a_broken_file_of_secrets_does_not_open_the_dashboard(tmp_path: Path, tab: Page) -> None:
    (tmp_path / "secrets.toml").write_text("[auth\n")
    for file in ("secrets.toml", "gone.toml"):
        with serving(tmp_path / "server.log", f"--secrets.files={tmp_path / file}") as address:
            tab.goto(address)
            tab.get_by_role("heading", name="Not open", level=1).wait_for()


def test_without_secrets_the_dashboard_is_open_as_ever(server: str, open_tab: OpenTab) -> None:
    page = open_tab(server)
    assert "Signed in" not in page.get_by_test_id("stSidebar").inner_text()
    assert page.get_by_role("button", name="Sign out").count() == 0
