"""The export menus of a card, a page and the yearly report: files are built on click, in a thread of their own.

Streamlit runs the function of a download button when it is pressed, beside the script, and shows that it works; other
sessions go on. The snapshot cannot change, so a thread may read it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from charts.picture import file_stem
from charts.specs import CHARTS
from components.data import snapshot
from components.links import view_link
from exports.archive import archive_bytes
from exports.csv_file import csv_bytes
from exports.exhibit import Exhibit, exhibit
from exports.outline import Chapter
from exports.workbook import workbook_bytes
from queries import Filters
from queries.describe import shared_filters_text
from queries.report import report_queries
from words import _, ngettext

CSV = "text/csv"
ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
EXCEL = f"{_OFFICE}spreadsheetml.sheet"
POWERPOINT = f"{_OFFICE}presentationml.presentation"
WORD = f"{_OFFICE}wordprocessingml.document"

PictureFormat = Literal["png", "svg"]


def card_menu(name: str, title: str, filters: Filters, rows: int) -> None:
    """Draw the export menu of the card that shows the chart or question `name`: its rows as shown, `rows` of them."""
    stem = file_stem(name, filters.period, filters.regions)
    one = partial(exhibit, snapshot(), name, filters, view_link())
    with _menu(name):
        st.caption(ngettext("{count} row, as shown", "{count} rows, as shown", rows).format(count=rows))
        _download(name, _("PowerPoint slide"), partial(_slide, one), f"{stem}.pptx", POWERPOINT)
        _download(name, _("Excel"), partial(_workbook, title, [one]), f"{stem}.xlsx", EXCEL)
        _download(name, _("CSV"), partial(_csv, one), f"{stem}.csv", CSV)
        if name in CHARTS:
            st.segmented_control(
                _("Picture from the chart's camera button"),
                ["png", "svg"],
                format_func=str.upper,
                default="png",
                required=True,
                key=f"picture-{name}",
            )


def page_menu(path: str, title: str, filters: Filters, chapters: tuple[Chapter, ...]) -> None:
    """Draw the export menu of the page at `path`: all that `chapters` hold, under `filters`."""
    stem, link = file_stem(f"{path}-page", filters.period, filters.regions), view_link()
    tables = dict.fromkeys(name for chapter in chapters for name in chapter.tables)
    charts = dict.fromkeys(name for chapter in chapters for name in chapter.charts)
    # A calendar of the very rows of a table would only repeat them.
    names = [*(name for name in charts if CHARTS[name].query not in tables), *tables]
    whole = f"{title}: {shared_filters_text(filters)}"
    parts = [partial(exhibit, snapshot(), name, filters, link) for name in names]
    with _menu(f"page-{path}"):
        st.caption(_("As shown: {charts}, {tables}").format(charts=_charts(len(charts)), tables=_tables(len(tables))))
        if charts:
            deck = partial(_deck, filters, chapters, title, link)
            _download(path, _("PowerPoint deck"), deck, f"{stem}.pptx", POWERPOINT)
        _download(path, _("Excel workbook"), partial(_workbook, whole, parts), f"{stem}.xlsx", EXCEL)
        _download(path, _("CSV files in a ZIP"), partial(_archive, whole, parts), f"{stem}.zip", ZIP)


def report_buttons(filters: Filters, chapters: tuple[Chapter, ...]) -> None:
    """Draw the buttons that take the whole yearly report along: document, deck, workbook, ZIP of CSV files."""
    stem, link = file_stem("report", filters.period, filters.regions), view_link()
    title = _("Report tables: {filters}").format(filters=shared_filters_text(filters))
    parts = [partial(exhibit, snapshot(), name, filters, link) for name in report_queries()]
    count = _tables(len(parts))
    with st.grid(4):
        _download("report", _("Report in Word"), partial(_report, filters, link), f"{stem}.docx", WORD)
        deck = partial(_deck, filters, chapters, _("Yearly report"), link)
        _download("report", _("Deck in PowerPoint"), deck, f"{stem}.pptx", POWERPOINT)
        workbook = partial(_workbook, title, parts)
        _download("report", _("All in Excel ({tables})").format(tables=count), workbook, f"{stem}.xlsx", EXCEL)
        archive = partial(_archive, title, parts)
        _download("report", _("All as CSV in a ZIP ({tables})").format(tables=count), archive, f"{stem}.zip", ZIP)


def _charts(count: int) -> str:
    return ngettext("{count} chart", "{count} charts", count).format(count=count)


def _tables(count: int) -> str:
    return ngettext("{count} table", "{count} tables", count).format(count=count)


def picture_format(name: str) -> PictureFormat:
    """Return the format that is chosen for pictures of the chart `name`.

    plotly.js has one button for pictures whose format is part of the chart's configuration, hence the choice beside it.
    """
    return "svg" if st.session_state.get(f"picture-{name}") == "svg" else "png"


def _menu(key: str) -> PopoverContainer:
    return st.popover(_("Export"), icon=":material/download:", type="tertiary", key=f"export-{key}")


def _download(menu: str, text: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    """Draw one download button of `menu` that calls `build` when it is clicked, without running the page again."""
    key = f"file-{menu}-{file_name.rpartition('.')[2]}"
    st.download_button(text, build, file_name, mime, key=key, on_click="ignore", width="stretch")


# The writers of Office files are imported when the first one is asked for: they would slow down the first page.
def _slide(one: Callable[[], Exhibit]) -> bytes:
    from exports.slides import slide_bytes

    return slide_bytes(one())


def _deck(filters: Filters, chapters: tuple[Chapter, ...], title: str, link: str) -> bytes:
    from exports.slides import deck_bytes

    return deck_bytes(snapshot(), filters, chapters, title, link)


def _report(filters: Filters, link: str) -> bytes:
    from exports.report import report_bytes

    return report_bytes(snapshot(), filters.period[1], filters, link)


def _workbook(title: str, parts: Sequence[Callable[[], Exhibit]]) -> bytes:
    return workbook_bytes(title, [part() for part in parts])


def _archive(title: str, parts: Sequence[Callable[[], Exhibit]]) -> bytes:
    return archive_bytes([part() for part in parts], title=title)


def _csv(one: Callable[[], Exhibit]) -> bytes:
    return csv_bytes(one().sheet)
