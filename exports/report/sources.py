"""The documents that the report rests on, numbered once for the whole document."""

from __future__ import annotations

from dataclasses import dataclass, field

from exports.report.tables import Grid
from extracts import Snapshot
from queries import Filters, query
from queries.provenance import provenance
from queries.rows import Rows
from words import _


@dataclass
class Sources:
    """Documents in the order of their first use, each with the titles of the tables and charts that use it."""

    uses: dict[str, list[str]] = field(default_factory=dict)
    illustrative: list[str] = field(default_factory=list)

    def note(self, snapshot: Snapshot, name: str, filters: Filters) -> None:
        """Take up the documents behind question `name` under `filters`."""
        question = query(name)
        found = provenance(snapshot, question, filters)
        for document in found.documents:
            self._add(self.uses.setdefault(document, []), _(question.title))
        if found.has_illustrative:
            self._add(self.illustrative, _(question.title))

    def note_rows(self, name: str, rows: Rows) -> None:
        """Take up the documents of single rows of question `name`, among them those that belong to no year."""
        for row in rows:
            if row["basis"] == "reported" and not self.numbers(row["source"]):
                self._add(self.uses.setdefault(row["source"], []), _(query(name).title))

    def numbers(self, source: str) -> str:
        """Return the numbers of the documents that `source` names, as "[1]" or "[1] [3]"; "" for none known."""
        found, rest = [], source
        # The longest first: the name of one document may begin that of another.
        for document in sorted(self.uses, key=len, reverse=True):
            if document in rest:
                rest = rest.replace(document, " ")
                found.append(list(self.uses).index(document) + 1)
        return " ".join(f"[{number}]" for number in sorted(found))

    def grid(self) -> Grid:
        """Return the table of sources."""
        rows = [
            (f"[{number}]", document, "; ".join(titles))
            for number, (document, titles) in enumerate(self.uses.items(), start=1)
        ]
        if self.illustrative:
            rows.append(
                ("†", _("Illustrative rows, drawn up for this dashboard; no document"), "; ".join(self.illustrative))
            )
        return Grid((_("No."), _("Document"), _("Used for")), tuple(rows), (False, False, False))

    @staticmethod
    def _add(titles: list[str], title: str) -> None:
        if title not in titles:
            titles.append(title)
