"""The cubes give exactly what a count of the rows gives, for every question that reads them and whatever is chosen."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.direct import direct_queries, run_direct
from extracts import Snapshot, cubes
from extracts.cubes import CUBES, SUMMED_UP
from queries import Filters, ask, codes_of, queries, query, run
from queries.catalogue import ask_part, asking, take
from tests.queries.conftest import OFFICES, Delivery

CODES = [office[0] for office in OFFICES]
BASES = ("reported", "illustrative")
YEARS = st.integers(2014, 2027)


def random_tables(seed: int) -> dict[str, list[dict[str, object]]]:
    """Return trainings and their offices, denser and more mixed from seed to seed: few and bare to many and tangled."""
    chance = random.Random(seed)
    trainings: list[dict[str, object]] = []
    attendances: list[dict[str, object]] = []
    for number in range((3, 60, 400)[seed % 3]):
        start = date(2015, 1, 1) + timedelta(chance.randrange(365 * 11))
        trainings.append(
            {
                "training_id": f"T{number}",
                "topics": ";".join(chance.choices(codes_of("topics"), k=chance.randint(1, 3))),
                "mode": chance.choice(codes_of("modes")),
                "start_date": start.isoformat(),
                "date_precision": chance.choice(("day", "month", "year", "by")),
                "host_office": chance.choice(("", *CODES)),
                "basis": chance.choice(BASES),
            }
        )
        attendances += [
            {
                "training_id": f"T{number}",
                "office": office,
                "participants": chance.choice(("", 0, 1, 12)),
                "basis": chance.choice(BASES),
            }
            for office in chance.sample(CODES, chance.choice((0, 0, 1, 2, 5)))
        ]
    return {
        "trainings": trainings,
        "training_offices": attendances,
        "reported_figures": [
            {"year": year, "measure": measure, "value": chance.randrange(50)}
            for year in range(2015, 2026)
            for measure in ("trainings", "offices_trained", "participants")
        ],
    }


@pytest.fixture(scope="module")
def random_deliveries(deliver: Callable[..., Delivery]) -> list[Snapshot]:
    return [deliver(**random_tables(seed)).snapshot for seed in range(6)]


def some_of(filter_name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes_of(filter_name)), unique=True, max_size=3).map(tuple)


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 5),
    name=st.sampled_from(sorted(direct_queries())),
    period=st.tuples(YEARS, YEARS),
    regions=some_of("regions"),
    topics=some_of("topics"),
    modes=some_of("modes"),
    basis=st.sampled_from([None, "reported"]),
    allowed=st.none() | some_of("regions"),
)
def test_cubes_agree_with_the_rows(
    random_deliveries: list[Snapshot],
    seed: int,
    name: str,
    period: tuple[int, int],
    regions: tuple[str, ...],
    topics: tuple[str, ...],
    modes: tuple[str, ...],
    basis: str | None,
    allowed: tuple[str, ...] | None,
) -> None:
    seen = allowed if allowed is None else tuple(code for code in codes_of("regions") if code in allowed)
    snapshot = replace(random_deliveries[seed], regions=seen)
    filters = Filters(*period, regions=regions, topics=topics, modes=modes, basis=basis)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(run(snapshot, name, filters), run_direct(snapshot, name, filters))
    if takes := query(name).takes:
        taken, asked = (
            take(ask_part(snapshot, takes.part, filters), name, snapshot, filters),
            ask(snapshot, name, filters),
        )
        assert (taken.columns, taken.numbers, taken.rows) == (asked.columns, asked.numbers, asked.rows)


def test_every_question_that_reads_a_cube_is_asked_of_the_rows_too() -> None:
    names = re.compile(rf"\b({'|'.join(CUBES)})\b")
    assert {name for name, question in queries().items() if names.search(question.sql)} == set(direct_queries())


def test_the_direct_questions_read_no_cube() -> None:
    for name, question in direct_queries().items():
        assert "cube_" not in question.sql, name
        assert "trainings" in question.sql


def test_very_many_trainings_lie_in_the_order_of_their_start(
    random_deliveries: list[Snapshot], deliver: Callable[..., Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cubes, "IN_ORDER", 100)
    many = deliver(**random_tables(2)).snapshot
    for name in (*direct_queries(), "trainings_list"):
        pd.testing.assert_frame_equal(run(many, name), run(random_deliveries[2], name))
    starts = [
        [start for (start,) in snapshot.cursor().execute("select start_date from trainings").fetchall()]
        for snapshot in (many, random_deliveries[2])
    ]
    assert starts[0] == sorted(starts[1]) != starts[1]


def test_a_smaller_cube_has_the_columns_of_the_one_that_it_sums_up(random_deliveries: list[Snapshot]) -> None:
    with random_deliveries[2].cursor() as cursor:
        for cube, smaller in ((cube, name) for cube, known in SUMMED_UP.items() for name, _filters in known):
            columns, fewer = (
                {name: kind for name, kind, *_rest in cursor.execute(f"describe {table}").fetchall()}
                for table in (cube, smaller)
            )
            assert columns.items() <= fewer.items()
            counted = "trainings" if "trainings" in columns else "attendances"
            sums = [
                cursor.execute(f"select sum({counted}), count(*) from {name}").fetchall()[0] for name in (cube, smaller)
            ]
            assert sums[0][0] == sums[1][0]
            assert sums[0][1] > sums[1][1]


def test_the_smallest_cube_answers_that_knows_what_is_chosen(random_deliveries: list[Snapshot]) -> None:
    def asked(name: str, filters: Filters) -> str:
        with asking(random_deliveries[0], query(name), filters) as (_cursor, sql, _bound):
            return next(cube for cube in CUBES if re.search(rf"\b{cube}\b", sql))

    assert asked("trainings_count", Filters(modes=("online",))) == "cube_trainings_by_month"
    assert asked("trainings_count", Filters(topics=("IPC",))) == "cube_trainings"
    assert asked("offices_trained", Filters(regions=("AF",), basis="reported")) == "cube_attendances_by_year"
    assert asked("offices_trained", Filters(modes=("online",))) == "cube_attendances"
    assert asked("offices_trained", Filters(topics=("IPC",))) == "cube_attendances_by_topic"
    assert asked("offices_trained", Filters(topics=("IPC",), modes=("online",))) == "cube_attendances"


def test_a_cube_grows_with_the_combinations_and_not_with_the_trainings(deliver: Callable[..., Delivery]) -> None:
    def sizes(times: int) -> list[int]:
        tables = random_tables(2)
        trainings = [
            {**row, "training_id": f"{row['training_id']}-{copy}"}
            for row in tables["trainings"]
            for copy in range(times)
        ]
        attendances = [
            {**row, "training_id": f"{row['training_id']}-{copy}"}
            for row in tables["training_offices"]
            for copy in range(times)
        ]
        with deliver(trainings=trainings, training_offices=attendances).snapshot.cursor() as cursor:
            return [cursor.execute(f"select count(*) from {cube}").fetchall()[0][0] for cube in CUBES]

    assert sizes(3) == sizes(1)
