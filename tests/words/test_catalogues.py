"""Every language says all that English says, with the same places to fill in, and nothing that is not asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import words
from words import _, label, ngettext, use_language

# The languages of the United Nations but English: how many forms a noun takes beside a number, and the name of Africa.
LANGUAGES = {"ar": (6, "أفريقيا"), "es": (2, "África"), "fr": (2, "Afrique"), "ru": (3, "Африка"), "zh": (1, "非洲")}
HOLE = re.compile(r"\{[^{}]*\}")
MARK = re.compile(r"\*\*|`")


@pytest.fixture(params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with (words.LOCALE / request.param / "LC_MESSAGES" / "dashboard.po").open("rb") as file:
        return read_po(file, locale=request.param)


@pytest.fixture
def in_english_after() -> Iterator[None]:
    yield
    use_language("en")


def texts(message_id: object) -> tuple[str, ...]:
    return message_id if isinstance(message_id, tuple) else (str(message_id),)


def test_a_catalogue_has_all_messages_and_no_other(messages: Catalog, catalogue: Catalog) -> None:
    assert {message.id for message in catalogue} == {message.id for message in messages}
    assert [message.id for message in catalogue if message.id and not all(texts(message.string))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_each_text_has_the_places_and_marks_of_the_english_one(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.pluralizable:
            assert len(texts(message.string)) == LANGUAGES[str(catalogue.locale)][0], message.id
            assert {*HOLE.findall("".join(texts(message.string)))} <= {*HOLE.findall(message.id[1])}, message.id
        else:
            assert sorted(HOLE.findall(message.string)) == sorted(HOLE.findall(message.id)), message.id
            assert sorted(MARK.findall(message.string)) == sorted(MARK.findall(message.id)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("in_english_after")
def test_a_catalogue_is_in_use_once_its_language_is_chosen(language: str) -> None:
    use_language(language)
    assert label("region", "AF") == LANGUAGES[language][1]
    assert _("Reported facts only") != "Reported facts only"
    rows = {ngettext("{count} row", "{count} rows", count) for count in (0, 1, 2, 3, 11, 100)}
    assert (len(rows) > 1) == (LANGUAGES[language][0] > 1)
