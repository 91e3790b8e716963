"""The element that helps to find one's way: hits of a search, the glossary and saved views, drawn by `assets/find.js`.

Links of it lead to a place on a page, which Streamlit's own cannot. Saved views are kept by the browser of whoever
saves them: the server knows nothing of them, and what they hold is the address of a view.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from components.card_element import own_element
from words import _
from words.glossary import TERMS

SCRIPTS = ("find.js",)


def hit_list(groups: Sequence[dict[str, Any]]) -> None:
    """Show `groups` of hits: each has a `title`, `hits` of `title`, `said` and `href`, and a line `more` or ""."""
    _show("hits", {"kind": "results", "groups": list(groups)})


def glossary_list() -> None:
    """Show all terms in the alphabetical order of the language in use, each with an id to link to."""
    terms = [{"id": term.anchor, "name": _(term.name), "text": _(term.text)} for term in TERMS]
    _show("glossary", {"kind": "glossary", "terms": _by_name(terms)})


def save_form(place: str, name: str) -> None:
    """Offer to keep the view on the screen, under `name` or another one, and to copy its link."""
    words = {
        "name": _("Name of the view"),
        "save": _("Save this view"),
        "copy": _("Copy the link"),
        "saved": _("Saved in this browser; Search and help lists it."),
        "copied": _("The link is copied."),
        "failed": _("This browser does not keep anything for this page."),
    }
    _show(f"save-{place}", {"kind": "save", "name": name, "words": words})


def view_list() -> None:
    """List the views that this browser keeps: to open, to rename and to delete."""
    words = {
        "none": _("No view is saved in this browser yet."),
        "name": _("Name of the view"),
        "rename": _("Rename"),
        "delete": _("Delete"),
        "deleted": _("Deleted"),
        "undo": _("Undo"),
        "done": _("Keep this name"),
    }
    _show("views", {"kind": "views", "words": words})


def _by_name(terms: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(terms, key=lambda term: term["name"].casefold())


def _show(place: str, told: dict[str, Any]) -> None:
    own_element(SCRIPTS)(key=f"find-{place}", data=json.dumps(told, ensure_ascii=False))
