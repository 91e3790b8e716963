"""One table ready to be written: its rows and what a reader must know about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from exports.bounds import shortened
from exports.typed import table_rows
from extracts import Snapshot
from queries import Filters, Query
from queries.describe import basis_text, documents_text, filters_text
from queries.provenance import Provenance
from queries.rows import Answer
from words import _


@dataclass(frozen=True)
class Sheet:
    """A table for files: typed `rows` (codes with a column of names beside each) and `notes` as (name, text) pairs."""

    name: str
    title: str
    rows: pd.DataFrame
    notes: tuple[tuple[str, str], ...]


def sheet_of(
    snapshot: Snapshot,
    question: Query,
    filters: Filters,
    basis: Provenance,
    answer: Answer,
    link: str,
    count: int | None = None,
) -> Sheet:
    """Return `answer`, typed for files, as a sheet that says what it answers and rests on.

    `count` is the number of all rows, where those of `answer` may be the first of them only.
    """
    notes = (
        (_("Table"), _(question.title)),
        (_("Question"), _(question.question)),
        (_("Definition"), _(question.definition)),
        (_("Beware"), _(question.caveats)),
        (_("Not complete"), shortened(question.name, len(answer.rows), count or 0)),
        (_("Filters"), filters_text(filters, question.parameters)),
        (_("Basis"), basis_text(basis)),
        (_("Sources"), documents_text(basis)),
        (_("Data of"), basis.changed_on.isoformat() if basis.changed_on else _("unknown day")),
        (_("Snapshot"), snapshot.fingerprint[:8]),
        (_("Made on"), datetime.now(UTC).date().isoformat()),
        (_("Link"), link),
    )
    return Sheet(question.name, _(question.title), table_rows(answer), tuple(note for note in notes if note[1]))
