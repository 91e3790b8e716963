"""Where things stand on a slide, in points from its upper left corner (960 × 540 points, 13.333 × 7.5 inches)."""

from __future__ import annotations

from dataclasses import dataclass

from words.codes import N_


@dataclass(frozen=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge in points from the top of the slide."""
        return self.top + self.height


WIDE = Box(0, 0, 960, 540)
MARGIN = 42
INNER = WIDE.width - 2 * MARGIN

KICKER = Box(MARGIN, 18, INNER, 18)
TITLE = Box(MARGIN, 40, INNER, 68)
SUBTITLE = Box(MARGIN, 112, INNER, 40)
NOTES = Box(MARGIN, 450, INNER, 42)
FOOTER = Box(MARGIN, 499, INNER - 70, 26)
NUMBER = Box(MARGIN + INNER - 60, 499, 60, 26)
OPENING = Box(80, 110, 800, 150)
DETAILS = Box(80, 370, 800, 130)

# Names in the selection pane, messages to translate; the first two are layouts.
NAMES = {
    "opening": N_("Opening"),
    "content": N_("Content"),
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "chapter": N_("Chapter"),
    "details": N_("Details"),
    "text": N_("Text"),
    "notes": N_("Notes"),
    "footer": N_("Footer"),
    "number": N_("Slide number"),
}

GAP = 8  # between the parts of a slide
