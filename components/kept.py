"""Results that all sessions share: a bounded number of them, each made once however many ask at the same time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class _Place(Generic[Result]):
    """Where one result is, or will be."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_filled = False
        self.result: Result

    def fill(self, make: Callable[[], Result]) -> Result:
        with self.lock:
            if not self.is_filled:
                self.result = make()
                self.is_filled = True
            return self.result


class Kept(Generic[Result]):
    """The `most` results asked for last, by key. What is kept is shared: nobody may change it.

    Streamlit's own cache hands out a copy of each result, which for a page of charts costs more than drawing it.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place[Result]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result under `key`; the first to ask makes it, and others wait for it.

        An error of `make` goes to whoever asked; the next one tries again.
        """
        with self._lock:
            place = self._places.pop(key, None) or _Place()
            self._places[key] = place  # the last one is the one asked for last
            while len(self._places) > self.most:
                self._places.popitem(last=False)
        return place.result if place.is_filled else place.fill(make)

    def peek(self, key: Hashable) -> Result | None:
        """Return the result under `key` if it is there; it does not count as asked for."""
        place = self._places.get(key)
        return place.result if place and place.is_filled else None

    def clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self._places.clear()

    def __len__(self) -> int:
        return len(self._places)
