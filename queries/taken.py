"""Answers that are rows of another one: what a page asks several questions about is answered for all of them at once.

DuckDB takes longer to begin with a question of a cube than to count. So questions that a page asks together say in
their header `takes: rows of trainings_in_years`, which is a part (`queries/parts/`), and their SQL does nothing but
choose among its rows and columns. By itself such a question is asked like any other; a page asks for the part, keeps
it, and does here what the SQL of each question says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from queries.rows import Answer

# All that the SQL of such a question may be, besides the parts in front of it. The part is in the same order.
_SQL = re.compile(
    r"select\s+(?P<columns>\w+(?:,\s+\w+)*)\s+from (?P<part>\w+)\s+where (?P<given>\w+) is not null"
    r"(?:\s+order by \w+(?: nulls last)?(?:, \w+(?: nulls last)?)*)?"
)


@dataclass(frozen=True)
class Taken:
    """The `columns` of those rows of the answer to a `part` that have a value in the column `given`."""

    part: str
    columns: tuple[str, ...]
    given: str

    def of(self, answer: Answer) -> Answer:
        """Return these rows of `answer`, which is that to the part, in its order."""
        rows = [{name: row[name] for name in self.columns} for row in answer.rows if row[self.given] is not None]
        return Answer(self.columns, answer.numbers.intersection(self.columns), rows)


def taken(header: str, sql: str) -> Taken | None:
    """Return what a question whose header says `takes: <header>` takes by its `sql`, which is without comments.

    None where the header says nothing. Raises ValueError for SQL that does anything else.
    """
    if not header:
        return None
    found = _SQL.fullmatch(sql.strip())
    if not found or header != f"rows of {found['part']}":
        raise ValueError(f"its SQL does not take {header}")
    return Taken(found["part"], tuple(re.split(r",\s+", found["columns"])), found["given"])
