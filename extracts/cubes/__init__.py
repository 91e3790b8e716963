"""Cubes: what is counted, summed up once while it is published, over all that filters and charts ask about.

Only trainings and the offices that took part in them can grow without bound: every other table of the contract is
bounded by its key (offices, years, codes, days). A cube has a row per combination that occurs, so that a question costs
the same however many trainings there are. Each `<name>.sql` here is one select that says what a row of it is.

Distinct counts stay exact: a training belongs to one row, with the whole set of its topics and of its regions, and an
office is a column, not a number. A set is a number with a bit for each code, so that one comparison of numbers tells
whether it holds any of those chosen.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import duckdb

from extracts.contract import Table
from extracts.cubes.narrow import narrow, widen
from extracts.engine import Engine, Here
from extracts.limits import IN_ORDER

FOLDER = Path(__file__).parent
REGION, TOPIC = "offices.region", "trainings.topics"
# As many as the numbers that hold sets of them have bits above 0: one of 16 and one of 64.
MOST = {REGION: 15, TOPIC: 62}
# The table of the contract that is made anew with more columns, when all others are there.
REMADE, SETS = "trainings", ("topic_bits", "region_bits", "reported_region_bits", "seen_by_bits")
OFFICE_BITS, REACHED, TOPIC_SETS = "office_bits", "reached", "topic_sets"
# The tables that can grow without bound, whose rows are an engine's work.
LARGE = (REMADE, "training_offices")
# In this order: a cube may be summed up from one before it.
CUBES_OF_TRAININGS = ("cube_trainings", "cube_trainings_by_month", "cube_trainings_by_year")
CUBES_OF_OFFICES = ("cube_attendances", "cube_attendances_by_topic", "cube_attendances_by_year")
OF_ROWS = ("cube_trainings", "cube_attendances")  # the others are summed up from these, which takes no engine
CUBES = (*CUBES_OF_TRAININGS, *CUBES_OF_OFFICES, "cube_measures")
# Smaller cubes by the name of the one that they sum up over what some filters choose by, the smallest first. They have
# the same columns, so that SQL names the larger one, and a smaller one answers while none of its filters is set.
SUMMED_UP = {
    "cube_trainings": (("cube_trainings_by_month", ("topics",)),),
    "cube_attendances": (
        ("cube_attendances_by_year", ("modes", "topics")),
        ("cube_attendances_by_topic", ("modes",)),
    ),
}


def create_cubes(connection: duckdb.DuckDBPyConnection, contract: tuple[Table, ...], engine: Engine) -> None:
    """Have `engine` make the final `trainings` and the cubes from the accepted rows of all tables of `contract`.

    `accepted_trainings` has the accepted trainings and the `_place` of each in the delivery, whose order they keep;
    very many are put in the order of their start, so that a page of the list lies in one place. `trainings` is a
    temporary view of it, which gives way to the table. Raises ValueError where the contract knows more regions or
    topics than a set can hold.
    """
    for column, most in MOST.items():
        if len(_codes(contract, column)) > most:
            raise ValueError(f"{column}: a set can hold {most} codes at most")
    _create_region_sets(connection, _codes(contract, REGION))
    # Few rows, which either engine can look at.
    connection.execute(f"create temp table {OFFICE_BITS} as {cube_sql(OFFICE_BITS)}")
    engine.define(TOPIC_SETS, cube_sql(TOPIC_SETS))
    _create_trainings(connection, engine)
    for name in CUBES:
        made_by = engine if name in OF_ROWS else Here(connection)
        made_by.create(name, cube_sql(name))


def _create_trainings(connection: duckdb.DuckDBPyConnection, engine: Engine) -> None:
    engine.define(REACHED, cube_sql(REACHED))
    [(rows,)] = connection.execute("select count(*) from accepted_trainings").fetchall()
    made = cube_sql(REMADE)
    if rows <= IN_ORDER or not isinstance(engine, Here):
        engine.create(REMADE, made, but="_place", by="_place" if rows <= IN_ORDER else "start_date")
    else:
        narrowed, columns = narrow(connection, "temp.accepted_trainings", but="_place")
        connection.execute(
            f"create table {REMADE} as with accepted_trainings as ({narrowed})"
            f" select {columns}, {', '.join(SETS)} from (select * from ({made}) order by start_date)"
        )
        widen(connection)
    connection.execute(f"drop view temp.{REMADE}")
    connection.execute(f"drop table temp.{REACHED}")


def cube_sql(name: str) -> str:
    """Return the select that makes the table `name`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _create_region_sets(connection: duckdb.DuckDBPyConnection, codes: tuple[str, ...]) -> None:
    """Create `region_sets` (bits, regions): every set of regions there can be, as a number and in words.

    In words it is its codes with `;` between them, in the order of the contract.
    """
    rows = [
        (sum(1 << position for position, _code in members), ";".join(code for _position, code in members))
        for size in range(1, len(codes) + 1)
        for members in combinations(enumerate(codes), size)
    ]
    bits, regions = (list(values) for values in zip(*rows, strict=True))
    connection.execute(
        "create table region_sets as select unnest(cast($bits as bigint[])) as bits, unnest($regions) as regions",
        {"bits": bits, "regions": regions},
    )


def _codes(contract: tuple[Table, ...], column: str) -> tuple[str, ...]:
    return next(field.codes for table in contract for field in table.fields if f"{table.name}.{field.name}" == column)
