"""Every question has the same rows on Spark and on DuckDB: on the shipped extracts, and on random ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from extracts import Snapshot, data_folder
from extracts.build import load
from extracts.engine.dialect import translated
from extracts.engine.spark import session
from queries import Filters, codes_of, queries
from queries.catalogue import asking
from tests.queries.conftest import Delivery
from tests.queries.test_cubes import random_tables

pytestmark = pytest.mark.spark
Both = tuple[Any, Snapshot]
CHOICES = 3
SHIPPED = -1


def choices(name: str, snapshot: Snapshot) -> Iterator[Filters]:
    """Yield no choice at all, and some that are drawn from the name of the question."""
    yield Filters()
    draw = random.Random(name)
    years = range(snapshot.first_year, snapshot.last_year + 1)
    for _number in range(CHOICES):
        some = {
            field: tuple(draw.sample(codes_of(field), draw.randint(0, 2)))
            for field in ("regions", "topics", "modes", "solutions", "platforms", "databases")
        }
        first, last = sorted(draw.choices(years, k=2))
        basis, development = draw.choice((None, "reported")), draw.choice(("all", "developing"))
        yield Filters(from_year=first, to_year=last, basis=basis, development=development, **some)


@pytest.fixture(scope="module", params=[SHIPPED, 1, 5], ids=["shipped", "some", "many"])
def both(
    request: pytest.FixtureRequest, address: str, deliver: Callable[..., Delivery]
) -> Iterator[tuple[Any, Snapshot]]:
    """Return a session of the cluster that has all tables of a snapshot, and the snapshot."""
    seed = request.param
    snapshot = load(data_folder()) if seed == SHIPPED else deliver(**random_tables(seed)).snapshot
    spark = session(address)
    with snapshot.cursor() as cursor:
        for (name,) in cursor.execute("select table_name from duckdb_tables()").fetchall():
            rows = cursor.sql(f'from "{name}"').to_arrow_table()
            spark.createDataFrame(rows, None if rows.num_rows else spark_schema(rows)).createOrReplaceTempView(name)
    yield spark, snapshot
    spark.stop()


def spark_schema(rows: Any) -> Any:
    """Return the schema of `rows` as Spark has it: of a table without rows it makes none by itself."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(rows.schema, prefer_timestamp_ntz=True)


@pytest.mark.parametrize("name", queries())
def test_each_question_has_the_same_rows(both: Both, name: str) -> None:
    spark, snapshot = both
    for filters in choices(name, snapshot):
        with asking(snapshot, queries()[name], filters) as (cursor, sql, bound):
            here = cursor.execute(sql, bound).to_arrow_table()
        text, values = translated(sql, bound)
        there = spark.sql(text, args=values).toArrow()
        assert there.schema.names == here.schema.names
        assert there.cast(here.schema).to_pylist() == here.to_pylist(), filters
