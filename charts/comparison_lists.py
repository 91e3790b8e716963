"""Two lists set side by side: what is new, gone or unchanged, one by one."""

from __future__ import annotations

import pandas as pd

from charts.comparable import ListRule
from charts.comparison import Side

LIST_MARKS = ("new", "gone", "unknown", "unchanged")


def compare_lists(rule: ListRule, now: Side, then: Side) -> pd.DataFrame:
    """Return the rows of two lists, each thing once, with its `mark`: new, gone, unknown or unchanged, in this order.

    What stands in one list only is new or gone where the other list is complete, else unknown.
    """
    left, right = _distinct(now.rows, rule.by), _distinct(then.rows, rule.by)
    keys, others = _keys(left, rule.by), _keys(right, rule.by)
    known, before = set(keys), set(others)
    only_now = "unknown" if then.is_partial(rule.over) else "new"
    only_then = "unknown" if now.is_partial(rule.over) else "gone"
    kept = [column for column in ("office", "name", "region", *rule.by) if column in left.columns]
    columns = list(dict.fromkeys(kept))
    first = left[columns].assign(
        in_now=True,
        in_then=[key in before for key in keys],
        mark=["unchanged" if key in before else only_now for key in keys],
    )
    is_gone = pd.Series([key not in known for key in others], right.index, dtype=bool)
    gone = right.loc[is_gone, columns].assign(in_now=False, in_then=True, mark=only_then)
    both = first if gone.empty else gone if first.empty else pd.concat([first, gone])
    return both.sort_values("mark", key=lambda marks: marks.map(LIST_MARKS.index), kind="stable", ignore_index=True)


def _distinct(rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    return rows.drop_duplicates(list(by))


def _keys(rows: pd.DataFrame, by: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in rows[list(by)].itertuples(index=False, name=None)]
