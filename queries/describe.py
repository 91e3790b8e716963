"""Filters and provenance in words, the same on screen and in files."""

from __future__ import annotations

from queries.filters import CODE_COLUMNS, Filters
from queries.provenance import Provenance
from words import _, label

# The code list that names the codes of a list filter.
CODE_LISTS = {
    "regions": "region",
    "topics": "topic",
    "modes": "mode",
    "solutions": "solution",
    "platforms": "platform",
    "databases": "database",
}
DOCUMENTS_NAMED = 2


def period_text(filters: Filters) -> str:
    """Return "2016–2020", or "2020" for a single year."""
    first, last = filters.period
    return str(first) if first == last else f"{first}–{last}"


def codes_text(filters: Filters, name: str) -> str:
    """Return the names of the chosen codes of one list filter, or "" where all are chosen."""
    return ", ".join(label(CODE_LISTS[name], code) for code in getattr(filters, name))


def regions_text(filters: Filters) -> str:
    """Return the names of the chosen regions, or "All regions"."""
    return codes_text(filters, "regions") or _("All regions")


def filters_text(filters: Filters) -> str:
    """Return all filters that narrow the view, as one line."""
    narrowing = [codes_text(filters, name) for name in CODE_COLUMNS if name != "regions"]
    return " · ".join(
        filter(None, [period_text(filters), regions_text(filters), *narrowing, basis_filter_text(filters)])
    )


def basis_filter_text(filters: Filters) -> str:
    """Return "Reported facts only" where that is chosen, else ""."""
    return _("Reported facts only") if filters.basis == "reported" else ""


def basis_text(origin: Provenance) -> str:
    """Return what the figures rest on."""
    return _("Includes illustrative rows") if origin.has_illustrative else _("Reported facts")


def documents_text(origin: Provenance) -> str:
    """Return the documents behind the reported rows, the first few by name."""
    named = "; ".join(origin.documents[:DOCUMENTS_NAMED])
    more = len(origin.documents) - DOCUMENTS_NAMED
    return _("{documents} and {count} more").format(documents=named, count=more) if more > 0 else named


def sources_text(origin: Provenance) -> str:
    """Return the documents behind an answer, and whether illustrative rows stand beside them."""
    illustrative = _("illustrative rows") if origin.has_illustrative else ""
    return "; ".join(filter(None, [documents_text(origin), illustrative]))
