"""Small tables in the shape of query answers, and the contexts that they are drawn in."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from charts import catalogue, series
from charts.catalogue import CHARTS, Chart, Context
from charts.series import PlainChart
from tests.frames import plain_rows


def build(name: str, answer: pd.DataFrame, context: Context) -> Chart:
    """Draw the chart `name` of an answer in the shape that `queries.run` gives it."""
    return catalogue.build(name, plain_rows(answer), context)


def plain_chart(name: str, answer: pd.DataFrame, context: Context) -> PlainChart | None:
    """Return the chart `name` as plain numbers of an answer in the shape that `queries.run` gives it."""
    return series.plain_chart(name, plain_rows(answer), context)


YEARS = Context((2018, 2020), has_illustrative=False, source_line="Extracts", data_date="2021-01-31", width="phone")


@pytest.fixture
def context() -> Context:
    """All regions and rows of 2018 to 2020, without illustrative ones."""
    return YEARS


@pytest.fixture
def rows_of() -> Callable[[str, list[tuple[object, ...]]], pd.DataFrame]:
    """Return a function that makes rows of a chart's query out of (x, series, value, total), as far as it has them."""

    def rows_of(name: str, cells: list[tuple[object, ...]]) -> pd.DataFrame:
        spec = CHARTS[name]
        columns = [column for column in (spec.x, spec.series, spec.value, spec.total) if column]
        rows = pd.DataFrame(cells, columns=columns)
        for column in (spec.value, spec.total):
            if column:
                rows[column] = rows[column].astype("Int64")
        return rows

    return rows_of
