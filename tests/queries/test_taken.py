"""Questions that take their rows of a part say in SQL what is done to its answer in Python, and nothing else."""

from __future__ import annotations

import pytest

from queries import UnknownQueryError, queries
from queries.catalogue import part
from queries.rows import Answer
from queries.taken import Taken, taken

SQL = """
select
    year,
    mode,
    trainings
from trainings_in_years
where mode is not null
"""


def test_the_sql_says_which_rows_and_columns_are_taken() -> None:
    expected = Taken("trainings_in_years", ("year", "mode", "trainings"), "mode")
    assert taken("rows of trainings_in_years", SQL) == expected
    assert taken("rows of trainings_in_years", SQL + "order by year, mode nulls last\n") == expected
    assert taken("", SQL) is None


@pytest.mark.parametrize(
    "sql",
    [
        SQL.replace("trainings_in_years", "trainings_in_months"),
        SQL.replace("where mode is not null", ""),
        SQL.replace("is not null", "= 'online'"),
        SQL.replace("    trainings\n", "    sum(trainings) as trainings\n"),
        SQL + "limit 3\n",
        SQL + "order by year limit 3\n",
        SQL + "order by lower(mode)\n",
        SQL.replace("where", "inner join codes on codes.code = mode where"),
    ],
)
def test_sql_that_does_anything_else_is_refused(sql: str) -> None:
    with pytest.raises(ValueError, match="trainings_in_years"):
        taken("rows of trainings_in_years", sql)


def test_only_rows_with_a_value_are_taken_and_their_columns() -> None:
    rows = [
        {"year": 2020, "mode": None, "region_bits": 0, "trainings": 3},
        {"year": 2020, "mode": "online", "region_bits": None, "trainings": 2},
    ]
    answer = Answer(("year", "mode", "region_bits", "trainings"), frozenset({"year", "region_bits", "trainings"}), rows)
    found = Taken("x", ("year", "region_bits", "trainings"), "region_bits").of(answer)
    assert found.rows == [{"year": 2020, "region_bits": 0, "trainings": 3}]
    assert found.columns == ("year", "region_bits", "trainings")
    assert found.numbers == {"year", "region_bits", "trainings"}


def test_parts_that_are_taken_of_are_asked_under_the_filters_of_their_questions() -> None:
    takers = {name: question for name, question in queries().items() if question.takes}
    assert len(takers) == 5
    for name, question in takers.items():
        assert question.takes
        assert part(question.takes.part).parameters <= question.parameters, name


def test_a_part_that_is_not_there_is_not_known() -> None:
    with pytest.raises(UnknownQueryError):
        part("trainings_by_mode")
