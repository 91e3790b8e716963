"""The element of a card in the browser: its title, its tabs and its chart, drawn by `assets/card.js`.

Streamlit's own elements for these are a hundred and fifty React components a card, looked at again several times in
each run of a page; its chart gives every new figure a new element, which is drawn twice, and brings all of Plotly, four
times the script that bars, lines and calendars need. So a card has an element of its own, with Plotly's bundle of
two-dimensional charts. All of it is served from here, under the security policy of the page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
    """What stands above the content of a card in one run of it, in the element of class `st-key-<place>`.

    `views` are the words of the tabs by their short names, the first one open to begin with. `level` is that of its
    heading, 2 straight under the title of the page. `of` changes with whatever changes the chart of the card. One that
    `waits` has no content yet: the browser asks for it (`is_due`) when it has drawn the charts of the page.
    """

    place: str
    title: str
    anchor: str
    views: dict[str, str]
    remark: str = ""
    level: int = 2
    of: str = ""
    waits: bool = False

    @cached_property
    def state(self) -> dict[str, Any]:
        """What the browser has told of the card; Streamlit makes a class of its own for each look at it."""
        return st.session_state.get(self.place) or {}

    @property
    def open(self) -> str:
        """The short name of the tab that is open."""
        chosen = self.state.get("view")
        return chosen if chosen in self.views else next(iter(self.views))

    @property
    def is_due(self) -> bool:
        """Whether the browser has asked for what waited for the charts."""
        return bool(self.state.get("due"))


def card_element(head: Head, figure: PlacedFigure | None = None, is_sent: bool = False) -> Sequence[object]:
    """Show the head of a card and its figure, and return the codes of the point that was clicked, if any.

    A click counts until the figure changes. `is_sent` says that `send_figures` has sent the figure before in this run.
    """
    told: dict[str, Any] = {
        "place": head.place,
        "title": head.title,
        "level": head.level,
        "anchor": head.anchor,
        "views": list(head.views.items()),
        "view": head.open,
        "remark": head.remark,
        "of": head.of,
        "waits": head.waits,
    }
    if figure is None:
        data = json.dumps(told, ensure_ascii=False)
    elif is_sent and head.state.get("missing") != figure.text.id:
        data = json.dumps(told | figure.about(), ensure_ascii=False)
    else:
        data = with_figure(told | figure.about(), figure.text)
    found = _component()(
        key=head.place,
        data=data,
        on_view_change=_noted,
        on_picked_change=_noted,
        on_missing_change=_noted,
        on_due_change=_noted,
    )
    picked = found.picked
    if figure is None or not isinstance(picked, dict) or picked.get("figure_id") != figure.text.id:
        return ()
    point = picked.get("point")
    return point if isinstance(point, list) else ()


def send_figures(figures: Sequence[PlacedFigure]) -> None:
    """Send `figures` at once, for the browser to draw those whose cards it knows, and keep the others for theirs."""
    texts = ",".join(with_figure(figure.about(), figure.text) for figure in figures)
    # The browser looks for its begin and end in what comes from the server.
    _component()(key=f"{AHEAD}-sent", data=f'{{"ahead":[{texts}],"all":"sent"}}')


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
