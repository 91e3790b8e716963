"""Results that all sessions share: a bounded number of them, each made once however many ask at the same time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class _Place(Generic[Result]):
    """Where one result is, or will be; it weighs 1 until then."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_filled = False
        self.weight = 1
        self.result: Result

    def fill(self, make: Callable[[], Result]) -> Result:
        with self.lock:
            if not self.is_filled:
                self.result = make()
                self.is_filled = True
            return self.result


class Kept(Generic[Result]):
    """The results asked for last, by key, that weigh `most` at most. What is kept is shared: nobody may change it.

    `weight` is what a result weighs, at least 1; they are counted where it is not given. Streamlit's own cache hands
    out a copy of each result, which for a page of charts costs more than drawing it.
    """

    def __init__(self, most: int, weight: Callable[[Result], int] = lambda _result: 1) -> None:
        self.most, self.weight = most, weight
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place[Result]] = OrderedDict()
        self._sum = 0

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result under `key`; the first to ask makes it, and others wait for it.

        An error of `make` goes to whoever asked; the next one tries again.
        """
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place()
                self._sum += place.weight
                self._make_room()
            else:
                self._places.move_to_end(key)  # the last one is the one asked for last
        if place.is_filled:
            return place.result
        result = place.fill(make)
        with self._lock:
            if self._places.get(key) is place:
                weight = self.weight(result)
                self._sum += weight - place.weight
                place.weight = weight
                self._make_room()
        return result

    def _make_room(self) -> None:
        while self._sum > self.most:
            _key, place = self._places.popitem(last=False)
            self._sum -= place.weight

    def peek(self, key: Hashable) -> Result | None:
        """Return the result under `key` if it is there; it does not count as asked for."""
        place = self._places.get(key)
        return place.result if place and place.is_filled else None

    def clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self._places.clear()
            self._sum = 0

    def __len__(self) -> int:
        return len(self._places)
