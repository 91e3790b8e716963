"""Chapters as one presentation: title, contents, headline figures, one slide per chart, tables, data and method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.comparing import Sides
from exports.comparison import comparison_exhibit
from exports.exhibit import Exhibit, exhibit
from exports.outline import Chapter
from exports.rules import counting_rules
from exports.slides.cards import Card, card, said
from exports.slides.headline import NAME as HEADLINE
from exports.slides.headline import add_headline, headline_words
from exports.slides.method import Block, add_method
from exports.slides.opening import Entry, add_contents, add_opening, contents_slides, fill_contents
from exports.slides.page import Words
from exports.slides.properties import finished
from exports.slides.table_pages import MOST_ROWS
from exports.slides.template import new_deck
from extracts import Snapshot
from queries import Filters, query
from queries.describe import period_text, regions_text, shared_filters_text
from queries.provenance import provenance
from words import _, label

HEADLINE_PAGES = 1


@dataclass(frozen=True)
class _Part:
    """A chapter of the deck: its title in the language in use, and its cards."""

    title: str
    cards: tuple[Card, ...]


def deck_bytes(
    snapshot: Snapshot,
    filters: Filters,
    chapters: Sequence[Chapter],
    title: str,
    link: str = "",
    compared: Mapping[str, Sides] | None = None,
) -> bytes:
    """Return `chapters` under `filters` as one presentation (.pptx) named `title`.

    A chart or table that several chapters name appears once, where it is named first; the comparison of one whose sides
    are in `compared` follows it. `link` is the address of the view, if any. Raises UnknownQueryError where a chapter
    names what does not exist.
    """
    safe = filters.within(snapshot)
    headline = exhibit(snapshot, HEADLINE, safe, link)
    parts, exhibits = _parts(snapshot, safe, chapters, link, compared or {})
    day = snapshot.changed_on.isoformat() if snapshot.changed_on else _("unknown day")
    basis = _basis(safe, [headline, *exhibits])
    filters_line = shared_filters_text(safe)
    details = [
        _("Basis: {text}").format(text=basis),
        _("Data of {date}").format(date=day) + " · " + _("Snapshot {id}").format(id=snapshot.fingerprint[:8]),
        *([_("Link: {text}").format(text=link)] if link else []),
    ]
    footer = said(basis, _("Data of {date}").format(date=day))

    deck = new_deck()
    add_opening(deck, title, said(period_text(safe), regions_text(safe)), details, link)
    contents = Words(title=_("Contents"), subtitle=filters_line, footer=footer)
    count = contents_slides(_entries(parts, 0), contents)
    pages = add_contents(deck, contents, count)
    add_headline(deck, headline, headline_words(headline, snapshot, safe))
    for part in parts:
        for one in part.cards:
            for draw in one.slides:
                draw(deck)
    method = Words(title=_("Data and method"), subtitle=filters_line, footer=footer)
    add_method(deck, _method(snapshot, safe, basis, [headline, *exhibits], details, link), method)
    fill_contents(deck, pages, _entries(parts, count), contents)
    return finished(
        deck,
        title=title,
        subject=filters_line,
        keywords=said(*(part.title for part in parts)),
        comments=said(filters_line, basis, details[1], link),
    )


def _parts(
    snapshot: Snapshot, filters: Filters, chapters: Sequence[Chapter], link: str, compared: Mapping[str, Sides]
) -> tuple[list[_Part], list[Exhibit]]:
    """Return the chapters with their cards, each name once, and all exhibits but the comparisons."""
    parts, exhibits, seen = [], [], {HEADLINE}
    for chapter in chapters:
        cards = []
        for name in (*chapter.charts, *chapter.tables):
            if name not in seen:
                seen.add(name)
                # A table fills a few slides only; of a long list no more is fetched.
                exhibits.append(exhibit(snapshot, name, filters, link, MOST_ROWS))
                cards.append(card(exhibits[-1], _(chapter.title)))
                if name in compared:
                    cards.append(card(comparison_exhibit(snapshot, name, compared[name], link), _(chapter.title)))
        if cards:
            parts.append(_Part(_(chapter.title), tuple(cards)))
    return parts, exhibits


def _entries(parts: Sequence[_Part], count: int) -> list[Entry]:
    """Return the contents of a deck whose contents fill `count` slides."""
    at = 1 + count
    entries = [Entry(_("Headline figures"), at)]
    at += HEADLINE_PAGES
    for part in parts:
        entries.append(Entry(part.title, None))
        for one in part.cards:
            entries.append(Entry(one.title, at))
            at += len(one.slides)
    return [*entries, Entry(_("Data and method"), at)]


def _basis(filters: Filters, exhibits: Sequence[Exhibit]) -> str:
    if any(one.has_illustrative for one in exhibits):
        return _("Includes illustrative rows")
    return _("Reported facts only") if filters.basis == "reported" else _("Reported facts")


def _method(
    snapshot: Snapshot,
    filters: Filters,
    basis: str,
    exhibits: Sequence[Exhibit],
    details: Sequence[str],
    link: str,
) -> list[Block]:
    """Return what the last slides say."""
    names = dict.fromkeys(one.sheet.name for one in exhibits)
    documents = dict.fromkeys(
        document for name in names for document in provenance(snapshot, query(name), filters).documents
    )
    blocks = [
        (_("Filters"), shared_filters_text(filters)),
        (_("Data"), f"{basis} · {details[1]}"),
        (_("Missing"), "; ".join(label("dataset", name) for name in snapshot.missing)),
        (_("Link"), link),
        *counting_rules(),
        (
            _("Definitions"),
            _("The question, the definition and the caveats of each figure stand in the notes of its slide."),
        ),
        (_("Sources"), "; ".join(documents)),
    ]
    return [block for block in blocks if block[1]]
