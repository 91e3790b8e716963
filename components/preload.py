"""The page that loads everything else, told early what it will need.

Streamlit's page learns of the script of each kind of element when the first such element arrives, and of the scripts
that this one needs when it has read it. Named in the page itself, all of them are fetched and read side by side, while
the connection to the server is still being made.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit

from components.card_element import ASSETS, script_addresses
from components.find_element import SCRIPTS as FIND_SCRIPTS
from components.pages import PAGES
from exports.outline import CHAPTERS

STYLE = (ASSETS / "page.css").read_text(encoding="utf-8")
CONNECT = (ASSETS / "connect.js").read_text(encoding="utf-8")
STATIC = Path(streamlit.__file__).parent / "static"
# Streamlit's names for the elements of the frame, of cards, of long tables, and of the overview.
FRAME = ("PageLink", "Slider", "Multiselect", "Checkbox", "Selectbox")
CARDS, TABLES, OVERVIEW = ("BidiComponent",), ("DataFrame",), ("Metric",)


def whole_page(html: str, path: str) -> str:
    """Return Streamlit's page as the browser gets it for `path`: with our style and scripts, and with preloads."""
    menus = _early_script(_chart_script().replace("chart.js", "menus.js"))
    ours = f"<script>{CONNECT}</script><style>{STYLE}</style>{menus}</head>"
    return with_preloads(html.replace("</head>", ours, 1), path)


def with_preloads(html: str, path: str) -> str:
    """Return Streamlit's page with a link to each script that the page at `path` needs besides those it names."""
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./{address}">' for address in needed(path) if address not in html
    )
    # Plotly takes a while to start; it can do so while Streamlit waits for the server.
    early = _early_script(chart) if (chart := _chart_script()) in needed(path) else ""
    return html.replace("</head>", f"{links}{early}</head>", 1)


def _chart_script() -> str:
    return script_addresses()[1]


def _early_script(address: str) -> str:
    return f'<script type="module" async crossorigin src="./{address}"></script>'


@cache
def needed(path: str) -> tuple[str, ...]:
    """Return the addresses of the scripts for the page at `path`, relative to that of the app."""
    if path not in {entry.path for entry in PAGES}:
        return ()
    if not path:
        return _closure(FRAME + OVERVIEW)
    if path == "find":
        return _closure((*FRAME, *CARDS, "TextInput")) + script_addresses(FIND_SCRIPTS)
    if _has_charts(path):
        # Tables stand below the charts: their scripts would take from the time of the charts if they were ready first.
        return _closure(FRAME + CARDS) + script_addresses()
    return _closure(FRAME + CARDS + TABLES) + script_addresses()[:1]


def _has_charts(path: str) -> bool:
    """Return whether the page at `path` shows charts."""
    return any(chapter.path == path and chapter.charts for chapter in CHAPTERS)


def _closure(elements: tuple[str, ...]) -> tuple[str, ...]:
    """Return the scripts of Streamlit's `elements` and all that they import; an unknown one has none."""
    manifest = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    waiting = [name for name, entry in manifest.items() if Path(entry["file"]).name.partition(".")[0] in elements]
    found: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        entry = manifest[name]
        if name not in found and entry["file"].endswith(".js"):
            found[name] = entry["file"]
            waiting += entry.get("imports", [])
    return tuple(found.values())
