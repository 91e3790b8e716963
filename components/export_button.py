"""The export button of a card: the rows as shown, built when asked for, with what they rest on stated in the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from charts.picture import file_stem
from components.data import snapshot
from components.links import view_link
from exports import Sheet, archive_bytes, csv_bytes, make_sheet, workbook_bytes
from queries import Filters, Query
from queries.describe import shared_filters_text
from queries.report import report_queries
from words import _, ngettext

CSV = "text/csv"
ZIP = "application/zip"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


PictureFormat = Literal["png", "svg"]


def export_button(question: Query, filters: Filters, key: str, title: str, rows: int, has_chart: bool) -> None:
    """Draw the export button of one table of `rows` rows; files are built on click, in a thread of their own."""
    link, stem = view_link(), file_stem(key, filters.period, filters.regions)
    sheet = partial(make_sheet, snapshot(), question.name, filters, link)
    with st.popover(_("Export"), icon=":material/download:", type="tertiary", key=f"export-{key}"):
        st.caption(ngettext("{count} row, as shown", "{count} rows, as shown", rows).format(count=rows))
        download(_("CSV"), partial(_one_csv, sheet), f"{stem}.csv", CSV, key=f"csv-{key}")
        download(_("Excel"), partial(_one_workbook, sheet, title), f"{stem}.xlsx", EXCEL, key=f"excel-{key}")
        if has_chart:
            st.segmented_control(
                _("Picture from the chart's camera button"),
                ["png", "svg"],
                format_func=str.upper,
                default="png",
                required=True,
                key=f"picture-{key}",
            )


def picture_format(key: str) -> PictureFormat:
    """Return the format that is chosen for pictures of the chart `key`.

    plotly.js has one button for pictures whose format is part of the chart's configuration, hence the choice beside it.
    """
    return "svg" if st.session_state.get(f"picture-{key}") == "svg" else "png"


def download(text: str, build: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """Draw one download button that calls `build` when it is clicked, without running the page again."""
    st.download_button(text, build, file_name, mime, key=key, on_click="ignore", width="stretch")


def _one_csv(sheet: Callable[[], Sheet]) -> bytes:
    return csv_bytes(sheet())


def _one_workbook(sheet: Callable[[], Sheet], title: str) -> bytes:
    return workbook_bytes(title, [sheet()])


def report_buttons(filters: Filters) -> None:
    """Draw the buttons that take all tables of the yearly report along, as one workbook or one ZIP of CSV files."""
    link, stem = view_link(), file_stem("report-tables", filters.period, filters.regions)
    title = _("Report tables: {filters}").format(filters=shared_filters_text(filters))
    tables = len(report_queries())
    left, right, _rest = st.columns([1, 1, 2])
    said = ngettext("{count} table", "{count} tables", tables).format(count=tables)
    with left:
        whole = partial(_report_workbook, title, filters, link)
        download(_("All in Excel ({tables})").format(tables=said), whole, f"{stem}.xlsx", EXCEL, key="report-excel")
    with right:
        parts = partial(_report_archive, filters, link)
        download(_("All as CSV in a ZIP ({tables})").format(tables=said), parts, f"{stem}.zip", ZIP, key="report-zip")


def _report_sheets(filters: Filters, link: str) -> list[Sheet]:
    return [make_sheet(snapshot(), name, filters, link) for name in report_queries()]


def _report_workbook(title: str, filters: Filters, link: str) -> bytes:
    return workbook_bytes(title, _report_sheets(filters, link))


def _report_archive(filters: Filters, link: str) -> bytes:
    return archive_bytes(_report_sheets(filters, link))
