"""What all sessions share: bounded, made once, and never an error for long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from components.kept import Kept


def test_a_result_is_made_once() -> None:
    kept: Kept[object] = Kept(2)
    made = kept.get("a", object)
    assert kept.get("a", object) is made
    assert kept.peek("a") is made
    assert kept.peek("b") is None


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, key.upper)
    assert len(kept) == 2
    assert (kept.peek("a"), kept.peek("b"), kept.peek("c")) == ("A", None, "C")


def test_results_are_weighed_where_they_differ() -> None:
    kept: Kept[str] = Kept(10, len)
    for text in ("aaaa", "bbbb", "cc"):
        kept.get(text[0], lambda text=text: text)  # type: ignore[misc]
    assert (kept.peek("a"), kept.peek("b"), kept.peek("c")) == ("aaaa", "bbbb", "cc")
    assert kept.get("d", lambda: "ddd") == "ddd"
    assert (kept.peek("a"), kept.peek("b"), kept.peek("d")) == (None, "bbbb", "ddd")
    # One that is too heavy for all of them is answered, and nothing stays.
    assert kept.get("e", lambda: "e" * 11) == "e" * 11
    assert len(kept) == 0
    assert kept.get("f", lambda: "f" * 10) == kept.peek("f") == "f" * 10


def test_what_was_never_made_takes_little_room() -> None:
    kept: Kept[str] = Kept(3, len)
    for key in range(9):
        with pytest.raises(ZeroDivisionError):
            kept.get(key, lambda: str(1 // 0))
    assert len(kept) == 3
    kept.get("a", lambda: "aaa")
    assert len(kept) == 1


def test_many_who_ask_at_the_same_time_get_one_result() -> None:
    kept: Kept[object] = Kept(2)
    everybody = Barrier(8)
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask() -> object:
        everybody.wait()
        return kept.get("a", make)

    with ThreadPoolExecutor(8) as threads:
        results = {id(future.result()) for future in [threads.submit(ask) for _i in range(8)]}
    assert len(made) == len(results) == 1


def test_who_asks_for_something_else_does_not_wait() -> None:
    kept: Kept[str] = Kept(2)
    go_on = Event()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(kept.get, "slow", lambda: "late" if go_on.wait(30) else "never")
        assert kept.get("quick", lambda: "now") == "now"
        go_on.set()
        assert slow.result() == "late"


def test_an_error_is_not_kept() -> None:
    kept: Kept[str] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: str(1 // 0))
    assert kept.peek("a") is None
    assert kept.get("a", lambda: "right") == "right"


def test_all_can_be_forgotten() -> None:
    kept: Kept[str] = Kept(2)
    kept.get("a", str)
    kept.clear()
    assert len(kept) == 0
