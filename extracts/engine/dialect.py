"""The SQL of this project for Spark: translated by sqlglot when it is needed, never written twice.

Only what sqlglot leaves open is settled here. What it cannot translate raises, so that a test meets it and no user.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

KEPT = 512
HERE, THERE = "duckdb", "spark"


def translated(sql: str, bound: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the select `sql` for Spark, and those of the values `bound` that it names.

    A page without a number of rows has no limit: Spark takes no NULL for one. Raises sqlglot.errors.SqlglotError.
    """
    tree = _parsed(sql).copy()
    for kind in (exp.Limit, exp.Offset):
        for node in list(tree.find_all(kind)):
            if isinstance(node.expression, exp.Parameter | exp.Placeholder) and bound.get(node.expression.name) is None:
                node.pop()
    text = tree.sql(dialect=THERE, unsupported_level=sqlglot.ErrorLevel.RAISE)
    named = {node.name for node in tree.find_all(exp.Parameter, exp.Placeholder)}
    return text, {name: value for name, value in bound.items() if name in named}


def tables_of(sql: str) -> set[str]:
    """Return the names of the tables and views that the select `sql` reads, without its common table expressions."""
    tree = _parsed(sql)
    inner = {cte.alias for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table) if table.name} - inner


@lru_cache(maxsize=KEPT)
def _parsed(sql: str) -> exp.Expression:
    tree = sqlglot.parse_one(sql, read=HERE)
    return tree.transform(_settled)


def _settled(node: exp.Expression) -> exp.Expression:
    """Return what stands for `node` where sqlglot would leave it as it is."""
    if isinstance(node, exp.RegexpFullMatch):
        # Spark's match is anywhere, and its "$" would let a line break through at the end.
        whole = exp.func("concat", exp.Literal.string("\\A(?:"), node.expression, exp.Literal.string(")\\z"))
        return exp.RegexpLike(this=node.this, expression=whole)
    return node
