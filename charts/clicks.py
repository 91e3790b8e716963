"""A click on a point turned into filters, and into the rows that stand behind it.

A point carries codes as customdata; `ChartSpec.click` names the meaning of each position.
"""

from __future__ import annotations

from collections.abc import Sequence

from queries.rows import Answer

TIMES = ("year", "to_year", "month")
LIST_FILTERS = ("regions", "topics", "modes", "solutions", "platforms", "databases")


def filters_of(click: Sequence[str], point: Sequence[object]) -> dict[str, int | tuple[str, ...] | None]:
    """Return the fields of `queries.Filters` that the codes of `point` set; `click` names its positions.

    "year" chooses this one year, "to_year" all years up to it. Positions that are not filters are left to `month_of`
    and `rows_behind`; None chooses nothing.
    """
    chosen: dict[str, int | tuple[str, ...] | None] = {}
    for name, code in zip(click, point, strict=False):
        if code is None:
            continue
        if name == "year":
            chosen |= {"from_year": int(str(code)), "to_year": int(str(code))}
        elif name == "to_year":
            chosen |= {"from_year": None, "to_year": int(str(code))}
        elif name in LIST_FILTERS:
            chosen[name] = (str(code),)
    return chosen


def month_of(click: Sequence[str], point: Sequence[object]) -> int | None:
    """Return the month (1 to 12) that `point` stands for, None where it stands for no single one."""
    month = dict(zip(click, point, strict=False)).get("month")
    return int(str(month)) if month is not None else None


def columns_of(click: Sequence[str], point: Sequence[object]) -> dict[str, object]:
    """Return the positions of `point` that are neither filters nor times: columns of the rows behind it, or "stage"."""
    named = zip(click, point, strict=False)
    return {name: code for name, code in named if name not in (*TIMES, *LIST_FILTERS) and code is not None}


def rows_behind(answer: Answer, click: Sequence[str], point: Sequence[object]) -> Answer:
    """Return those rows of `answer` (to the chart's `rows_query` under `filters_of`) that `point` stands for.

    A position that is no filter is a column, whose cells must be equal; "stage" is the offices that have its date.
    """
    rows = answer.rows
    for name, code in columns_of(click, point).items():
        if name == "stage":
            rows = [row for row in rows if row[f"{code}_on"] is not None]
        elif name in answer.columns:
            rows = [row for row in rows if row[name] == code]
    return answer.of(rows)
