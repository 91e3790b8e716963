"""The pages of the dashboard, declared once: file, address, title, the manager's question and icon."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from components.comparison import PARAMETER as COMPARE
from components.comparison import comparison_parameter
from components.data import snapshot
from components.language import PARAMETER, language_parameter
from components.links import link_parameters
from queries import Filters
from words import _
from words.codes import N_


@dataclass(frozen=True)
class PageEntry:
    """One page; `title` and `question` are messages to translate, `file` lies in `pages/`."""

    file: str
    path: str
    title: str
    question: str
    icon: str


PAGES = (
    PageEntry(
        "overview.py", "", N_("Overview"), N_("What did we deliver in this period, and what changed?"), "dashboard"
    ),
    PageEntry(
        "trainings_by_region.py",
        "trainings-by-region",
        N_("Trainings by region"),
        N_("Who was trained, where, on what and how?"),
        "school",
    ),
    PageEntry(
        "business_solutions.py",
        "business-solutions",
        N_("Business Solutions"),
        N_("Which offices run WIPO Business Solutions, since when? Who takes part in CASE and DAS?"),
        "lan",
    ),
    PageEntry(
        "ocr_rollout.py",
        "ocr-rollout",
        N_("OCR rollout"),
        N_("Who received the OCR software, was trained, and is in production?"),
        "document_scanner",
    ),
    PageEntry(
        "collections_added.py",
        "collections",
        N_("Collections"),
        N_("Which collections joined the global databases, and when?"),
        "library_add",
    ),
    PageEntry(
        "standards_outreach.py",
        "standards-outreach",
        N_("Standards outreach"),
        N_("Whose participation in the Committee was funded, and which tools were released?"),
        "campaign",
    ),
    PageEntry(
        "report_tables.py",
        "report-tables",
        N_("Report tables"),
        N_("What goes into the report of one year to the Committee on WIPO Standards?"),
        "table_view",
    ),
    PageEntry(
        "data_health.py",
        "data-health",
        N_("Data health"),
        N_("Can I trust this? What came in, what was refused, what agrees with the published figures?"),
        "health_and_safety",
    ),
    PageEntry(
        "find.py",
        "find",
        N_("Search and help"),
        N_("Where is it, what does it mean, and which view did I save?"),
        "search",
    ),
)


def streamlit_pages() -> dict[str, st.Page]:
    """Return the pages for `st.navigation`, by file name."""
    return {
        entry.file: st.Page(
            entry.file,
            title=_(entry.title),
            url_path=entry.path,
            icon=f":material/{entry.icon}:",
            default=not entry.path,
        )
        for entry in PAGES
    }


def menu(pages: dict[str, st.Page], filters: Filters) -> None:
    """Draw the menu; each entry is a link that carries the shared filters."""
    carried = _carried(filters)
    for page in pages.values():
        st.page_link(page, query_params=carried)


def page_link(
    page: st.Page | str, filters: Filters, label: str | None = None, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """Draw a link to `page` (or the file of one) that keeps the shared filters."""
    st.page_link(page, label=label, query_params=_carried(filters), width=width)


def page_address(path: str, filters: Filters, anchor: str = "", **further: str) -> str:
    """Return the address of the page at `path`, from another page, that keeps the shared filters and says `further`.

    `anchor` is a place on that page.
    """
    parameters = urlencode(_carried(filters) | further, doseq=True)
    return f"./{path}" + (f"?{parameters}" if parameters else "") + (f"#{anchor}" if anchor else "")


def _carried(filters: Filters) -> dict[str, list[str]]:
    """Return the parameters of a link to another page: the shared filters and the language."""
    data = snapshot()
    if filters.regions == data.regions:  # all that the visitor may see, chosen by choosing none
        filters = replace(filters, regions=())
    parameters = link_parameters(filters, data.first_year, data.last_year)
    if spoken := language_parameter():
        parameters[PARAMETER] = spoken
    if compared := comparison_parameter():
        parameters[COMPARE] = compared
    return parameters
