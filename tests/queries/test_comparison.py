"""What a view is compared with: read from a link whatever it says, and turned into the filters of the other side."""

from __future__ import annotations

import pytest

from queries import Filters
from queries.comparison import Comparison, comparison_of

REGIONS = ("AF", "AR", "AP", "LC", "TD")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("before", "before"),
        ("2011-2015", "2011-2015"),
        ("2015-2011", "2011-2015"),
        ("2013", "2013"),
        ("1800-9999", "2011-2025"),
        ("LC-AF", "AF-LC"),
        ("LC-XX", "LC"),
        ("AF-AF", "AF"),
    ],
)
def test_a_code_is_read_and_put_right(code: str, expected: str) -> None:
    chosen = comparison_of(code, 2011, 2025, REGIONS)
    assert chosen is not None
    assert chosen.code == expected
    assert comparison_of(chosen.code, 2011, 2025, REGIONS) == chosen


@pytest.mark.parametrize(
    "code", ["", "foo", "IN", "XX-YY", "af", "-", "2011-", "-2011", "2011-2012-2013", "٢٠١١", "9" * 400, "before "]
)
def test_what_is_no_choice_is_none(code: str) -> None:
    assert comparison_of(code, 2011, 2025, REGIONS) is None


def test_only_regions_that_may_be_seen_are_compared_with() -> None:
    assert comparison_of("LC", 2011, 2025, ("AF", "AR")) is None


def test_the_period_before_is_as_long_and_ends_the_year_before() -> None:
    other = Comparison("before").other(Filters(2016, 2020, ("AF",), "reported"), 2011)
    assert other == Filters(2011, 2015, ("AF",), "reported")
    assert Comparison("before").other(Filters(2016, 2020), 2012) is None


def test_another_period_or_region_leaves_everything_else() -> None:
    filters = Filters(2016, 2020, ("AF",), topics=("Nice",))
    assert Comparison("period", (2011, 2012)).other(filters, 2011) == Filters(2011, 2012, ("AF",), topics=("Nice",))
    assert Comparison("regions", regions=("LC",)).other(filters, 2011) == Filters(2016, 2020, ("LC",), topics=("Nice",))
