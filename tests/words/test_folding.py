"""Words are found as people type them, in six languages."""

from __future__ import annotations

import pytest

from words.folding import fold, nearness, words_of


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("formacion", "Formación"),
        ("COTE D’IVOIRE", "Côte d’Ivoire"),
        ("обьект", "обьект"),
        ("учеба", "Учёба"),
        ("مجموعه", "مجموعة"),
        ("اوكرانيا", "أوكرانيا"),
        ("ＯＣＲ", "ocr"),
        ("strasse", "Straße"),
        ("istanbul", "İSTANBUL"),
        ("turkiye", "Türkiye"),
    ],
)
def test_case_accents_and_ways_of_writing_make_no_difference(typed: str, written: str) -> None:
    assert fold(typed).replace("’", "") == fold(written).replace("’", "")


def test_an_abbreviation_with_a_point_is_one_word() -> None:
    assert words_of("ST.26 and ST.36.") == ("st26", "and", "st36")
    assert words_of("st26") == ("st26",)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("training", 3), ("train", 2), ("rain", 1), ("rai", 0), ("x", 0), ("ocr", 0), ("2020", 3), ("020", 0)],
)
def test_a_word_is_nearer_than_its_beginning_and_that_than_a_piece(wanted: str, expected: int) -> None:
    assert nearness(wanted, ("democratic", "training", "2020")) == expected


@pytest.mark.parametrize(("wanted", "written"), [("培训", "各地区培训"), ("تدريب", "والتدريب")])
def test_scripts_that_join_words_are_looked_through(wanted: str, written: str) -> None:
    assert nearness(wanted, words_of(written)) == 1
