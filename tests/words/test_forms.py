"""Numbers, dates and names of offices in six languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from extracts import data_folder
from words import LANGUAGES, use_language
from words.countries import OFFICIAL, office_name, office_names
from words.forms import grouped, long_day, month_name, month_of_year, separators


@pytest.fixture(autouse=True)
def in_english_after() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("language", "number", "day", "month"),
    [
        ("en", "1,234,567", "15 September 2020", "Sep 2020"),
        ("fr", "1\u202f234\u202f567", "15 septembre 2020", "sept. 2020"),
        ("es", "1.234.567", "15 de septiembre de 2020", "sept 2020"),
        ("ru", "1\u00a0234\u00a0567", "15 сентября 2020\u202fг.", "сент. 2020\u202fг."),
        ("zh", "1,234,567", "2020年9月15日", "2020年9月"),
        ("ar", "1,234,567", "15 سبتمبر 2020", "سبتمبر 2020"),
    ],
)
def test_numbers_and_dates_are_those_of_the_language(language: str, number: str, day: str, month: str) -> None:
    use_language(language)
    assert grouped(1_234_567) == number
    assert separators()[1] == number[1]
    assert long_day(date(2020, 9, 15)).replace(" г.", "\u202fг.") == day
    assert month_of_year(9, 2020, "abbreviated").replace(" г.", "\u202fг.") == month


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_months_have_names_that_can_be_told_apart(language: str) -> None:
    use_language(language)
    for width in ("wide", "abbreviated"):
        assert len({month_name(month, width) for month in range(1, 13)}) == 12
    assert all(len(month_name(month, "narrow")) <= 2 for month in range(1, 13))


def test_numbers_below_a_thousand_and_below_zero_are_whole() -> None:
    assert [grouped(value) for value in (0, 999, -1234.4)] == ["0", "999", "-1,234"]
    use_language("es")
    assert [grouped(value) for value in (0, 999, -1234.4)] == ["0", "999", "-1.234"]


def test_a_state_is_called_as_the_united_nations_call_it_and_an_organization_as_delivered() -> None:
    use_language("fr")
    assert office_name("KR", "Republic of Korea") == "République de Corée"
    assert office_name("CI", "Côte d'Ivoire") == "Côte d’Ivoire"
    assert office_name("EA", "EAPO") == "EAPO"
    assert office_name("SU", "Soviet Union (former)") == "Soviet Union (former)"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_each_state_has_a_name_of_its_own_in_each_language(language: str) -> None:
    with (data_folder() / "offices.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file) if row["kind"] in ("state", "territory")]
    use_language(language)
    names = {code: office_name(code, "as delivered") for code in codes}
    assert [code for code, name in names.items() if name == "as delivered"] == []
    assert len(set(names.values())) == len(codes) == 214


def test_official_names_are_there_in_every_language() -> None:
    assert {frozenset(names) for names in OFFICIAL.values()} == {frozenset(LANGUAGES)}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_offices_that_are_named_in_english_are_named_in_the_language(language: str) -> None:
    with (data_folder() / "offices.csv").open(encoding="utf-8") as file:
        offices = {row["code"]: row["name"] for row in csv.DictReader(file)}
    use_language(language)
    together = "; ".join(offices.values())
    assert office_names(together).split("; ") == [office_name(code, name) for code, name in offices.items()]
    assert office_names("Atlantis") == "Atlantis"
