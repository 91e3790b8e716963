"""The plain versions of the page are honest: they count what the dashboard counts, under the same filters."""

from __future__ import annotations

import pandas as pd
import pytest

from bench.deliveries import Delivery
from bench.plain.rows import MODES, REGIONS, TITLES, TOPICS, Choice, Rows, figures, read, tables
from extracts import Snapshot
from extracts.build import load
from queries import Filters, codes_of, run
from words import label

CHOICES = (
    Choice((2011, 2025)),
    Choice((2014, 2019), regions=("AF",)),
    Choice((2011, 2025), regions=("AP", "TD"), topics=("IPC", "Nice")),
    Choice((2020, 2020), topics=("Sequence",), modes=("online", "hybrid")),
)


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "tuned"])
def held(request: pytest.FixtureRequest, small: Delivery) -> Rows:
    return read(small.data, is_tuned=request.param)


@pytest.fixture(scope="module")
def snapshot(small: Delivery) -> Snapshot:
    return load(small.data)


@pytest.mark.parametrize("choice", CHOICES)
def test_it_counts_what_the_dashboard_counts(held: Rows, snapshot: Snapshot, choice: Choice) -> None:
    filters = Filters(*choice.years, regions=choice.regions, topics=choice.topics, modes=choice.modes)
    drawn = tables(held, choice)
    assert [*drawn] == [*TITLES]
    for name, plain in drawn.items():
        value = plain.columns[-1]
        keys = [*plain.columns[:-1]]
        ours = run(snapshot, name, filters)
        shown = ours[(ours[value] > 0) & ours["year"].between(*choice.years)]
        assert counted(plain, keys, value) == counted(shown, keys, value) != {}, name


def counted(table: pd.DataFrame, keys: list[str], value: str) -> dict[tuple[str, ...], int]:
    """Return the rows of `table` as counts by key."""
    return {
        tuple(str(cell) for cell in row[:-1]): int(row[-1])
        for row in table[[*keys, value]].itertuples(index=False, name=None)
    }


def test_all_four_charts_are_drawn(held: Rows) -> None:
    drawn = figures(held, CHOICES[1])
    assert list(drawn) == list(TITLES)
    assert all(figure.data for figure in drawn.values())


def test_the_filters_offer_what_the_dashboard_offers(held: Rows) -> None:
    assert {code: label("region", code) for code in codes_of("regions") if code != "IN"} == REGIONS
    assert {code: label("topic", code) for code in codes_of("topics")} == TOPICS
    assert {code: label("mode", code) for code in codes_of("modes")} == MODES
    assert held.years == (2011, 2025)
