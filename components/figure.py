"""A chart as the browser gets it, in its place on a page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from charts.drawing import Drawing
from words import _


@dataclass(frozen=True)
class FigureText:
    """A figure as the browser gets it: its JSON, and a short name for exactly this content."""

    json: str
    id: str
    alt: str
    height: int


def figure_text(drawing: Drawing, alt: str, height: int) -> FigureText:
    """Return `drawing` as text, with its alternative text and its height in pixels."""
    text = json.dumps(drawing.as_dict(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return FigureText(text, hashlib.sha256(text.encode()).hexdigest()[:16], alt, height)


@dataclass(frozen=True)
class PlacedFigure:
    """A figure in its place on a page, the element of class `st-key-<place>`.

    `picture` are the options of its download button (see `charts.picture`); a point can be clicked if `is_selectable`.
    """

    place: str
    text: FigureText
    picture: dict[str, Any]
    is_selectable: bool

    def about(self) -> dict[str, Any]:
        """Return what the browser is told of the figure, besides the figure itself."""
        return {
            "place": self.place,
            "figure_id": self.text.id,
            "alt": self.text.alt,
            "height": self.text.height,
            "picture": self.picture,
            "is_selectable": self.is_selectable,
            "words": {
                "download": _("Download plot as a PNG") if self.picture["format"] == "png" else _("Download plot"),
                "fullscreen": _("Fullscreen"),
            },
        }


def with_figure(told: dict[str, Any], text: FigureText) -> str:
    """Return `told` as JSON, and the figure in it as the text that it is: not read again only to be written."""
    return f'{{"figure":{text.json},{json.dumps(told, ensure_ascii=False)[1:]}'
