"""Where each country stands on the map, and which are too small to be seen by their shape.

`places.csv` has one row per country or territory by its ISO 3166 code: a position in degrees, and whether it is drawn
as its shape or as a circle. Positions, areas and codes are those of the shapes that the browser draws (see
`components/assets/world-SOURCE.txt`); a circle stands for less than 19,000 km², and for what the shapes leave out.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("places.csv")


@dataclass(frozen=True)
class Place:
    """A position in degrees; `is_circle` says that a country is drawn as a circle there, and not as its shape."""

    longitude: float
    latitude: float
    is_circle: bool


@cache
def places() -> dict[str, Place]:
    """Return the places by ISO 3166 code of three letters."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["iso3"]: Place(float(row["longitude"]), float(row["latitude"]), row["drawn_as"] == "circle")
            for row in csv.DictReader(lines)
        }
