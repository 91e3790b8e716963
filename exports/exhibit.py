"""One exhibit of a file: a question's answer as a chart (where it has one) and as a table, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from charts.columns import named
from charts.questions import chart_question
from charts.series import PlainChart, plain_chart
from charts.specs import CHARTS
from charts.surroundings import context_of
from exports.bounds import LIST_ROWS
from exports.sheet import Sheet, sheet_of
from extracts import Snapshot
from queries import Filters, ask, query
from queries.offices import rows_of_office
from queries.paging import Page, ask_page
from queries.provenance import provenance
from queries.rows import Answer
from words import _


@dataclass(frozen=True)
class Exhibit:
    """`answer` is that of the query, `sheet` the same rows for files with the notes, `chart` None where there is none.

    `title` names what is shown; the finding is the title of the chart. `count` is the number of all rows of the query:
    of a long list only the first ones are here, which the notes then say.
    """

    name: str
    title: str
    answer: Answer
    sheet: Sheet
    chart: PlainChart | None
    has_illustrative: bool
    count: int


def exhibit(snapshot: Snapshot, name: str, filters: Filters, link: str = "", most: int = LIST_ROWS) -> Exhibit:
    """Return the exhibit `name`, a chart of `charts.specs` or a question; `link` is the address of the view, if any.

    Of a question at most the first `most` rows are taken. Raises UnknownQueryError where `name` is neither.
    """
    spec, safe = CHARTS.get(name), filters.within(snapshot)
    question = chart_question(name, safe, partial(ask, snapshot)) if spec else query(name)
    basis = provenance(snapshot, question, safe)
    if spec:
        answer = named(ask(snapshot, question.name, safe))
        count = len(answer.rows)
    else:
        part = ask_page(snapshot, name, safe, Page(0, most))
        answer, count = named(part.answer), part.total
    chart = plain_chart(name, answer.rows, context_of(snapshot, question, safe, basis)) if spec else None
    sheet = sheet_of(snapshot, question, safe, basis, answer, link, count)
    return Exhibit(name, _(spec.title if spec else question.title), answer, sheet, chart, basis.has_illustrative, count)


def office_exhibit(
    snapshot: Snapshot,
    name: str,
    filters: Filters,
    office: str,
    office_name: str,
    link: str = "",
    most: int = LIST_ROWS,
) -> Exhibit:
    """Return those rows of the question `name` that are of the office with the ST.3 code `office`, as an exhibit."""
    safe, question = filters.within(snapshot), query(name)
    part = rows_of_office(snapshot, name, safe, office, most)
    basis = provenance(snapshot, question, safe)
    sheet = sheet_of(snapshot, question, safe, basis, named(part.answer), link, part.total)
    whose = (_("Office"), _("{name} ({code})").format(name=office_name, code=office))
    sheet = replace(sheet, notes=(sheet.notes[0], whose, *sheet.notes[1:]))
    return Exhibit(name, _(question.title), part.answer, sheet, None, basis.has_illustrative, part.total)
