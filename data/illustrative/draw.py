"""Random choices that come out the same on every machine and with every version of Python."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

FIRST_YEAR = 2011
LAST_YEAR = 2025
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
REPORTED_YEAR = 2020
"""The one year whose trainings, advice and collections are published in full: nothing is made up for it there."""

SOURCE = "data/make_illustrative.py"
_SEED = "assistance to IP offices"

Row = dict[str, str | int | date | None]
"""One row of a table: column name to value, None where the cell is empty."""


class Draw:
    """A stream of choices of its own for each table, so that a change to one table leaves the others as they are.

    Only `Random.random` is used: Python promises the same numbers in all versions for it, not for `choice` or `sample`.
    """

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{_SEED}: {name}")

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Return true in `share` (0 to 1) of the cases."""
        return self._random.random() < share

    def pick(self, items: Iterable[T]) -> T:
        """Return one of `items`, each as likely as the others."""
        pool = list(items)
        return pool[self.number(0, len(pool) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, as likely as its weight is large."""
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return max(weights, key=lambda item: weights[item])

    def order(self, items: Iterable[T]) -> list[T]:
        """Return `items` in a random order."""
        pool = list(items)
        for last in range(len(pool) - 1, 0, -1):
            other = self.number(0, last)
            pool[last], pool[other] = pool[other], pool[last]
        return pool

    def sample(self, items: Iterable[T], count: int) -> list[T]:
        """Return `count` different ones of `items`; raise ValueError where there are fewer."""
        pool = self.order(items)
        if len(pool) < count:
            raise ValueError(f"cannot draw {count} of {len(pool)}")
        return pool[:count]

    def weighted_sample(self, weights: Mapping[T, float], count: int) -> list[T]:
        """Return `count` different keys, or all where there are fewer, those of large weight more often."""
        left = dict(weights)
        chosen: list[T] = []
        while left and len(chosen) < count:
            item = self.weighted(left)
            del left[item]
            chosen.append(item)
        return chosen

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both included."""
        return first + timedelta(days=self.number(0, (last - first).days))


def illustrative(**cells: str | int | date | None) -> Row:
    """Return a row that says of itself that it is made up."""
    return {**cells, "basis": "illustrative", "source": SOURCE}
