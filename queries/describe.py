"""Filters and provenance in words, the same on screen and in files."""

from __future__ import annotations

from collections.abc import Collection

from queries.filters import CODE_COLUMNS, CODE_LISTS, Filters
from queries.provenance import Provenance
from words import _, label

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


def filters_text(filters: Filters, parameters: Collection[str]) -> str:
    """Return, as one line, the filters among `parameters`: those that a question takes and that narrow its answer."""
    said = [
        period_text(filters) if "to_year" in parameters else "",
        regions_text(filters) if "regions" in parameters else "",
        *(codes_text(filters, name) for name in CODE_COLUMNS if name in parameters and name != "regions"),
        _("All IPOs") if "development" in parameters and filters.development == "all" else "",
        _("Reported facts only") if "basis" in parameters and filters.basis == "reported" else "",
    ]
    return " · ".join(filter(None, said))


def shared_filters_text(filters: Filters) -> str:
    """Return the filters that all pages share, as one line."""
    return filters_text(filters, ("to_year", "regions", "basis"))


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
