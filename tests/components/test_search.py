"""What a search finds, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.search import LONGEST, Entry, found, office_entries, page_entries, term_entries
from words import LANGUAGES, _, use_language
from words.glossary import term

_COLUMNS = ("office", "name", "english_name", "region")
OFFICES = [
    dict(zip(_COLUMNS, office, strict=True))
    for office in (
        ("CI", "Côte d’Ivoire", "Côte d’Ivoire", "AF"),
        ("FR", "Frankreich", "France", "TD"),
        ("NE", "Niger", "Niger", "AF"),
        ("NG", "Nigeria", "Nigeria", "AF"),
        ("PF", "French Polynesia", "French Polynesia", "AP"),
    )
]


@pytest.fixture
def english() -> Iterator[None]:
    yield
    use_language("en")


def codes(wanted: str) -> list[str]:
    return [entry.office for entry in found(office_entries(OFFICES), wanted)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("fr", ["FR", "PF"]),  # the code, then the beginning of a name
        ("niger", ["NE", "NG"]),  # the word, then the beginning of one
        ("france", ["FR"]),  # in English, whatever the language
        ("cote ivoire", ["CI"]),  # a piece of d’Ivoire
        ("COTE", ["CI"]),
        ("africa ni", ["NE", "NG"]),  # every word counts, wherever it stands
        ("niger zz", []),
        ("", []),
        ("   ", []),
        ("%", []),
    ],
)
def test_offices_are_found_by_code_and_name(wanted: str, expected: list[str]) -> None:
    assert codes(wanted) == expected


def test_a_title_counts_more_than_a_text() -> None:
    entries = [Entry("About", "training"), Entry("Of trainings", ""), Entry("Training", "")]
    assert [entry.title for entry in found(entries, "training")] == ["Training", "Of trainings", "About"]


def test_what_ranks_alike_keeps_its_order() -> None:
    entries = [Entry(f"Training {letter}", "") for letter in "cab"]
    assert found(entries, "training") == entries


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("code", LANGUAGES)
def test_each_page_card_and_term_is_found_first_by_its_title(code: str) -> None:
    use_language(code)
    for entries in (page_entries(), term_entries()):
        for entry in entries:
            hits = found(entries, entry.title)
            assert entry in hits, entry.title
            assert hits[0].title == entry.title or _first_word(hits[0].title, entry.title)
    assert found(term_entries(), _(term("ocr").name))[0].anchor == "term-ocr"


def _first_word(one: str, other: str) -> bool:
    """Tell whether two titles have the same words: a longer one may hold all of a shorter."""
    return other.casefold() in one.casefold() or set(other.casefold().split()) <= set(one.casefold().split())


def test_cards_lead_to_their_place_on_their_page() -> None:
    places = {(entry.path, entry.anchor) for entry in page_entries()}
    assert ("ocr-rollout", "ocr-ladder") in places
    assert ("data-health", "rows-set-aside") in places
    assert ("find", "") in places


@pytest.mark.parametrize(
    "wanted",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "'; drop table offices; --",
        "a" * 10_000,
        "\u202egnp",
        "$xq$",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(wanted: str) -> None:
    for entries in (office_entries(OFFICES), page_entries(), term_entries()):
        assert found(entries, wanted) == []


def test_only_the_beginning_of_a_long_search_is_looked_at() -> None:
    assert codes("niger" + " " * LONGEST + "zz") == ["NE", "NG"]
