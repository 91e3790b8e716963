"""Rows as a table that can be read by eye and by screen reader; of a long list one page at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from charts.columns import column_label, display
from components.data import answer_page, data_key, snapshot
from components.screen import on_phone
from components.text import plain
from extracts import Snapshot
from queries import Filters
from queries.paging import Page, Part
from queries.rows import Answer
from words import _
from words.forms import grouped
from words.glossary import COLUMN_TERMS, term

if TYPE_CHECKING:
    import pyarrow as pa

# A real HTML table is the better reading, whose text wraps; past these many rows or columns the grid is, which scrolls
# and sorts. On a phone many columns would leave each the width of a word.
HTML_ROWS, HTML_COLUMNS, HTML_COLUMNS_ON_PHONE = 60, 7, 4
# DuckDB looks the offices of so many trainings up one by one; for more it would read through all of them.
PAGE_ROWS = 50
# Forgotten with the page that they show.
_pages: WeakKeyDictionary[Part, _Shown] = WeakKeyDictionary()


def rows_table(rows: Answer, alt: str, key: str) -> None:
    """Show `rows` with names in place of codes; no other table of the page has its `key`."""
    _table(_shown(rows), alt, key)


def text_table(shown: dict[str, list[str]], counts: list[str], alt: str, key: str) -> None:
    """Show columns of texts by their labels, of which `counts` are numbers."""
    _table(_Shown(shown, counts), alt, key)


@dataclass(frozen=True)
class _Shown:
    """Columns of text for people by their labels, which are numbers, and the columns whose heads are explained."""

    texts: dict[str, list[str]]
    numbers: list[str]
    helped: Sequence[str] = ()

    @property
    def count(self) -> int:
        """The number of rows."""
        return max(map(len, self.texts.values()), default=0)

    @cached_property
    def html(self) -> pa.Table:
        """The rows as an HTML table gets them, which reads Markdown."""
        return _table_of({name: list(map(plain, texts)) for name, texts in self.texts.items()})

    @cached_property
    def at_end(self) -> str:
        """The places of the columns of numbers, from 1, as `assets/page.css` looks for them in a key."""
        return "".join(f"_n{place}_" for place, name in enumerate(self.texts, 1) if name in self.numbers)

    @cached_property
    def grid(self) -> pa.Table:
        """The rows as the grid gets them, made only where they are too many for an HTML table."""
        return _table_of(self.texts)

    @cached_property
    def help(self) -> dict[str, ColumnConfig]:
        """What explains the headings of the columns `helped`, by their labels."""
        return {column_label(name): _help(name) for name in self.helped}


def _table_of(texts: dict[str, list[str]]) -> pa.Table:
    """Return columns of texts as Streamlit sends them, which it would make of a frame of pandas in a longer way."""
    # Not before a first table is shown: a server starts sooner without it.
    import pyarrow as pa

    return pa.table({name: pa.array(column, pa.string()) for name, column in texts.items()})


def _shown(rows: Answer) -> _Shown:
    numbers = [column_label(name) for name in rows.columns if name in rows.numbers and name != "year"]
    return _Shown(display(rows), numbers, [name for name in rows.columns if name in COLUMN_TERMS])


def _page(part: Part) -> _Shown:
    """Return a page of a list, which several visitors look at, or one of them again and again."""
    if part not in _pages:
        _pages[part] = _shown(part.answer)
    return _pages[part]


def _table(shown: _Shown, alt: str, key: str) -> None:
    most = HTML_COLUMNS_ON_PHONE if on_phone() else HTML_COLUMNS
    if shown.count <= HTML_ROWS and len(shown.texts) <= most:
        # A style of pandas would do, and takes as long as all else on a page of tables.
        with st.container(key=f"table-{key}{shown.at_end}"):
            st.table(shown.html, hide_index=True, border="horizontal", alt=alt)
    else:
        st.dataframe(shown.grid, hide_index=True, alt=alt, column_config=shown.help)


def _help(column: str) -> ColumnConfig:
    """Return what explains the heading of `column`, where the grid has room for it."""
    return st.column_config.Column(help=_(term(COLUMN_TERMS[column]).text))


def count_of(name: str, filters: Filters, data: Snapshot | None = None) -> int:
    """Return how many rows the question `name` has, in the snapshot `data` or the one shown; few are fetched for it."""
    return answer_page(name, filters, Page(0, PAGE_ROWS), data).total


def have_ready(name: str, filters: Filters, data: Snapshot) -> None:
    """Ask for the first page of the question `name` and put it in words, for whoever shows it next."""
    _page(answer_page(name, filters, Page(0, PAGE_ROWS), data))


def list_table(
    name: str, filters: Filters, key: str, alt: str, stretch: Page | None = None, data: Snapshot | None = None
) -> None:
    """Show the answer to the question `name`, page by page where it is long; only the rows of a page are fetched.

    `key` is that of the table and of the choice of a page. Of the list only the rows of `stretch` are shown, if it is
    given; they are those of the snapshot `data`, if it is not the one shown.
    """
    start = stretch.first if stretch else 0
    most = min(PAGE_ROWS, stretch.count) if stretch else PAGE_ROWS
    begin = answer_page(name, filters, Page(start, most), data)
    total = stretch.count if stretch else begin.total
    if total <= PAGE_ROWS:
        _table(_page(begin), alt, key)
        return
    pages = -(-total // PAGE_ROWS)
    # With other rows it is another choice, which begins with the first page.
    view = hashlib.sha256(repr((data_key(data or snapshot()), name, filters, stretch)).encode()).hexdigest()[:12]
    number = int(st.session_state.get(f"{key}-{view}", 1))
    first = (number - 1) * PAGE_ROWS
    last = min(first + PAGE_ROWS, total)
    # The first page needs no question of its own.
    part = answer_page(name, filters, Page(start + first, last - first), data) if first else begin
    told = _("{table}, page {number} of {pages}").format(table=alt, number=number, pages=grouped(pages))
    _table(_page(part), told, key)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=key):
        st.caption(
            _("Rows {first} to {last} of {count}").format(
                first=grouped(first + 1), last=grouped(last), count=grouped(total)
            )
        )
        st.pagination(pages, key=f"{key}-{view}")
