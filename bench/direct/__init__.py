"""The counting questions once more, asked of the rows and not of the cubes: what the cubes must agree with.

`<name>.sql` counts distinct trainings and offices row by row; `parts/` holds what differs from `queries/parts/`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from extracts import Snapshot
from queries import Filters, Query, query
from queries.catalogue import asking, with_parts

FOLDER = Path(__file__).parent


@cache
def direct_queries() -> dict[str, Query]:
    """Return, by name, each question that reads a cube in the form in which it reads the rows."""
    return {
        path.stem: replace(
            query(path.stem), sql=with_parts(path.read_text(encoding="utf-8"), [FOLDER / "parts"]), every=None
        )
        for path in sorted(FOLDER.glob("*.sql"))
    }


def run_direct(snapshot: Snapshot, name: str, filters: Filters) -> pd.DataFrame:
    """Answer the question `name` from the rows, in the same columns as `queries.run` does from the cubes."""
    with asking(snapshot, direct_queries()[name], filters) as (cursor, sql, bound):
        return cursor.execute(sql, bound).df()
