"""The properties of a presentation, which file systems and search engines read."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pptx.presentation import Presentation as Deck

from exports.direction import direct_slides
from exports.slides.fit import one_line
from words import _

MOST = 255  # letters that the format allows in a property


def finished(deck: Deck, title: str, subject: str, keywords: str, comments: str) -> bytes:
    """Return `deck` as bytes, with its properties set; the author is the dashboard, not a person."""
    properties = deck.core_properties
    properties.title = one_line(title)[:MOST]
    properties.subject = one_line(subject)[:MOST]
    properties.author = properties.last_modified_by = _("WIPO Standards assistance")
    properties.keywords = one_line(keywords)[:MOST]
    properties.comments = one_line(comments)[:MOST]
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.revision = 1
    buffer = BytesIO()
    direct_slides(deck)
    deck.save(buffer)
    return buffer.getvalue()
