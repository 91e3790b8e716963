"""Two lists set side by side: what is new, gone or unchanged, one by one."""

from __future__ import annotations

from charts.comparable import ListRule
from charts.comparison import Side
from queries.rows import Answer, Row

LIST_MARKS = ("new", "gone", "unknown", "unchanged")
# What a compared list says of each thing besides what it is.
SIDES = ("in_now", "in_then", "mark")


def compare_lists(rule: ListRule, now: Side, then: Side) -> Answer:
    """Return the rows of two lists, each thing once, with its `mark`: new, gone, unknown or unchanged, in this order.

    What stands in one list only is new or gone where the other list is complete, else unknown.
    """
    left, right = _distinct(now.answer, rule.by), _distinct(then.answer, rule.by)
    only_now = "unknown" if then.is_partial(rule.over) else "new"
    only_then = "unknown" if now.is_partial(rule.over) else "gone"
    kept = [name for name in dict.fromkeys(("office", "name", "region", *rule.by)) if name in now.answer.columns]
    rows = [_marked(row, kept, True, key in right, only_now) for key, row in left.items()]
    rows += [_marked(row, kept, False, True, only_then) for key, row in right.items() if key not in left]
    rows.sort(key=lambda row: LIST_MARKS.index(row["mark"]))
    return Answer((*kept, *SIDES), now.answer.numbers & set(kept), rows)


def _distinct(answer: Answer, by: tuple[str, ...]) -> dict[tuple[object, ...], Row]:
    """Return the first row of each thing by what it is."""
    found: dict[tuple[object, ...], Row] = {}
    for row in answer.rows:
        found.setdefault(tuple(row[name] for name in by), row)
    return found


def _marked(row: Row, kept: list[str], in_now: bool, in_then: bool, if_alone: str) -> Row:
    mark = "unchanged" if in_now and in_then else if_alone
    return {**{name: row[name] for name in kept}, **dict(zip(SIDES, (in_now, in_then, mark), strict=True))}
