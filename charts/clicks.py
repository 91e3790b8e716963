"""A click on a point turned into filters, and into the rows that stand behind it.

A point carries codes as customdata; `ChartSpec.click` names the meaning of each position.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

LIST_FILTERS = ("regions", "topics", "modes", "solutions", "platforms", "databases")


def filters_of(click: Sequence[str], point: Sequence[object]) -> dict[str, int | tuple[str, ...] | None]:
    """Return the fields of `queries.Filters` that the codes of `point` set; `click` names its positions.

    "year" chooses this one year, "to_year" all years up to it. Positions that are not filters are left to
    `rows_behind`.
    """
    chosen: dict[str, int | tuple[str, ...] | None] = {}
    for name, code in zip(click, point, strict=False):
        if name == "year":
            chosen |= {"from_year": int(str(code)), "to_year": int(str(code))}
        elif name == "to_year":
            chosen |= {"from_year": None, "to_year": int(str(code))}
        elif name in LIST_FILTERS:
            chosen[name] = (str(code),)
    return chosen


def rows_behind(rows: pd.DataFrame, click: Sequence[str], point: Sequence[object]) -> pd.DataFrame:
    """Return those of `rows` (of the chart's `rows_query`, run with `filters_of`) that `point` stands for.

    A position that is no filter is a column, whose cells must be equal; "stage" is the offices that have its date.
    """
    for name, code in zip(click, point, strict=False):
        if name == "stage":
            rows = rows[rows[f"{code}_on"].notna()]
        elif name in rows.columns and name != "year" and name not in LIST_FILTERS:
            rows = rows[rows[name] == code]
    return rows.reset_index(drop=True)
