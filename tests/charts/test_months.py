"""The calendar beyond what can be drawn bar by bar: months, counted; and where the one turns into the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from charts import questions
from charts.catalogue import Context, build
from charts.months import by_month, count_within
from charts.questions import MOST_BARS, chart_question
from queries import Filters
from queries.rows import Answer, Rows
from tests.frames import answer_of, plain_rows

NAME = "trainings_calendar"
YEAR = Filters(2020, 2020)


def months(*rows: tuple[int, int | None, str, int]) -> Rows:
    """Return rows of `trainings_by_month`."""
    return plain_rows(counted(*rows))


def counted(*rows: tuple[int, int | None, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["year", "month", "mode", "trainings"])
    return made.astype({"month": "Int64"})


def listed(*rows: tuple[str, str, str]) -> Rows:
    """Return rows of `trainings_list`, as far as they are counted."""
    made = pd.DataFrame(rows, columns=["start_date", "date_precision", "mode"])
    numbered = made.assign(training_id=[f"T{i}" for i in range(len(made))])
    return plain_rows(numbered.assign(start_date=pd.to_datetime(made["start_date"])))


def figure_of(rows: Rows, context: Context) -> Any:
    figure = build(NAME, rows, context).figure
    assert figure is not None
    return figure


def question_of(count: int, filters: Filters = YEAR) -> str:
    return chart_question(NAME, filters, lambda *_asked: answer_of(counted((2020, 3, "online", count)))).name


def test_a_year_is_drawn_from_the_list_as_long_as_each_training_can_be_seen() -> None:
    assert question_of(1) == question_of(MOST_BARS) == "trainings_list"
    assert question_of(MOST_BARS + 1) == "trainings_by_month"
    assert question_of(1, Filters(2019, 2020)) == "trainings_by_month"
    assert chart_question(NAME, YEAR, lambda *_asked: answer_of(counted())).name == "trainings_by_month"


def test_the_bound_is_the_one_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOST_BARS", 2)
    assert [question_of(2), question_of(3)] == ["trainings_list", "trainings_by_month"]


def test_other_charts_are_asked_nothing_beforehand() -> None:
    def ask(name: str, _filters: Filters) -> Answer:
        raise AssertionError(name)

    assert chart_question("trainings_by_region", YEAR, ask).name == "trainings_by_region"
    assert chart_question(NAME, Filters(2019, 2020), ask).name == "trainings_by_month"


def test_a_year_of_many_is_columns_by_month_stacked_by_mode(context: Context) -> None:
    rows = months((2020, 3, "online", 100), (2020, 3, "hybrid", 20), (2020, 12, "online", 7), (2020, None, "online", 4))
    figure = figure_of(rows, replace(context, period=(2020, 2020), width="wide"))
    *bars, totals = figure.data
    assert {bar.name: list(bar.y) for bar in bars} == {
        "Online": [0, 0, 100, *[0] * 8, 7, 4],
        "Hybrid": [0, 0, 20, *[0] * 10],
    }
    assert figure.layout.barmode == "stack"
    assert [text for text in totals.text if text] == ["120", "7", "4"]
    online = next(bar for bar in bars if bar.name == "Online")
    assert [list(online.customdata[place]) for place in (2, 12)] == [[2020, 3, "online"], [2020, None, "online"]]
    assert figure.layout.xaxis.ticktext[-1] == "?"
    chart = build(NAME, rows, replace(context, period=(2020, 2020)))
    assert chart.title == "131 trainings; most started in Mar 2020: 120"
    assert chart.alt.endswith("131 trainings. By start: 2020-03 120; 2020-12 7; 2020 without a month 4.")


def test_counts_and_the_list_that_they_count_are_drawn_alike_over_years(context: Context) -> None:
    rows = listed(
        ("2018-02-03", "day", "online"),
        ("2020-02-03", "day", "online"),
        ("2020-02-20", "month", "on_site"),
        ("2020-01-01", "year", "online"),
        ("2020-12-31", "by", "online"),
    )
    counts = by_month(rows)
    assert sum(row["trainings"] for row in counts) == len(rows)
    assert sum(row["trainings"] for row in counts if row["month"] is None) == 2
    assert by_month(counts) is counts
    assert figure_of(rows, context) == figure_of(counts, context)
    (heat,) = figure_of(counts, context).data
    assert [list(point) for point in (heat.customdata[2][1], heat.customdata[2][12])] == [[2020, 2], [2020]]


@pytest.mark.parametrize("factor", [1, 1_000_000])
def test_a_figure_is_as_small_for_many_as_for_few(context: Context, factor: int) -> None:
    rows = months(*((year, month, "online", factor) for year in (2018, 2019, 2020) for month in range(1, 13)))
    assert len(figure_of(rows, context).to_json()) < 12_000


@pytest.mark.parametrize(
    ("count", "room", "text"),
    [
        (0, 99, ""),
        (7, 99, "7"),
        (111_234, 99, "111,234"),
        (111_234, 30, "111k"),
        (5_400_000, 20, "5M"),
        (111_234, 8, ""),
    ],
)
def test_a_number_is_written_as_exactly_as_there_is_room(count: int, room: float, text: str) -> None:
    assert count_within(count, room) == text
