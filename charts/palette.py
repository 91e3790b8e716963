"""The colours of charts: eight that stay apart for colour-blind readers, each for white and for dark paper.

Every pair keeps its distance in normal sight and under simulated protanopia, deuteranopia and tritanopia, and every
colour has at least 3:1 against its paper; `tests/charts/test_palette.py` computes both. A code has the same colour in
every figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Paper:
    """The colours around the data: all as "#RRGGBB"."""

    background: str
    ink: str
    muted: str
    grid: str
    gap: str  # behind years that were not published
    accent: str  # a single series without a code, and the most in a calendar
    few: str  # the least that is not zero in a calendar


LIGHT = Paper("#FFFFFF", ink="#1B2A36", muted="#55636E", grid="#E3E8EC", gap="#F1F3F5", accent="#00558C", few="#D5E5F0")
DARK = Paper("#14212B", ink="#E8EEF3", muted="#A9B7C2", grid="#2C3B47", gap="#1C2B37", accent="#5AA9E6", few="#23465F")

PRIMARY = LIGHT.accent

# From the least that is not zero to the most, for the classes of a map: (on light paper, on dark paper).
CLASSES = (
    ("#86B6D9", "#2F6C97"),
    ("#4A90C2", "#4B93C6"),
    ("#1A699F", "#86C2EE"),
    ("#003556", "#D3EBFB"),
)

# name → (on light paper, on dark paper)
COLOURS = MappingProxyType(
    {
        "blue": ("#00558C", "#5AA9E6"),
        "orange": ("#DA720D", "#EE921A"),
        "green": ("#398472", "#C0FBDF"),
        "wine": ("#6C071B", "#B84379"),
        "steel": ("#7C94B7", "#71DAFF"),
        "ochre": ("#6E5D14", "#EBD96E"),
        "navy": ("#153758", "#B7A897"),
        "violet": ("#9B54C8", "#9957C4"),
    }
)

# code field (as in words.codes.LABELS) → code → name of its colour
CODE_COLOURS: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "region": {"AF": "orange", "AR": "ochre", "AP": "blue", "LC": "green", "TD": "violet", "IN": "steel"},
        "topic": {
            "IPC": "blue",
            "Nice": "orange",
            "Vienna": "green",
            "Locarno": "wine",
            "Standards": "steel",
            "Sequence": "violet",
            "Solutions": "ochre",
            "Exchange": "navy",
        },
        "mode": {"on_site": "blue", "online": "orange", "hybrid": "green"},
        "solution": {"IPAS": "blue", "File": "orange", "Publish": "green", "Scan": "violet"},
        "platform": {"CASE": "blue", "DAS": "orange"},
        "database": {"GBD": "blue", "PATENTSCOPE": "orange", "GDD": "green"},
        "stage": {"received": "steel", "trained": "blue", "production": "green"},
        "channel": {"email": "blue", "online": "orange", "in_person": "green"},
    }
)


def paper(dark: bool) -> Paper:
    """Return the colours around the data for dark or white paper."""
    return DARK if dark else LIGHT


def class_colours(count: int, dark: bool) -> list[str]:
    """Return the colours of `count` classes in their order, at most as many as `CLASSES`."""
    chosen = {1: (2,), 2: (0, 2), 3: (0, 1, 3)}.get(count, tuple(range(len(CLASSES))))
    return [CLASSES[place][dark] for place in chosen]


def colour(field: str | None, code: str, dark: bool = False) -> str:
    """Return the fixed colour of `code` of `field` as "#RRGGBB"; a code without one is drawn in the muted ink."""
    name = CODE_COLOURS.get(field or "", {}).get(code)
    return COLOURS[name][dark] if name else paper(dark).muted
