"""Pages take turns: one at a time, the others after it, and nobody waits for long."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from components import turns
from components.turns import its_turn, nobody_waits


def test_one_comes_after_the_other() -> None:
    events: list[str] = []
    begun = threading.Event()

    def page(name: str) -> None:
        with its_turn():
            events.append(f"{name} begins")
            begun.set()
            time.sleep(0.05)
            events.append(f"{name} ends")

    first = threading.Thread(target=page, args=["first"])
    first.start()
    begun.wait(5)
    page("second")
    first.join()
    assert events == ["first begins", "first ends", "second begins", "second ends"]


def test_a_page_that_stops_gives_its_turn_back() -> None:
    for _attempt in range(2):
        with pytest.raises(KeyboardInterrupt), its_turn():
            raise KeyboardInterrupt
    with its_turn():
        assert not turns._turn.acquire(blocking=False)


def test_nobody_waits_for_a_page_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with its_turn():
        with its_turn():
            pass
        assert not turns._turn.acquire(blocking=False), "who had no turn gives none back"
    assert turns._turn.acquire(blocking=False)
    turns._turn.release()


def test_what_can_be_done_at_any_time_waits_until_no_page_is_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "POLL_SECONDS", 0.001)
    begun, done = threading.Event(), []

    def page() -> None:
        with its_turn():
            begun.set()
            time.sleep(0.05)
            done.append("page")

    thread = threading.Thread(target=page)
    thread.start()
    begun.wait(5)
    asyncio.run(nobody_waits())
    assert done == ["page"]
    thread.join()

    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with its_turn():
        asyncio.run(nobody_waits())  # not for ever
