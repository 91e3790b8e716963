"""How much of a list a file holds, and what is said where that is not all of it.

A list can have millions of rows, which no program opens that people use; whoever needs all of them takes Parquet from
the command line. A file is written while others use the dashboard, so it must not take a processor and its memory for
long. The rows of a chart are never cut: they are as few as its bars.
"""

from __future__ import annotations

from words import _
from words.forms import grouped

# Of a workbook or a CSV file. The list of trainings makes 2 MB of Excel then, written in 4 s with 170 MB on one
# processor; five times as many rows would take 20 s and 800 MB.
LIST_ROWS = 20_000
# Of a table in a Word document: some 40 pages.
PAPER_ROWS = 500
# Of the trainings that the text of a report names one by one.
NAMED_ROWS = 200


def shortened(name: str, shown: int, count: int) -> str:
    """Return the sentence that only `shown` of the `count` rows of question `name` are in a file; "" if all are."""
    if shown >= count:
        return ""
    text = _(
        "The first {shown} of {count} rows, in the order of the list. Narrow the filters, or take all of them with"
        " “{command}”."
    )
    return text.format(
        shown=grouped(shown), count=grouped(count), command=f"python -m queries run {name} --format parquet"
    )
