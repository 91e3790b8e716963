"""All that the extracts hold about one office, subject by subject, with the rows themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from charts.columns import code_names, named
from components.data import answer_rows, data_key, snapshot
from components.errors import building
from components.export_button import EXCEL, ZIP, archive_of, workbook_of
from components.kept import Kept
from components.links import view_link
from components.tables import rows_table
from components.text import plain
from exports.exhibit import office_exhibit
from queries import Filters, query
from queries.offices import SUBJECTS, of_any_office, rows_of_office
from queries.paging import Part
from queries.rows import Row, Rows
from words import _, ngettext
from words.forms import grouped

# Rows of one subject on the screen; an office has fewer of all but trainings.
ROWS_SHOWN = 200
# Said once above the tables.
_SAID_ABOVE = ("office", "name", "region")
_parts: Kept[Part] = Kept(64)


def all_offices() -> Rows:
    """Return the offices that the visitor may see, by name in English (see `queries/offices_list.sql`)."""
    return answer_rows("offices_list", Filters())


def office_view(code: str, filters: Filters, close: Callable[[], None]) -> str:
    """Show what the extracts hold about the office with the ST.3 code `code`, in the period and on the basis chosen.

    `close` takes the office away again. Returns the name of the office, or the code where no office has it.
    """
    office = next((row for row in all_offices() if row["office"] == code), None)
    if office is None:
        st.info(_("The extracts name no office with the code {code}.").format(code=plain(code)), icon=":material/info:")
        return code
    filters = of_any_office(filters).within(snapshot())
    with st.container(horizontal=True, vertical_alignment="center"):
        title = _("{name} ({code})").format(name=office["name"], code=code)
        st.header(plain(title), anchor="office", width="stretch")
        _files(office, filters)
        st.button(_("Close"), key="close-office", on_click=close, icon=":material/close:", type="tertiary")
    facts = [code_names(name, office[name]) for name in ("kind", "region", "development") if office[name]]
    st.markdown(plain(" · ".join(facts)))
    st.caption(
        _("The years and the basis chosen apply; the choice of regions does not. What has a date later is left out.")
    )
    parts = {name: _part(name, filters, code) for name in SUBJECTS}
    for name, part in parts.items():
        if part.total:
            _subject(name, part)
    if nothing := [_(query(name).title) for name, part in parts.items() if not part.total]:
        st.markdown(plain(_("No rows: {subjects}.").format(subjects=" · ".join(nothing))))
    return title


def _subject(name: str, part: Part) -> None:
    question = query(name)
    count = ngettext("{count} row", "{count} rows", part.total).format(count=grouped(part.total))
    st.subheader(plain(_("{what}: {count}").format(what=_(question.title), count=count)), anchor=name.replace("_", "-"))
    st.caption(plain(_(question.definition)))
    shown = part.answer.only([column for column in part.answer.columns if column not in _SAID_ABOVE])
    rows_table(shown, _(question.title), name)
    if part.total > len(shown.rows):
        st.caption(_("The first {count} are shown; a file holds more.").format(count=grouped(len(shown.rows))))


def _part(name: str, filters: Filters, code: str) -> Part:
    data = snapshot()
    key = (*data_key(data), name, filters, code)
    part = _parts.get(key, lambda: rows_of_office(data, name, filters, code, ROWS_SHOWN))
    return Part(named(part.answer), part.total)


def _files(office: Row, filters: Filters) -> None:
    """Offer all tables of the office as files; they are built when one is asked for."""
    code, name, link, data = str(office["office"]), str(office["name"]), view_link(), snapshot()
    parts = [partial(office_exhibit, data, subject, filters, code, name, link) for subject in SUBJECTS]
    title, stem = _("{name} ({code})").format(name=name, code=code), f"office-{code.lower()}"
    for text, build, kind, mime in (
        (_("Excel"), partial(workbook_of, title, parts), "xlsx", EXCEL),
        (_("CSV files in a ZIP"), partial(archive_of, title, parts), "zip", ZIP),
    ):
        st.download_button(
            text,
            building(build),
            f"{stem}.{kind}",
            mime,
            key=f"file-office-{kind}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
