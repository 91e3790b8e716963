"""The export menus of a card, a page and the yearly report: files are built on click, in a thread of their own.

Streamlit runs the function of a download button when it is pressed, beside the script, and shows that it works; other
sessions go on. A file is built from the snapshot that its button was drawn with: what it says is what the page showed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from charts.comparing import Sides, filters_said
from charts.picture import file_stem
from charts.specs import CHARTS
from components.comparison import is_compared, sides_in_force
from components.data import snapshot
from components.errors import building
from components.find_element import save_form
from components.language import fragment
from components.links import view_link
from components.text import plain
from exports.bounds import LIST_ROWS, shortened
from exports.outline import Chapter
from extracts import Snapshot
from queries import Filters
from queries.describe import shared_filters_text
from queries.report import report_queries
from words import _, ngettext
from words.forms import grouped

if TYPE_CHECKING:
    from exports.exhibit import Exhibit

CSV = "text/csv"
ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
EXCEL = f"{_OFFICE}spreadsheetml.sheet"
POWERPOINT = f"{_OFFICE}presentationml.presentation"
WORD = f"{_OFFICE}wordprocessingml.document"

PictureFormat = Literal["png", "svg"]


def card_menu(name: str, title: str, filters: Filters, count: Callable[[], int]) -> None:
    """Draw the export menu of the card that shows the chart or question `name`: its rows as shown, `count` of them."""
    menu = _asked_menu(name)
    if not menu.open:
        return
    rows = count()
    stem = file_stem(name, filters.period, filters.regions)
    one = partial(_exhibit, snapshot(), name, filters, view_link())
    with menu:
        text = ngettext("{count} row, as shown", "{count} rows, as shown", rows).format(count=grouped(rows))
        # The rows of a chart are never cut.
        st.caption(plain(text if name in CHARTS else shortened(name, LIST_ROWS, rows) or text))
        _files(name, title, one, stem)
        if name in CHARTS:
            st.segmented_control(
                _("Picture from the chart's camera button"),
                ["png", "svg"],
                format_func=str.upper,
                default=picture_format(name),
                required=True,
                key=f"picture-{name}",
                on_change=_keep_format,
                args=(name,),
            )


def _files(name: str, title: str, one: Callable[[], Exhibit], stem: str) -> None:
    """Draw the buttons that take a card along: the exhibit that `one` makes, under `title`, in files named `stem`."""
    _download(name, _("PowerPoint slide"), partial(_slide, one), f"{stem}.pptx", POWERPOINT)
    _download(name, _("Excel"), partial(workbook_of, title, [one]), f"{stem}.xlsx", EXCEL)
    _download(name, _("CSV"), partial(_csv, one), f"{stem}.csv", CSV)


def comparison_menu(name: str, title: str, filters: Filters) -> None:
    """Draw the export menu of a card whose comparison is open: the comparison as shown, in numbers."""
    sides = sides_in_force(filters, name)
    if sides is None:
        return
    menu = _asked_menu(name)
    if not menu.open:
        return
    stem = file_stem(f"{name}-compared", filters.period, filters.regions)
    one = partial(_comparison, snapshot(), name, sides, view_link())
    with menu:
        st.caption(plain(filters_said(name, sides)))
        _files(name, title, one, stem)


@fragment
def page_menu(path: str, title: str, filters: Filters, chapters: tuple[Chapter, ...]) -> None:
    """Draw the export menu of the page at `path`: all that `chapters` hold, under `filters`."""
    menu = _menu(f"page-{path}")
    if not menu.open:
        return
    stem, link = file_stem(f"{path}-page", filters.period, filters.regions), view_link()
    tables = dict.fromkeys(name for chapter in chapters for name in chapter.tables)
    charts = dict.fromkeys(name for chapter in chapters for name in chapter.charts)
    # A calendar of the very rows of a table would only repeat them.
    names = [*(name for name in charts if tables.keys().isdisjoint(_questions(name))), *tables]
    whole = f"{title}: {shared_filters_text(filters)}"
    data = snapshot()
    compared = {name: sides for name in names if is_compared(name) and (sides := sides_in_force(filters, name))}
    parts = [part for name in names for part in _with_comparison(data, name, filters, compared.get(name), link)]
    with menu:
        st.caption(_("As shown: {charts}, {tables}").format(charts=_charts(len(charts)), tables=_tables(len(tables))))
        if charts:
            deck = partial(_deck, data, filters, chapters, title, link, compared)
            _download(path, _("PowerPoint deck"), deck, f"{stem}.pptx", POWERPOINT)
        _download(path, _("Excel workbook"), partial(workbook_of, whole, parts), f"{stem}.xlsx", EXCEL)
        _download(path, _("CSV files in a ZIP"), partial(archive_of, whole, parts), f"{stem}.zip", ZIP)
        save_form(path, whole)


@fragment
def view_menu(path: str, title: str, filters: Filters) -> None:
    """Draw a menu in which the view of the page at `path` can be saved, for a page that has no export menu."""
    menu = st.popover(
        _("Save this view"), icon=":material/bookmark_add:", type="tertiary", key=f"view-{path}", on_change="rerun"
    )
    if menu.open:
        with menu:
            save_form(path, f"{title}: {shared_filters_text(filters)}")


def report_buttons(filters: Filters, chapters: tuple[Chapter, ...]) -> None:
    """Draw the buttons that take the whole yearly report along: document, deck, workbook, ZIP of CSV files."""
    stem, link = file_stem("report", filters.period, filters.regions), view_link()
    title = _("Report tables: {filters}").format(filters=shared_filters_text(filters))
    data = snapshot()
    parts = [partial(_exhibit, data, name, filters, link) for name in report_queries()]
    count = _tables(len(parts))
    with st.grid(4):
        _download("report", _("Report in Word"), partial(_report, data, filters, link), f"{stem}.docx", WORD)
        deck = partial(_deck, data, filters, chapters, _("Yearly report"), link)
        _download("report", _("Deck in PowerPoint"), deck, f"{stem}.pptx", POWERPOINT)
        workbook = partial(workbook_of, title, parts)
        _download("report", _("All in Excel ({tables})").format(tables=count), workbook, f"{stem}.xlsx", EXCEL)
        archive = partial(archive_of, title, parts)
        _download("report", _("All as CSV in a ZIP ({tables})").format(tables=count), archive, f"{stem}.zip", ZIP)


def _questions(chart: str) -> set[str]:
    """Return the questions from which a chart may be drawn."""
    return {CHARTS[chart].query, CHARTS[chart].few_query or CHARTS[chart].query}


def _charts(count: int) -> str:
    return ngettext("{count} chart", "{count} charts", count).format(count=count)


def _tables(count: int) -> str:
    return ngettext("{count} table", "{count} tables", count).format(count=count)


def picture_format(name: str) -> PictureFormat:
    """Return the format that is chosen for pictures of the chart `name`.

    The choice is forgotten with its menu, so what was chosen is noted beside it.
    """
    return "svg" if st.session_state.get(f"chosen-picture-{name}") == "svg" else "png"


def _keep_format(name: str) -> None:
    st.session_state[f"chosen-picture-{name}"] = st.session_state[f"picture-{name}"]


def _menu(key: str) -> PopoverContainer:
    """Draw the button of a menu; what is in it is only made and sent while it is open."""
    return st.popover(_("Export"), icon=":material/download:", type="tertiary", key=f"export-{key}", on_change="rerun")


def _asked_menu(name: str) -> PopoverContainer:
    """Draw the menu of a card in place of the button that the browser drew for it: open, since that was pressed."""
    st.session_state.setdefault(f"export-{name}", True)
    return _menu(name)


def _download(menu: str, text: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    """Draw one download button of `menu` that calls `build` when it is clicked, without running the page again."""
    key = f"file-{menu}-{file_name.rpartition('.')[2]}"
    st.download_button(text, building(build), file_name, mime, key=key, on_click="ignore", width="stretch")


# The writers of files are imported when the first one is asked for: they would slow down the first page.
def _exhibit(data: Snapshot, name: str, filters: Filters, link: str) -> Exhibit:
    from exports.exhibit import exhibit

    return exhibit(data, name, filters, link)


def _comparison(data: Snapshot, name: str, sides: Sides, link: str) -> Exhibit:
    from exports.comparison import comparison_exhibit

    return comparison_exhibit(data, name, sides, link)


def _slide(one: Callable[[], Exhibit]) -> bytes:
    from exports.slides import slide_bytes

    return slide_bytes(one())


def _with_comparison(
    data: Snapshot, name: str, filters: Filters, sides: Sides | None, link: str
) -> list[Callable[[], Exhibit]]:
    """Return what makes the exhibit `name` and, where `sides` are compared, what makes their comparison."""
    made: list[Callable[[], Exhibit]] = [partial(_exhibit, data, name, filters, link)]
    return [*made, partial(_comparison, data, name, sides, link)] if sides else made


def _deck(
    data: Snapshot,
    filters: Filters,
    chapters: tuple[Chapter, ...],
    title: str,
    link: str,
    compared: dict[str, Sides] | None = None,
) -> bytes:
    from exports.slides import deck_bytes

    return deck_bytes(data, filters, chapters, title, link, compared)


def _report(data: Snapshot, filters: Filters, link: str) -> bytes:
    from exports.report import report_bytes

    return report_bytes(data, filters.period[1], filters, link)


def workbook_of(title: str, parts: Sequence[Callable[[], Exhibit]]) -> bytes:
    """Return the exhibits that `parts` make as one workbook."""
    from exports.workbook import workbook_bytes

    return workbook_bytes(title, [part() for part in parts])


def archive_of(title: str, parts: Sequence[Callable[[], Exhibit]]) -> bytes:
    """Return the exhibits that `parts` make as CSV files in a ZIP."""
    from exports.archive import archive_bytes

    return archive_bytes([part() for part in parts], title=title)


def _csv(one: Callable[[], Exhibit]) -> bytes:
    from exports.csv_file import csv_bytes

    return csv_bytes(one().sheet)
