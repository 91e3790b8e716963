"""Moments as people read them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(iso: str) -> str:
    """Return a moment given in ISO form as "2026-11-23 09:10 UTC"."""
    return datetime.fromisoformat(iso).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
