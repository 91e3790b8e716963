"""Deliveries are swapped all the time, good and bad, while a client reads: each answer belongs to one of them."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live import OpenTab, serving

from components.tables import PAGE_ROWS
from extracts.state import read_state, state_folder
from tests.browser.test_server import elements, interact
from tests.extracts.conftest import VALID, csv_text
from tests.thorough import THOROUGH

SWAPS = 200 if THOROUGH else 10
PEOPLE = 4
ADOPTED_WITHIN = 60  # seconds, on a busy machine
BETWEEN_PAGES = 0.1  # seconds: a client that never pauses takes the processor from what it waits for
# A bad delivery carries a number that no good one has.
BAD = 10_000
# As the source of a row, where a page escapes the space or not, and in words of the page.
NUMBERS = (
    re.compile(r"delivery\W{1,2}(\d+)"),
    re.compile(r"CWS/8 ([\d,]+)\."),
    re.compile(r"In person ([\d,]+)\."),
)
FOOTER = re.compile(r"snapshot ([0-9a-f]{8})$")
METRICS = ("Participants", "In-person advice requests", "Funded CWS participants")
# Pages that say the number of their delivery for certain, and others, which at least must not say another one. One has
# a long list, whose pages are turned: that runs the card of the list by itself.
LIST = "trainings-by-region"
TELLING, OTHERS = ("", "standards-outreach", LIST), ("data-health",)
LISTED = PAGE_ROWS + 1


def write_delivery(folder: Path, number: int) -> None:
    """Write a delivery in which each table says its `number`."""
    folder.mkdir()
    source = {"source": f"delivery {number}"}
    changes: dict[str, dict[str, object]] = {
        "trainings": {"title": f"delivery {number}"},
        "training_offices": {"participants": number},
        "advice_requests": {"channel": "in_person", "requests": number},
        "cws_participation": {"funded_participants": number},
        "tool_releases": {"version": f"1.{number}"},
    }
    for table, row in VALID.items():
        rows = [{**row, **changes.get(table, {}), **(source if "source" in row else {})}]
        if table == "trainings":
            rows += [{**rows[0], "training_id": f"L{place}"} for place in range(LISTED - 1)]
        (folder / f"{table}.csv").write_text(csv_text(table, rows))


def cut_in_a_cell(folder: Path) -> None:
    (folder / "trainings.csv").write_text((folder / "trainings.csv").read_text() + 'T2,"and then noth')


def no_table(folder: Path) -> None:
    (folder / "collections.csv").unlink()


def no_parquet(folder: Path) -> None:
    (folder / "trainings.csv").unlink()
    (folder / "trainings.parquet").write_bytes(b"PAR1 and nothing more")


def no_column(folder: Path) -> None:
    (folder / "advice_requests.csv").write_text("year,requests\n2020,3\n")


def mostly_wrong(folder: Path) -> None:
    path = folder / "cws_participation.csv"
    path.write_text(path.read_text() + "CWS/9,soon,,,many,reported,s\n")


def nothing_at_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def no_folder(folder: Path) -> None:
    nothing_at_all(folder)
    folder.rmdir()


FAULTS: tuple[Callable[[Path], None], ...] = (
    cut_in_a_cell,
    no_table,
    no_parquet,
    no_column,
    mostly_wrong,
    nothing_at_all,
    no_folder,
)


def point(link: Path, folder: Path) -> None:
    """Let `link` name `folder` from one moment to the next, as an operator does."""
    new = link.with_name("next")
    new.symlink_to(folder)
    new.replace(link)


def texts(tree: dict[str, Any]) -> Iterator[str]:
    """Yield all that a page says, but for the menu of pages and what stands about a delivery that was refused."""
    for value in tree.get("props", {}).values():
        if isinstance(value, str | int):
            yield str(value)
    for child in tree.get("children", []):
        if not str(child.get("key")).startswith("refused-"):
            yield from texts(child)


class Reader:
    """A client that reads pages and turns those of a list, and keeps what each answer says of its delivery."""

    def __init__(self, server: str, kept: Path) -> None:
        self.server, self.kept = server, kept
        # Several people, each with a page of their own; a server of the agent API has few places.
        self.sessions = [interact(server)["session_id"] for _person in range(PEOPLE)]
        self.answers = 0
        self.says_refused = False
        self.number_of: dict[str, int] = {}  # by fingerprint
        self.numbers: frozenset[int] = frozenset()  # all that were shown; another thread asks
        self.by_older_pages = 0  # answers of a card whose page was older than what stood published by then

    def read(self, chance: random.Random) -> None:
        """Open a page, and turn those of its list, which has to go on with the data of its page."""
        path = chance.choice([*TELLING, *TELLING, *OTHERS])
        session = chance.choice(self.sessions)
        page = interact(self.server, session_id=session, page=path)
        fingerprint = self.check(page, path)
        self.says_refused = any("was not published" in text for text in texts(page["tree"]))
        if path == LIST:
            [pages] = elements(page["tree"], "pagination")
            for number in (2, 1):
                published = read_state(self.kept).current
                answer = interact(self.server, session_id=session, widget_state={pages["key"]: number})
                assert self.check(answer, path) == fingerprint
                self.by_older_pages += bool(published and not published.fingerprint.startswith(fingerprint))

    def check(self, page: dict[str, Any], path: str) -> str:
        """Make sure that an answer rests on one delivery, and return the fingerprint that it says."""
        assert page["status"] == "ready", page
        said = [*texts(page["tree"])]
        assert not any("Something went wrong" in text for text in said), said
        numbers = {int(n.replace(",", "")) for pattern in NUMBERS for text in said for n in pattern.findall(text)}
        if not path:
            metrics = {
                metric["props"]["label"]: metric["props"]["value"] for metric in elements(page["tree"], "metric")
            }
            numbers |= {int(metrics[name]) for name in METRICS}
        [fingerprint] = {match for text in said for match in FOOTER.findall(text)}
        numbers |= {self.number_of[fingerprint]} if fingerprint in self.number_of else set()
        assert len(numbers) == 1 if path in TELLING else len(numbers) <= 1, (path, numbers, said)
        assert all(0 < number < BAD for number in numbers)
        if path in TELLING:
            [self.number_of[fingerprint]] = numbers
            self.numbers |= numbers
        self.answers += 1
        return fingerprint


def test_every_answer_belongs_to_one_delivery_while_many_are_swapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_POLL_SECONDS", "0.1")
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    link = tmp_path / "data"
    write_delivery(tmp_path / "delivery-1", 1)
    point(link, tmp_path / "delivery-1")
    log = tmp_path / "server.log"
    with serving(log, "--server.enableAgentApi=true", data=link) as server:
        reader = Reader(server, state_folder(link, tmp_path / "state"))
        done = threading.Event()
        failed: list[BaseException] = []

        def read_on() -> None:
            chance = random.Random(1)
            try:
                while not done.is_set():
                    reader.read(chance)
                    time.sleep(BETWEEN_PAGES)
            except BaseException as error:
                failed.append(error)

        client = threading.Thread(target=read_on)
        client.start()
        try:
            adopted, refused = swap(tmp_path, link, reader, failed)
        finally:
            done.set()
            client.join()
    if failed:
        raise failed[0]
    numbers = [*reader.number_of.values()]
    print(
        f"{reader.answers} answers, {len(numbers)} deliveries shown, {refused} refusals seen, {reader.by_older_pages}"
    )
    assert adopted == SWAPS // 2
    assert len(numbers) == len(set(numbers))
    assert refused == SWAPS // 10
    assert reader.answers > SWAPS
    assert reader.by_older_pages
    assert "Traceback" not in log.read_text()


def swap(folder: Path, link: Path, reader: Reader, failed: list[BaseException]) -> tuple[int, int]:
    """Swap deliveries, each second one bad; return how many good ones were shown and how many refusals were."""
    chance = random.Random(2)
    adopted = refused = 0

    def wait_until(is_so: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + ADOPTED_WITHIN
        while not is_so() and not failed and time.monotonic() < deadline:
            time.sleep(0.02)
        return is_so()

    for number in range(2, SWAPS + 2):
        is_bad = number % 2
        delivery = folder / f"delivery-{number}"
        write_delivery(delivery, BAD + number if is_bad else number)
        if is_bad:
            chance.choice(FAULTS)(delivery)
        point(link, delivery)
        if not is_bad:
            adopted += wait_until(lambda number=number: number in reader.numbers)  # type: ignore[misc]
        elif number % 10 == 1:
            refused += wait_until(lambda: reader.says_refused)
        else:
            time.sleep(chance.uniform(0, 0.4))
        if failed:
            break
    return adopted, refused


def test_a_reader_is_told_of_new_data_and_takes_it_when_ready(
    tmp_path: Path, open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_POLL_SECONDS", "0.1")
    monkeypatch.setenv("ACTIVITY_NOTICE_SECONDS", "0.5")
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    link = tmp_path / "data"
    for number in (1, 2):
        write_delivery(tmp_path / f"delivery-{number}", number * 111)
    point(link, tmp_path / "delivery-1")
    with serving(tmp_path / "server.log", data=link) as server:
        page = open_tab(server)
        funded = page.get_by_test_id("stMetric").filter(has_text="Funded CWS participants")
        assert "111" in funded.inner_text()
        assert page.get_by_text("New data has arrived").count() == 0
        point(link, tmp_path / "delivery-2")
        page.get_by_text("New data has arrived").wait_for(timeout=60_000)
        assert "111" in funded.inner_text()  # nothing changes under a person who presents
        page.get_by_role("button", name="Show the new data").click()
        funded.get_by_text("222").wait_for()
        page.get_by_text("New data has arrived").wait_for(state="detached")
