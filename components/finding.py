"""The search of the page Search and help: what is typed, what is found, and which office is open."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.find_element import hit_list
from components.links import newly_linked, write_link
from components.offices import all_offices
from components.pages import page_address
from components.search import LONGEST, Entry, office_entries, page_entries, ranked, term_entries
from components.text import plain
from queries import Filters
from words import _, ngettext
from words.forms import grouped

# Hits of a kind that are listed; a word more finds the others.
MOST_HITS = 12
_KEY = "find-words"


def search_words() -> str:
    """Draw the field of the search and return what is typed there, which the URL holds as `q`."""
    if (linked := newly_linked(["q"])) is not None:
        st.session_state[_KEY] = next(iter(linked["q"]), "")[:LONGEST]
    typed = st.text_input(
        _("Search offices, pages, figures and terms"),
        key=_KEY,
        max_chars=LONGEST,
        placeholder=_("For example Kenya, KE, OCR or participants"),
        on_change=close_office,
        icon=":material/search:",
    )
    wanted = (typed or "").strip()
    write_link("q", [wanted] if wanted else [])
    return wanted


def open_office() -> str:
    """Return the ST.3 code of the office that the URL says is open, or ""."""
    return str(st.query_params.get("office", ""))[:LONGEST].strip().upper()


def hits(wanted: str, filters: Filters) -> None:
    """Show what is found for `wanted`, or that nothing is, and without a word what there is to find."""
    places = (
        (_("Offices"), office_entries(all_offices())),
        (_("Pages and figures"), page_entries()),
        (_("Glossary"), term_entries()),
    )
    groups = [(listed[0][0], title, listed) for title, entries in places if (listed := ranked(entries, wanted))]
    if groups:
        # The kind of the best hit comes first.
        groups.sort(key=lambda group: -group[0])
        hit_list([_group(title, [entry for _rank, entry in listed], filters) for _best, title, listed in groups])
        return
    if wanted:
        st.info(_("Nothing is found for {words}.").format(words=plain(wanted)), icon=":material/search_off:")
    offices, figures, terms = (len(entries) for _title, entries in places)
    st.markdown(
        _(
            "The search looks through {offices} offices by name, English name and ST.3 code, {figures} pages and"
            " figures by title, question and definition, and {terms} terms. Every word counts, also the beginning of"
            " one; capitals and accents make no difference."
        ).format(offices=grouped(offices), figures=grouped(figures), terms=grouped(terms))
    )


def _group(title: str, listed: list[Entry], filters: Filters) -> dict[str, Any]:
    left_out = len(listed) - MOST_HITS
    more = ngettext("{count} more: add a word.", "{count} more: add a word.", left_out)
    return {
        "title": _("{what} ({count})").format(what=title, count=grouped(len(listed))),
        "hits": [
            {"title": entry.title, "said": entry.said, "href": _address(entry, filters)} for entry in listed[:MOST_HITS]
        ],
        "more": more.format(count=grouped(left_out)) if left_out > 0 else "",
    }


def _address(entry: Entry, filters: Filters) -> str:
    if entry.path == "find" and entry.anchor:  # this very page
        return f"#{entry.anchor}"
    if entry.office:
        return page_address(entry.path, filters, office=entry.office)
    return page_address(entry.path, filters, entry.anchor)


def close_office() -> None:
    """Take the office that is open out of the URL (for a widget's `on_click`)."""
    st.query_params.pop("office", None)
