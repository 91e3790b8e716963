"""The element that draws cards in the browser: their titles, tabs, buttons and charts (see `assets/card.js`).

Streamlit's own elements for these are a hundred and fifty React components a card, looked at again several times in
each run of a page, and five messages from the server; its chart gives every new figure a new element, which is drawn
twice, and brings all of Plotly, four times the script that bars, lines and calendars need. So the cards that stand
together have one element of our own, with Plotly's bundle of two-dimensional charts. What somebody has opened in a
card, a table or a menu, is Streamlit's. All of it is served from here, under the security policy of the page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from components.figure import PlacedFigure, with_figure
from words import _

PACKAGE = "dashboard"
ASSETS = Path(__file__).with_name("assets")
SCRIPTS = ("card.js", "chart.js", "plotly-cartesian-4.1.1.min.js")
# What only a map needs, fetched when one comes near: Plotly's bundle of maps, and the shapes of the countries.
FOR_MAPS = ("plotly-geo-4.1.1.min.js", "world_50m.json")
LATER = ("present.js",)  # fetched when somebody asks for it
AHEAD = "figures-ahead"
_NARROW = "window-is-narrow"


@dataclass(frozen=True)
class Head:
    """What stands above the content of a card, whose container has the class `st-key-card-<name>`.

    `place` names the card in what the browser tells. `views` are the words of the tabs by their short names, of which
    `view` is open. `level` is that of its heading, 2 straight under the title of the page. `of` changes with whatever
    changes the chart of the card. One that `waits` has no content yet: the browser asks for it when it has drawn the
    charts of the page. Its menu of exports is drawn by the browser until it `has_menu`.
    """

    name: str
    place: str
    title: str
    anchor: str
    views: dict[str, str]
    view: str
    remark: str = ""
    level: int = 2
    of: str = ""
    waits: bool = False
    has_menu: bool = False


@dataclass(frozen=True)
class Card:
    """A card as the browser gets it; one whose figure `is_sent` is told only which one it is."""

    head: Head
    figure: PlacedFigure | None = None
    is_sent: bool = False


class Told:
    """What the browser has told of the cards that the element `key` draws."""

    def __init__(self, key: str) -> None:
        # Streamlit makes a class of its own for each look at it.
        state = st.session_state.get(key) or {}
        told = state.get("told")
        self._told: dict[str, Any] = told if isinstance(told, dict) else {}

    def view(self, place: str, views: Iterable[str]) -> str:
        """Return which of `views` is open in a card: the first one until another is chosen."""
        views = list(views)
        chosen = self._of("views", place)
        return chosen if chosen in views else views[0]

    def has_menu(self, place: str) -> bool:
        """Return whether the menu of a card has been asked for."""
        return self._of("menus", place) is True

    def point(self, place: str, figure: PlacedFigure) -> Sequence[object]:
        """Return the codes of the point that was clicked, if any: a click counts until the figure changes."""
        picked = self._of("picked", place)
        if not isinstance(picked, dict) or picked.get("figure_id") != figure.text.id:
            return ()
        point = picked.get("point")
        return point if isinstance(point, list) else ()

    @property
    def is_due(self) -> bool:
        """Whether the browser has asked for what waited for the charts."""
        return bool(self._told.get("due"))

    @property
    def missing(self) -> Collection[str]:
        """The ids of figures that the browser should have and has not."""
        return self._ids("missing")

    @property
    def kept(self) -> Collection[str]:
        """The ids of the figures that the browser had when it told this."""
        return self._ids("kept")

    def _of(self, name: str, place: str) -> object:
        by_place = self._told.get(name)
        return by_place.get(place) if isinstance(by_place, dict) else None

    def _ids(self, name: str) -> Collection[str]:
        ids = self._told.get(name)
        return ids if isinstance(ids, list) else ()


def cards_element(key: str, cards: Sequence[Card], told: Told) -> None:
    """Draw the heads of `cards` and their figures into their containers: one element for all of them.

    `told` is what the browser has told of them.
    """
    said = {"cards": [_said(card) for card in cards], "words": {"export": _("Export")}}
    _component()(key=key, data=json.dumps(said, ensure_ascii=False), on_told_change=_noted)
    missing = told.missing
    rest = [card.figure for card in cards if card.figure and not (card.is_sent and card.figure.text.id not in missing)]
    if rest:
        send_figures(rest, f"{key}-figures")


def _said(card: Card) -> dict[str, Any]:
    said = vars(card.head) | {"views": list(card.head.views.items())}
    return said | card.figure.about() if card.figure else said


def send_figures(figures: Sequence[PlacedFigure], key: str = f"{AHEAD}-sent") -> None:
    """Send `figures` at once, for the browser to draw those whose cards it knows, and keep the others for theirs."""
    texts = ",".join(with_figure(figure.about(), figure.text) for figure in figures)
    # The browser looks for its begin and end in what comes from the server. As bytes Streamlit passes it on as it is: a
    # text it would make JSON of twice.
    _component()(key=key, data=f'{{"ahead":[{texts}],"all":"sent"}}'.encode())


def tell_language(language: str, is_right_to_left: bool) -> None:
    """Tell the browser in which language the page is, and which way it reads; without this it is English."""
    told = {"language": language, "direction": "rtl" if is_right_to_left else "ltr"}
    _component()(key="page-language", data=json.dumps(told))


def register() -> None:
    """Have the server serve the scripts from now on: a browser that comes early asks for them before the first card."""
    _component()


def present_button(narrow: bool | None = None) -> None:
    """Offer to show the charts of the page one by one, as large as the screen; the browser does so by itself.

    The element is on each page with charts and tells of its window as well, where that is not as `narrow` says.
    """
    words = {
        "open": _("Present"),
        "present": _("Present the charts of this page, full screen"),
        "back": _("Previous chart"),
        "next": _("Next chart"),
        "leave": _("Leave the presentation"),
        "none": _("There is no chart to present under these filters."),
        "illustrative": _("Partly illustrative data: illustrative rows are made up and are no facts."),
    }
    told = json.dumps({"present": True, "narrow": narrow, "words": words}, ensure_ascii=False)
    _component()(key="present", data=told, width="content", on_look_change=_noted, on_narrow_change=_window_noted)


def is_narrow() -> bool:
    """Tell whether the browser has said that its window is as narrow as a phone."""
    return bool(st.session_state.get(_NARROW))


def _window_noted() -> None:
    """Keep what the browser has told of its window where each card may look at it."""
    st.session_state[_NARROW] = (st.session_state.get("present") or {}).get("narrow")


def _noted() -> None:
    """Do nothing: Streamlit keeps a state only where somebody listens to it."""


@cache
def element_name(scripts: tuple[str, ...] = SCRIPTS) -> str:
    """Return the name that an element is served under: it changes with its scripts, which browsers keep for good."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        digest.update(path.read_bytes())
    return f"{PACKAGE}.{scripts[0].partition('.')[0]}-{digest.hexdigest()[:12]}"


def script_addresses(scripts: tuple[str, ...] = SCRIPTS) -> tuple[str, ...]:
    """Return the addresses of the scripts of an element, relative to that of the page."""
    return tuple(f"_stcore/bidi-components/{element_name(scripts)}/{script}" for script in scripts)


def _component() -> Callable[..., Any]:
    """Return the component of a card."""
    return own_element(SCRIPTS)


def own_element(scripts: tuple[str, ...]) -> Callable[..., Any]:
    """Return the element that `scripts` of `assets/` draw, the first of which the browser begins with.

    It is registered with the server that runs, of which tests start several.
    """
    manager, name = get_bidi_component_manager(), element_name(scripts)
    if manager.get(name) is None:
        element = ComponentConfig(name.removeprefix(f"{PACKAGE}."), ASSETS.name)
        manager.register_from_manifest(ComponentManifest(PACKAGE, "1", [element]), ASSETS.parent)
        _mount.cache_clear()
    return _mount(name, scripts[0])


@cache
def _mount(name: str, script: str) -> Callable[..., Any]:
    return st.components.v2.component(name, js=script, isolate_styles=False)
