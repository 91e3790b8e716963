"""One exhibit of a file: a question's answer as a chart (where it has one) and as a table, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.columns import table_rows
from charts.series import PlainChart, plain_chart
from charts.specs import CHARTS
from charts.surroundings import context_of
from exports.sheet import Sheet, sheet_of
from extracts import Snapshot
from queries import Filters, query, run
from queries.provenance import provenance
from words import _


@dataclass(frozen=True)
class Exhibit:
    """`rows` are those of the query, `sheet` the same rows for files with the notes, `chart` None where there is none.

    `title` names what is shown; the finding is the title of the chart.
    """

    name: str
    title: str
    rows: pd.DataFrame
    sheet: Sheet
    chart: PlainChart | None
    has_illustrative: bool


def exhibit(snapshot: Snapshot, name: str, filters: Filters, link: str = "") -> Exhibit:
    """Return the exhibit `name`, a chart of `charts.specs` or a question; `link` is the address of the view, if any.

    Raises UnknownQueryError where it is neither.
    """
    spec = CHARTS.get(name)
    question, safe = query(spec.query if spec else name), filters.within(snapshot)
    basis = provenance(snapshot, question, safe)
    rows = run(snapshot, question.name, safe)
    chart = plain_chart(name, rows, context_of(snapshot, question, safe, basis)) if spec else None
    sheet = sheet_of(snapshot, question, safe, basis, table_rows(rows), link)
    return Exhibit(name, _(spec.title if spec else question.title), rows, sheet, chart, basis.has_illustrative)
