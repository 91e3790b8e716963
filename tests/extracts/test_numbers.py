"""Whole numbers are read with whatever marks they carry; a mark that means two things is never guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.forms.numbers import LARGEST, read_number
from tests.extracts.conftest import Folder, Loaded

NUMBERS = {
    "1234": 1234,
    "+7": 7,
    "1 234": 1234,
    "1\N{NO-BREAK SPACE}234": 1234,
    "1\N{NARROW NO-BREAK SPACE}234": 1234,
    "1,234": 1234,
    "1.234": 1234,
    "1'234": 1234,
    "1’234": 1234,
    "1,234,567": 1234567,
    "1.234.567": 1234567,
    "7.0": 7,
    "7,0": 7,
    "7,00": 7,
    "1.234,00": 1234,
    "1,234.00": 1234,
    "1 234,0": 1234,
    "2020.0": 2020,
    "0007": 7,
    "٣٤": 34,
    "١٬٢٣٤": 1234,
    "１２": 12,
    "0.0": 0,
}
NO_NUMBERS = (
    *("7,5", "7.5", "0,123", "1,00,000", "1,234'567", "1.234.56", "12,34,567", "1e3", "about 7", "7 %", "1 2", "--7"),
    *("99999999999999999999", "99,999,999,999,999,999,999", "9" * 5000, "1,234.5", "½", "-", "7-"),
)


def requests(folder: Folder, *texts: str, name: str = "") -> Loaded:
    """Load advice requests of 2000, 2001, … with `texts` as their numbers."""
    folder.table(
        "advice_requests", *({"year": 2000 + at, "requests": text} for at, text in enumerate(texts)), name=name
    )
    return folder.load()


def values(loaded: Loaded) -> list[int | None]:
    return [value for (value,) in loaded.ask("select requests from advice_requests order by year")]


def each_in_a_file(folder: Folder, texts: Sequence[str]) -> Loaded:
    """Load a request of 2000, 2001, … per text, each in a file of its own."""
    for at, text in enumerate(texts):
        folder.table("advice_requests", {"year": 2000 + at, "requests": text}, name=f"advice_requests/{at:02}.csv")
    return folder.load()


def test_a_whole_number_is_read_in_every_form(folder: Folder) -> None:
    loaded = each_in_a_file(folder, list(NUMBERS))
    assert loaded.faults == []
    assert dict(zip(NUMBERS, values(loaded), strict=True)) == NUMBERS


def test_what_is_no_whole_number_is_set_aside_as_it_was_written(folder: Folder) -> None:
    faults = each_in_a_file(folder, NO_NUMBERS).faults
    assert [fault[2:] for fault in faults] == [("requests", text, "type") for text in NO_NUMBERS]


@settings(database=None, derandomize=True)
@given(st.integers(0, LARGEST), st.sampled_from([",", ".", " ", "'", "\N{NO-BREAK SPACE}"]))
def test_grouped_thousands_give_the_number_back(number: int, mark: str) -> None:
    found = read_number(f"{number:,}".replace(",", mark))
    assert found is not None and found.value() == number


def remarks(loaded: Loaded) -> list[tuple[object, ...]]:
    return loaded.ask("select file, line, column_name, value, expected from remarks where rule = 'number_mark'")


def test_three_digits_after_a_mark_are_thousands_and_this_is_remarked(folder: Folder) -> None:
    loaded = requests(folder, "3", "1,000")
    assert values(loaded) == [3, 1000]
    assert remarks(loaded) == [("advice_requests.csv", 3, "requests", "1,000", "1,000 = 1000")]


@pytest.mark.parametrize("shown", ["7,0", "1.234,00", "12,5", "1.234.567"])
def test_three_digits_after_a_mark_are_decimals_where_the_file_shows_a_decimal_comma(
    folder: Folder, shown: str
) -> None:
    loaded = requests(folder, "1,000", shown)
    assert values(loaded)[0] == 1
    assert [row[-1] for row in remarks(loaded)] == ["1,000 = 1"]


def test_a_decimal_point_elsewhere_in_the_file_makes_the_comma_a_mark_of_thousands(folder: Folder) -> None:
    assert values(requests(folder, "1,000", "7.0")) == [1000, 7]


def test_a_fraction_shown_by_the_file_is_no_whole_number(folder: Folder) -> None:
    loaded = requests(folder, "1,234", "7,0")
    assert (values(loaded), loaded.faults[0][3:]) == ([7], ("1,234", "type"))


@pytest.mark.parametrize("others", [("1.234",), ("7,0", "1,234,567")], ids=["both marks", "one mark, two uses"])
def test_a_number_with_two_readings_is_set_aside(folder: Folder, others: tuple[str, ...]) -> None:
    loaded = requests(folder, "1,000", *others)
    assert (2, "requests", "1,000", "number_ambiguous") in [fault[1:] for fault in loaded.faults]
    assert 1000 not in values(loaded) and 1 not in values(loaded)


def test_each_file_has_marks_of_its_own(folder: Folder) -> None:
    for part, texts in (("a", ("1,000", "7,0")), ("b", ("1,000", "7.0"))):
        folder.table(
            "advice_requests",
            *(
                {"year": 2000 + at, "channel": {"a": "online", "b": "email"}[part], "requests": text}
                for at, text in enumerate(texts)
            ),
            name=f"advice_requests/{part}.csv",
        )
    rows = folder.load().ask("select channel, requests from advice_requests where year = 2000 order by channel")
    assert rows == [("email", 1000), ("online", 1)]


def test_one_key_in_two_spellings_is_one_key(folder: Folder) -> None:
    folder.table("advice_requests", {"year": "2020"}, {"year": "2 020"})
    assert [fault[1:] for fault in folder.load().faults] == [(3, "year", "2 020", "unique")]
