"""The running server: health, headers, every page first on a fresh server, and the figures of 2020 over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from live import OpenTab, serving

from components.card_element import script_addresses
from components.pages import PAGES
from tests.thorough import THOROUGH


def interact(server: str, **request: Any) -> dict[str, Any]:
    """Run the app once through the agent API and return the page as a tree."""
    call = Request(
        f"{server}/_stcore/agent/interact", json.dumps(request).encode(), {"Content-Type": "application/json"}
    )
    with urlopen(call, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def elements(tree: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """Yield all elements of one kind in a tree."""
    if tree.get("type") == kind:
        yield tree
    for child in tree.get("children", []):
        yield from elements(child, kind)


def test_health_and_headers(server: str) -> None:
    with urlopen(f"{server}/_stcore/health", timeout=5) as answer:
        assert answer.read() == b"ok"
    with urlopen(server, timeout=5) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Referrer-Policy"] == "same-origin"


# Each needs a server of its own. A usual run opens the overview, a page of charts and maps, and one of tables alone.
USUAL = ("", "trainings-by-region", "data-health")
FIRST = [entry for entry in PAGES if THOROUGH or entry.path in USUAL]


@pytest.mark.parametrize("entry", FIRST, ids=lambda entry: entry.path or "overview")
def test_a_deep_link_opens_first_on_a_fresh_server(fresh_server: str, open_tab: OpenTab, entry: Any) -> None:
    page = open_tab(f"{fresh_server}/{entry.path}?from=2016&to=2020&region=AF&region=AR")
    assert page.locator("h1").first.inner_text() == entry.title
    for chosen in ("Africa", "Arab Countries", "2016", "2020"):
        page.get_by_test_id("stSidebar").get_by_text(chosen).wait_for()
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0


def test_scripts_are_served_before_the_first_visit(tmp_path: Path) -> None:
    with serving(tmp_path / "log") as server:
        for address in script_addresses():
            with urlopen(f"{server}/{address}", timeout=5) as answer:
                assert answer.status == 200


def test_there_is_no_deploy_button(server: str, open_tab: OpenTab) -> None:
    page = open_tab(server)
    assert page.get_by_text("Deploy", exact=True).count() == 0


def test_figures_of_2020_over_http(server: str) -> None:
    page = interact(server, query_params={"from": ["2020"], "to": ["2020"]})
    assert page["status"] == "ready"
    shown = {metric["props"]["label"]: metric["props"]["value"] for metric in elements(page["tree"], "metric")}
    assert int(shown["Trainings"]) == 5
    assert int(shown["IPOs using Business Solutions"]) == 90
    assert int(shown["In-person advice requests"]) == 0


def test_another_folder_replaces_the_shipped_extracts(tmp_path: Path, open_tab: OpenTab) -> None:
    (tmp_path / "offices.csv").write_text("code,name,iso3,region,development,kind\nKE,Kenya,KEN,AF,developing,state\n")
    (tmp_path / "collections.csv").write_text(
        "database,office,year,added_on,order_in_report,basis,source\n"
        "GBD,KE,2024,2024-05-01,1,reported,Own records\n"
        "GDD,KE,2024,2024-05-01,1,reported,Own records\n"
        "GBD,Kenya,2023,01.05.2023,1,reported,Own records\n"
        "GDD,KEN,2023,1-May-2023,1,reported,Own records\n"
        "GBD,XX,2024,,,reported,Own records\n"
    )
    with serving(tmp_path / "server.log", data=tmp_path) as address:
        page = open_tab(f"{address}/data-health")
        text = page.get_by_test_id("stMain").inner_text()
        # One row is set aside, too few to refuse the delivery: its office is not in offices.csv.
        assert "Rows set aside\n1" in text.replace("\n\n", "\n")
        # With reported rows only, the banner and the switch for illustrative rows are gone.
        assert "illustrative data" not in text
        assert "Reported facts only" not in page.get_by_test_id("stSidebar").inner_text()
