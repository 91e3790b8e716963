"""Every SQL that may be put to Spark can be translated; what sqlglot leaves open is settled as it has to be."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from extracts.cubes import CUBES, OFFICE_BITS, REACHED, REMADE, TOPIC_SETS, cube_sql
from extracts.engine.dialect import tables_of, translated
from queries import queries

SAME = {"MAKE_DATE"}  # functions that sqlglot does not know, and both engines do
SELECTS = {name: query.sql for name, query in queries().items()} | {
    name: cube_sql(name) for name in (OFFICE_BITS, REACHED, REMADE, TOPIC_SETS, *CUBES)
}


@pytest.mark.parametrize("name", SELECTS)
def test_each_select_is_translated_whole(name: str) -> None:
    sql = SELECTS[name]
    bound = dict.fromkeys(sqlglot_names(sql, "duckdb"), 1)
    text, values = translated(sql, bound)
    assert values == bound
    # A function that sqlglot does not know would pass through as it is.
    assert {node.name for node in sqlglot.parse_one(text, read="spark").find_all(exp.Anonymous)} <= SAME


def sqlglot_names(sql: str, dialect: str) -> set[str]:
    return {node.name for node in sqlglot.parse_one(sql, read=dialect).find_all(exp.Parameter, exp.Placeholder)}


def test_a_select_reads_its_tables_and_not_its_own_expressions() -> None:
    assert tables_of(cube_sql("cube_attendances")) == {"codes", "office_bits", "trainings", "training_offices"}
    assert tables_of(queries()["trainings_list"].sql) == {*("offices", "region_sets", "training_offices", "trainings")}


def test_a_page_without_a_number_of_rows_has_no_limit() -> None:
    sql = "select a from t order by a limit $count_rows offset $first_row"
    assert translated(sql, {"count_rows": None, "first_row": None})[0].endswith("ORDER BY a NULLS LAST")
    text, values = translated(sql, {"count_rows": 5, "first_row": 10})
    assert "LIMIT :count_rows" in text
    assert "OFFSET :first_row" in text
    assert values == {"count_rows": 5, "first_row": 10}


def test_a_pattern_is_matched_from_end_to_end() -> None:
    text, _values = translated("select regexp_full_match(a, '[A-Z]+|x') from t", {})
    assert r"RLIKE CONCAT('\\A(?:', '[A-Z]+|x', ')\\z')" in text


def test_a_name_in_quotes_stays_one() -> None:
    assert "`_clean_trainings`" in translated('select _place from "_clean_trainings"', {})[0]
