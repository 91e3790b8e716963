"""Every term that a question, a chart or a code uses has its entry, short and with a place of its own."""

from __future__ import annotations

import re

import pytest

from charts.specs import CHARTS
from queries import queries
from words.codes import LABELS
from words.glossary import COLUMN_TERMS, TERMS, Term, term, terms_in

# Written in capitals in the texts, and no terms of this field.
NO_TERMS = {"ZIP", "CSV", "UTF-8", "SVG", "PNG", "URL", "ID"}


def texts() -> list[str]:
    told = [
        text
        for question in queries().values()
        for text in (question.title, question.question, question.definition, question.caveats, question.grain)
    ]
    drawn = [text for spec in CHARTS.values() for text in (spec.title, spec.note, spec.overlap_note)]
    named = [
        name for field in ("topic", "solution", "platform", "database", "measure") for name in LABELS[field].values()
    ]
    return [*told, *drawn, *named]


def test_every_abbreviation_of_the_texts_is_a_term() -> None:
    found = {word for text in texts() for word in re.findall(r"\bST\.\d+\b|\b[A-Z]{3,}\b", text)}
    explained = {word for word in found if terms_in([word])}
    assert found - explained - NO_TERMS - {"WIPO"} == set()


@pytest.mark.parametrize("field", ["solution", "platform", "database", "topic", "basis"])
def test_every_code_of_these_lists_is_a_term(field: str) -> None:
    for name in LABELS[field].values():
        assert terms_in([name]), name


@pytest.mark.parametrize("entry", TERMS, ids=lambda entry: entry.key)
def test_a_term_is_told_in_two_sentences_at_most(entry: Term) -> None:
    # Points inside ST.26 and the like end no sentence.
    sentences = re.findall(r"[.](?=\s|$)", entry.text)
    assert 1 <= len(sentences) <= 2
    assert len(entry.text) <= 220
    assert re.fullmatch(r"term-[a-z0-9-]+", entry.anchor)
    assert terms_in([entry.name])


def test_keys_are_given_once() -> None:
    assert len({entry.key for entry in TERMS}) == len(TERMS)
    assert {term(key).key for key in COLUMN_TERMS.values()} == set(COLUMN_TERMS.values())


def test_case_is_no_case() -> None:
    assert "case" not in {entry.key for entry in terms_in(["In this case nothing is in use."])}
    assert "case" in {entry.key for entry in terms_in(["Offices on WIPO CASE."])}
