"""One card as a presentation of its own."""

from __future__ import annotations

from exports.exhibit import Exhibit
from exports.slides.cards import card, note, said
from exports.slides.properties import finished
from exports.slides.template import new_deck
from words import _


def slide_bytes(exhibit: Exhibit) -> bytes:
    """Return `exhibit` as a presentation (.pptx): one slide with a native chart, or its rows as a table.

    A calendar becomes columns per month. A table that is longer than a slide goes on on the next; an answer without
    rows is one slide that names the filters.
    """
    deck = new_deck()
    for draw in card(exhibit).slides:
        draw(deck)
    sheet = exhibit.sheet
    filters, snapshot = note(sheet, _("Filters")), note(sheet, _("Snapshot"))
    return finished(
        deck,
        title=deck.slides[0].shapes.title.text_frame.text if exhibit.chart else exhibit.title,
        subject=said(exhibit.title, filters),
        keywords=said(exhibit.name, note(sheet, _("Basis"))),
        comments=said(filters, _("Snapshot {id}").format(id=snapshot), note(sheet, _("Link"))),
    )
