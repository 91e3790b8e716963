"""Three processes behind the nginx of `deploy/`: one dies under load, all are renewed, and what users saw is counted.

`ACTIVITY_TEST_SESSIONS` says how many users there are.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPSConnection
from itertools import cycle
from pathlib import Path

import pytest
from behind_nginx import COOKIE, HOST, Cluster, Visitor, behind_nginx, configure, nginx_program, status_of, wait_until
from live import ROOT, OpenTab, free_port, settle
from playwright.sync_api import Browser, Page
from websockets.exceptions import WebSocketException

from extracts.state import read_state, state_folder

SESSIONS = int(os.environ.get("ACTIVITY_TEST_SESSIONS", "6"))
EVERY = 1.0  # seconds between two acts of a user
BACK_WITHIN = 60.0  # seconds, on a busy machine
NOT_ASKED = 3.0  # seconds until nginx asks a process again that did not answer: its fail_timeout, in whole seconds
REGIONS = ("AF", "AR", "AP", "LC", "TD")

pytestmark = pytest.mark.skipif(nginx_program() is None, reason="there is no nginx here")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A link to a delivery, as an operator has it, and beside it `second`, another delivery."""
    folder = tmp_path_factory.mktemp("deliveries")
    for name in ("first", "second"):
        shutil.copytree(ROOT / "data", folder / name)
    collections = folder / "second" / "collections.csv"
    collections.write_text("".join(collections.read_text().splitlines(keepends=True)[:-1]))
    (folder / "data").symlink_to(folder / "first")
    return folder / "data"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Cluster]:
    with behind_nginx(tmp_path_factory.mktemp("cluster"), ACTIVITY_DATA=str(data)) as running:
        yield running


@dataclass(eq=False)
class User(threading.Thread):
    """Acts every so often; where the connection is cut it comes back by itself, as a browser does."""

    port: int
    link: str
    acts: int = 0
    cuts: int = 0  # how often the connection ended
    longest: float = 0.0  # seconds without an answer
    faults: list[str] = field(default_factory=list)
    fingerprints: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(self.port, self.link)
        self.done = threading.Event()

    def run(self) -> None:
        try:
            self.visitor.come()
            while not self.done.wait(EVERY):
                self.act()
        except Exception as error:
            self.faults.append(f"{type(error).__name__}: {error}")
        finally:
            self.visitor.leave()

    def act(self) -> None:
        """Ask until there is an answer, which has to rest on the filters of the link and on one snapshot."""
        asked, deadline, is_cut = time.monotonic(), time.monotonic() + BACK_WITHIN, False
        while True:
            try:
                if is_cut:
                    self.visitor.connect()
                self.visitor.run()
                break
            except (WebSocketException, OSError) as error:
                if time.monotonic() > deadline:
                    raise
                if is_cut:
                    time.sleep(0.2)
                elif not isinstance(error, TimeoutError):
                    self.cuts += 1
                is_cut = True
        self.acts += 1
        self.longest = max(self.longest, time.monotonic() - asked)
        query = self.link.partition("?")[2]
        if query.encode() not in self.visitor.said:
            self.faults.append("the filters are gone")
        if self.fingerprints[-1:] != [self.visitor.fingerprint]:
            self.fingerprints.append(self.visitor.fingerprint)
        if self.processes[-1:] != [self.visitor.cookie]:
            self.processes.append(self.visitor.cookie)


def test_users_of_other_processes_see_nothing_and_their_own_come_back_with_their_filters(
    cluster: Cluster, data: Path
) -> None:
    kept = state_folder(data, cluster.folder / "state")
    first = read_state(kept)
    assert first.sequence == 1, "three processes started at once, and one of them published"
    regions = cycle(REGIONS)
    links = [f"collections?region={next(regions)}&from={2012 + i % 4}&to={2018 + i % 3}" for i in range(SESSIONS)]
    users = [User(cluster.port, link) for link in links]
    for user in users:
        user.start()
    everybody_acts(users)
    before = Counter(user.processes[-1] for user in users)
    assert set(before) == set("abc"), before

    cluster.kill("b")
    everybody_acts(users)
    moved = [user for user in users if "b" in user.processes]
    others = [user for user in users if user not in moved]
    assert [(user.cuts, user.processes) for user in others] == [(0, [user.processes[0]]) for user in others]
    # All go to the same neighbour, so that no two tabs of a browser ever live in two processes.
    assert [(user.cuts, user.processes) for user in moved] == [(1, ["b", "c"])] * before["b"]
    longest = max(user.longest for user in moved)

    cluster.start("b")
    time.sleep(NOT_ASKED)  # until then also whoever would come to it goes to its neighbour
    newcomers = [User(cluster.port, links[0]) for _number in range(3)]
    for user in newcomers:
        user.start()
    everyone = [*users, *newcomers]
    everybody_acts(everyone)
    assert "b" in {user.processes[-1] for user in newcomers}
    assert [user.processes for user in moved] == [["b", "c"]] * before["b"]  # where their sessions live

    # A new delivery: one process publishes it, all show it, and nobody goes back to the old one.
    new = data.with_name("new")
    new.symlink_to(data.with_name("second"))
    new.replace(data)
    wait_until(lambda: read_state(kept).sequence == 2)
    second = read_state(kept).current
    assert first.current and second
    shown = [first.current.fingerprint[:8], second.fingerprint[:8]]
    # All three processes, so also the one that has newcomers only.
    wait_until(lambda: all(user.fingerprints[-1] == shown[1] for user in everyone if user.is_alive()))

    # An upgrade: one process after the other is ended in peace and started anew, the last one first, so that whoever
    # moves on to the next one finds it renewed, but for those of the one that begins.
    cuts = {user: user.cuts for user in everyone}
    for name in "cba":
        assert cluster.stop(name) in (0, -15)
        cluster.start(name)
    everybody_acts(everyone)
    assert {user.cuts - cuts[user] for user in everyone} <= {1, 2}
    for user in everyone:
        user.done.set()
    for user in everyone:
        user.join(BACK_WITHIN)
    assert [user.faults for user in everyone] == [[]] * len(everyone)
    assert [(user.fingerprints, user.processes) for user in users if user.fingerprints != shown] == []
    assert read_state(kept).sequence == 2
    for name in "abc":
        assert "Traceback" not in cluster.log(name).read_text()
    print(
        f"{SESSIONS} users, {sum(user.acts for user in everyone)} acts; of {before['b']} in the killed process each was"
        f" cut once and back after at most {longest:.1f} s; of {len(others)} others none saw a fault;"
        f" {len(everyone)} users went through the upgrade with {sum(user.cuts - cuts[user] for user in everyone)} cuts"
    )


def everybody_acts(users: list[User], times: int = 2) -> None:
    """Wait until each of `users` has had so many more answers."""
    wanted = {id(user): user.acts + times for user in users}
    wait_until(lambda: all(user.acts >= wanted[id(user)] or not user.is_alive() for user in users), 120)


def process_of(page: Page) -> str:
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE)  # type: ignore[typeddict-item]


def test_a_browser_finds_its_filters_again_when_its_process_is_killed(cluster: Cluster, open_tab: OpenTab) -> None:
    page = open_tab(f"{cluster.address}/trainings-by-region?from=2016&to=2020")
    sidebar = page.get_by_test_id("stSidebar")
    # A choice that is made here, not only brought by the link.
    sidebar.get_by_role("combobox", name="Regions").click()
    page.get_by_role("option", name="Africa").click()
    page.keyboard.press("Escape")
    page.get_by_text("2016–2020 · Africa").first.wait_for()
    settle(page)
    before = process_of(page)
    cluster.kill(before)
    wait_until(lambda: process_of(page) != before)
    page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]').wait_for()
    settle(page)
    assert "region=AF" in page.url
    sidebar.get_by_text("Africa").wait_for()
    # The next act is an act of the new process, with the filters of before.
    sidebar.get_by_role("link", name="Collections").click()
    page.get_by_role("heading", name="Collections", level=1).wait_for()
    settle(page)
    sidebar.get_by_text("Africa").wait_for()
    assert all(part in page.url for part in ("region=AF", "from=2016", "to=2020"))
    assert page.get_by_test_id("stAlertContentError").count() == 0
    cluster.start(before)


def test_nginx_keeps_the_scripts_and_hides_what_is_for_operators(cluster: Cluster, open_tab: OpenTab) -> None:
    open_tab(cluster.address)
    open_tab(cluster.address)
    log = (cluster.folder / "nginx" / "access.log").read_text()
    assert '"cache":"HIT"' in log
    assert "region=" not in log  # nobody's filters
    for path in ("/metrics", "/_stcore/metrics"):
        assert status_of(cluster.port, path) == 404


def test_a_session_goes_through_tls(cluster: Cluster, browser: Browser, tmp_path: Path) -> None:
    key, certificate = tmp_path / "dashboard.key", tmp_path / "dashboard.pem"
    subject = ["-subj", "/CN=dashboard.example.org", "-days", "2"]
    made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate), *subject]
    subprocess.run(["openssl", "req", *made], check=True, capture_output=True)
    port, folder = free_port(), tmp_path / "nginx"
    files = {"/etc/ssl/certs/dashboard.pem": str(certificate), "/etc/ssl/private/dashboard.key": str(key)}
    main = configure(folder, "listen-https.conf", cluster.named, {"listen 443": f"listen {HOST}:{port}"} | files)
    program = nginx_program()
    assert program
    with (tmp_path / "log").open("wb") as log:
        nginx = subprocess.Popen([program, "-e", "stderr", "-c", str(main)], stdout=log, stderr=log)
    try:
        wait_until(lambda: status_of(port, "/metrics") == 400, 10)  # plain HTTP to the port of TLS
        connection = HTTPSConnection(HOST, port, context=ssl._create_unverified_context(), timeout=5)
        connection.request("GET", "/metrics")
        assert connection.getresponse().status == 404
        with browser.new_context(ignore_https_errors=True) as context:
            page = context.new_page()
            page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
            sockets: list[str] = []
            page.on("websocket", lambda socket: sockets.append(socket.url))
            page.goto(f"https://{HOST}:{port}/collections?from=2020&region=AF")
            settle(page)
            page.get_by_test_id("stSidebar").get_by_text("Africa").wait_for()
            assert [address.partition("_stcore")[0] for address in sockets] == [f"wss://{HOST}:{port}/"]
            [cookie] = [one for one in context.cookies() if one["name"] == COOKIE]
            assert cookie["secure"]
    finally:
        nginx.terminate()
        nginx.wait(10)
