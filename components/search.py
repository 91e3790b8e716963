"""The search over pages, cards, offices and terms: what can be found, and in which order.

Every word that is typed must occur in an entry, as a word, the beginning of one or a piece of one. An entry ranks by
where: its title counts before its text, a whole word before a beginning before a piece. Entries that rank alike keep
their order: offices by name, cards as they stand on the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from charts.specs import CHARTS
from components.pages import PAGES
from exports.outline import CHAPTERS, HEALTH
from queries import query
from queries.rows import Rows
from words import _, label
from words import language as language_now
from words.folding import nearness, words_of
from words.glossary import TERMS

# Letters of a search that are looked at; a name of an office has fewer.
LONGEST = 100
# A word in the title counts more than the best one in the text.
_TITLE = 10

__all__ = ["LONGEST", "Entry", "found", "office_entries", "page_entries", "term_entries"]


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what it is called, what is said of it, and where it is.

    `path` is that of its page and `anchor` its place there, or "". `office` is the ST.3 code of an office. `title` is
    what is ranked first, `text` the rest of what is looked through; `said` is shown beside the title.
    """

    title: str
    said: str
    text: str = ""
    path: str = ""
    anchor: str = ""
    office: str = ""


def found(entries: Iterable[Entry], wanted: str) -> list[Entry]:
    """Return those of `entries` in which every word of `wanted` occurs, the best first."""
    return [entry for _rank, entry in ranked(entries, wanted)]


def ranked(entries: Iterable[Entry], wanted: str) -> list[tuple[int, Entry]]:
    """Return what `found` does, each entry with its rank."""
    words = words_of(wanted[:LONGEST])
    hits = [(rank, entry) for entry in entries if words and (rank := rank_of(words, entry))]
    return sorted(hits, key=lambda pair: -pair[0])


def page_entries() -> tuple[Entry, ...]:
    """Return the pages and their cards, in the order of the menu, in the language in use."""
    return _page_entries(language_now())


def term_entries() -> tuple[Entry, ...]:
    """Return the terms of the glossary, in the language in use."""
    return tuple(Entry(_(term.name), _(term.text), term.name, "find", term.anchor) for term in TERMS)


def office_entries(offices: Rows) -> tuple[Entry, ...]:
    """Return the `offices` (rows of `offices_list`), by name."""
    return tuple(
        Entry(
            _("{name} ({code})").format(name=row["name"], code=row["office"]),
            label("region", row["region"]),
            row["english_name"],
            "find",
            office=row["office"],
        )
        for row in offices
    )


@lru_cache(maxsize=16)
def _page_entries(_language: str) -> tuple[Entry, ...]:
    chapters = {chapter.path: chapter for chapter in (*CHAPTERS, HEALTH)}
    entries = []
    for page in PAGES:
        entries.append(Entry(_(page.title), _(page.question), "", page.path))
        if chapter := chapters.get(page.path):
            cards = [(name, CHARTS[name].title, CHARTS[name].query) for name in chapter.charts]
            cards += [(name, query(name).title, name) for name in chapter.tables]
            entries += [_card(page.path, _(page.title), *card) for card in cards]
    return tuple(entries)


def _card(path: str, page: str, name: str, title: str, question_name: str) -> Entry:
    question = query(question_name)
    text = " ".join((page, _(question.title), _(question.question), _(question.definition)))
    return Entry(_(title), page, text, path, name.replace("_", "-"))


def rank_of(words: Sequence[str], entry: Entry) -> int:
    """Return the rank of `entry` for the folded `words`, 0 where one of them does not occur."""
    title, text = words_of(entry.title), words_of(f"{entry.said} {entry.text}")
    ranks = [_TITLE * nearness(word, title) or nearness(word, text) for word in words]
    return sum(ranks) if all(ranks) else 0
