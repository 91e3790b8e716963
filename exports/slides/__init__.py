"""Slides for PowerPoint: one card, or a deck of chapters, with native charts that stay editable."""

from exports.slides.card_file import slide_bytes
from exports.slides.deck import deck_bytes

__all__ = ["deck_bytes", "slide_bytes"]
