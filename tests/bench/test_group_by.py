"""The yardstick of a publication: every way of grouping gives the same rows, and the right ones."""

from __future__ import annotations

from bench.deliveries import Delivery
from bench.group_by import WAYS, grouped
from bench.plain.rows import read


def test_all_ways_agree_with_pandas(small: Delivery) -> None:
    answers = {way: {row[:4]: row[4:] for row in grouped(way, small.data, 1, 500)} for way in WAYS}
    first = answers["one_pass"]
    assert len(WAYS) > 1 and all(answer == first for answer in answers.values())
    groups = read(small.data).attendances.groupby(["year", "region", "mode", "topics"], observed=True)
    expected = groups.agg(trainings=("training_id", "nunique"), offices=("office", "nunique"))
    assert {key: counts[:2] for key, counts in first.items()} == {
        (int(year), *codes): (row.trainings, row.offices)
        for (year, *codes), row in zip(expected.index, expected.itertuples(index=False), strict=True)
    }
    assert sum(participants or 0 for _trainings, _offices, participants in first.values()) > 4000  # type: ignore[misc]
