"""A comparison as an exhibit: both sides in one table and, of numbers, a native chart of paired bars."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from charts.columns import named
from charts.comparable import RULES
from charts.comparing import Sides, compared, compared_list, file_table, filters_said, notes_of, sides_for, title_of
from charts.pairs import plain_pairs
from charts.specs import CHARTS
from charts.surroundings import context_of
from exports.exhibit import Exhibit
from exports.sheet import Sheet
from exports.typed import table_rows
from extracts import Snapshot
from queries import Filters, ask, query
from queries.describe import basis_text, documents_text
from queries.provenance import Provenance, provenance
from queries.rows import Answer
from words import _


def comparison_exhibit(snapshot: Snapshot, name: str, sides: Sides, link: str = "") -> Exhibit:
    """Return the comparison of the chart or question `name`; `link` is the address of the view, if any.

    Raises KeyError where `name` has no rule by which it is compared.
    """
    rests, sides = partial(_rests, snapshot), sides_for(name, sides)
    question = query(RULES[name].question if name in RULES else name)
    now, then = rests(question.name, sides.now), rests(question.name, sides.then)
    if name in RULES:
        whole = compared(name, sides, partial(_ask, snapshot), rests)
        answer, notes = file_table(whole, sides), notes_of(name, whole, sides, snapshot.incomplete_years)
    else:
        whole = None
        answer = compared_list(name, sides, partial(_ask, snapshot), rests)
        notes = notes_of(name, None, sides, snapshot.incomplete_years)
    chart = None
    if whole and name in CHARTS:
        context = context_of(snapshot, question, sides.now, now)
        chart = plain_pairs(name, whole, sides, context, notes)
    title = _("{title}: {now} against {then}").format(title=title_of(name), now=sides.now_name, then=sides.then_name)
    days = [one.changed_on.isoformat() for one in (now, then) if one.changed_on]
    said = (
        (_("Table"), title),
        (_("Question"), _(question.question)),
        (_("Definition"), _(question.definition)),
        (_("Beware"), " ".join(filter(None, [_(question.caveats), *notes]))),
        (_("Filters"), filters_said(name, sides)),
        (_("Basis"), basis_text(now if now.has_illustrative else then)),
        (_("Sources"), "; ".join(dict.fromkeys(filter(None, [documents_text(now), documents_text(then)])))),
        (_("Data of"), max(days, default=_("unknown day"))),
        (_("Snapshot"), snapshot.fingerprint[:8]),
        (_("Made on"), datetime.now(UTC).date().isoformat()),
        (_("Link"), link),
    )
    sheet = Sheet(f"{name}_compared", title, table_rows(answer), tuple(note for note in said if note[1]))
    is_illustrative = now.has_illustrative or then.has_illustrative
    return Exhibit(f"{name}_compared", title, answer, sheet, chart, is_illustrative, len(answer.rows))


def _ask(snapshot: Snapshot, question: str, filters: Filters) -> Answer:
    return named(ask(snapshot, question, filters))


def _rests(snapshot: Snapshot, question: str, filters: Filters) -> Provenance:
    return provenance(snapshot, query(question), filters)
