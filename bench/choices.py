"""What visitors choose in the filters, drawn from a seed: the same for every program that is compared."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.deliveries import FIRST_YEAR, LAST_YEAR
from queries import codes_of
from queries.filters import INTERNATIONAL
from words import label

Choice = dict[str, list[int] | list[str]]


def choices(seed: int, with_topics: bool = True) -> Iterator[Choice]:
    """Yield choices, none of them twice, as values of the widgets by their keys: years and regions, and of `topics`.

    Ends when there is no other choice left, after thousands.
    """
    draw, seen = random.Random(seed), set()
    years = list(range(FIRST_YEAR, LAST_YEAR + 1))
    regions = [label("region", code) for code in codes_of("regions") if code != INTERNATIONAL]
    topics = [label("topic", code) for code in codes_of("topics")]
    misses = 0
    while misses < 1000:
        choice: Choice = {
            "filter-years": sorted(draw.sample(years, 2)),
            "filter-regions": sorted(draw.sample(regions, draw.randrange(3))),
        }
        if with_topics:
            choice["filter-topics"] = sorted(draw.sample(topics, draw.randrange(3)))
        if (key := repr(choice)) in seen:
            misses += 1
            continue
        seen.add(key)
        misses = 0
        yield choice
