"""Settings that an operator gives in the environment; each has a default that needs no thought."""

from __future__ import annotations

import logging
import math
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

log = logging.getLogger(__name__)


def state_root() -> Path:
    """Return the folder in which published snapshots are kept: `ACTIVITY_STATE`, or `.state/` beside the app."""
    return Path(os.environ.get("ACTIVITY_STATE") or ROOT / ".state")


def poll_seconds() -> float:
    """Return how often the data folder is looked at, and for how long it must not change before it is read."""
    return _number("ACTIVITY_POLL_SECONDS", 5.0, 0.01, 86_400.0)


def store_seconds() -> float:
    """Return how long it may take to bring a delivery from an object store."""
    return _number("ACTIVITY_STORE_SECONDS", 1800.0, 0.1, 86_400.0)


def max_set_aside() -> float:
    """Return the share of a table's rows (0 to 1) that may be set aside in a delivery that is published."""
    return _number("ACTIVITY_MAX_SET_ASIDE", 0.25, 0.0, 1.0)


def notice_seconds() -> float:
    """Return how often an open page asks whether newer data has arrived."""
    return _number("ACTIVITY_NOTICE_SECONDS", 30.0, 0.1, 86_400.0)


def memory_megabytes() -> int:
    """Return how much the database may hold in memory while a delivery is read; what goes beyond it is put on disk."""
    return round(_number("ACTIVITY_MEMORY", 1500, 50, 10_000_000))


def server_memory_megabytes() -> int:
    """Return how much the database may hold in memory while questions are answered."""
    return round(_number("ACTIVITY_SERVER_MEMORY", 1000, 50, 10_000_000))


def _number(name: str, usual: float, least: float, most: float) -> float:
    text = os.environ.get(name)
    if not text:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        log.warning("%s=%s is no number from %s to %s; %s is used", name, text, least, most, usual)
        return usual
    return number
