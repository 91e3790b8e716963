"""Comparisons counted by hand, and what holds of every comparison."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.comparable import LISTS, RULES
from charts.comparison import TOTAL, Compared, Count, Line, Side, compare
from charts.comparison_lists import compare_lists
from charts.comparison_views import by_years, indices, shares
from charts.specs import CHARTS
from extracts import data_folder
from extracts.build import load
from queries import ask, queries
from tests.frames import answer_of

MIRROR = {"new": "gone", "gone": "new", "up": "down", "down": "up"}
REGION = RULES["trainings_by_region"]


def side(cells: list[tuple[int, str, int | None, int | None]], *partial: int) -> Side:
    """Return an answer to trainings_by_region out of (year, region, trainings, total of the year)."""
    rows = pd.DataFrame(cells, columns=["year", "region", "trainings", "year_trainings"])
    rows = rows.astype({"trainings": "Int64", "year_trainings": "Int64"})
    return Side(answer_of(rows), (min(rows["year"]), max(rows["year"])), frozenset(partial))


def shown(compared: Compared) -> list[tuple[object, ...]]:
    return [(*line.codes, line.now.value, line.then.value, line.difference, line.mark) for line in compared.lines]


def test_trainings_of_two_periods_are_summed_and_the_total_is_that_of_the_years() -> None:
    now = side([(2019, "AF", 2, 3), (2019, "AP", 2, 3), (2020, "AF", 1, 1), (2020, "AP", 0, 1)])
    then = side([(2017, "AF", 0, 1), (2017, "AP", 1, 1), (2018, "AF", 0, 0), (2018, "AP", 0, 0)])
    assert shown(compare(REGION, now, then)) == [
        ("", 4, 1, 3, "up"),  # not 5: one training reached both regions
        ("AF", 3, 0, 3, "new"),
        ("AP", 2, 1, 1, "up"),
    ]


def test_a_change_from_zero_has_no_per_cent_and_one_to_zero_is_all_of_it() -> None:
    assert Line(("AF",), Count(3), Count(0)).change is None
    gone = Line(("AF",), Count(0), Count(3))
    assert (gone.change, gone.mark) == (-100, "gone")
    nothing = Line(("AF",), Count(0), Count(0))
    assert (nothing.change, nothing.mark) == (None, "unchanged")
    assert Line(("AF",), Count(3), Count(2)).change == 50


def test_unknown_at_least_and_not_applicable_are_never_measured() -> None:
    for other in (Count(None), Count(5, at_least=True)):
        line = Line(("AF",), Count(3), other)
        assert (line.difference, line.change, line.mark) == (None, None, "unknown")
    assert Line(("AF",), Count(3), Count(None, applies=False)).mark == "none"


def test_a_sum_of_years_of_which_one_is_not_known_is_at_least_and_of_none_known_unknown() -> None:
    now = side([(2019, "AF", 2, 2), (2020, "AF", None, None)], 2020)
    assert compare(REGION, now, now).lines[1].now == Count(2, at_least=True)
    nothing = side([(2019, "AF", None, None), (2020, "AF", None, None)], 2019, 2020)
    assert compare(REGION, nothing, nothing).lines[1].now == Count(None)
    # Known to be zero in one year and unknown in the other: "at least 0" says nothing.
    zero = side([(2019, "AF", 0, 0), (2020, "AF", None, None)], 2020)
    assert compare(REGION, zero, zero).lines[1].now == Count(None)


def test_states_are_those_of_the_last_year() -> None:
    rows = pd.DataFrame({"year": [2019, 2020], "region": ["AF", "AF"], "offices": [3, 5], "year_offices": [4, 6]})
    then = Side(answer_of(rows.assign(offices=[1, 2], year_offices=[1, 2])), (2019, 2020))
    compared = compare(RULES["business_solutions_by_region"], Side(answer_of(rows), (2019, 2020)), then)
    assert shown(compared) == [("", 6, 2, 4, "up"), ("AF", 5, 2, 3, "up")]


def test_offices_of_several_years_are_counted_once() -> None:
    now = pd.DataFrame({"office": ["KE", "TZ", "ID"], "region": ["AF", "AF", "AP"]})
    then = pd.DataFrame({"office": ["KE"], "region": ["AF"]})
    compared = compare(
        RULES["offices_trained"], Side(answer_of(now), (2019, 2020)), Side(answer_of(then), (2017, 2018))
    )
    assert shown(compared) == [("", 3, 1, 2, "up"), ("AF", 2, 1, 1, "up"), ("AP", 1, 0, 1, "new")]


def test_other_regions_are_compared_year_by_year() -> None:
    africa = side([(2019, "AF", 2, 2), (2020, "AF", 4, 4)])
    arabs = side([(2019, "AR", 1, 1), (2020, "AR", 0, 0)])
    compared = compare(REGION, africa, arabs, by_year=True)
    assert [(line.codes, line.now.value, line.then.value) for line in compared.lines] == [
        (TOTAL, 6, 1),
        (("2019", "2019"), 2, 1),
        (("2020", "2020"), 4, 0),
    ]


def test_years_of_periods_of_unlike_length_do_not_stand_beside_each_other() -> None:
    long, short = side([(year, "AF", 1, 1) for year in (2018, 2019, 2020)]), side([(2017, "AF", 1, 1)])
    assert [line.codes for line in compare(REGION, long, short, by_year=True).lines] == [TOTAL]


def test_releases_without_a_date_belong_to_no_period() -> None:
    rows = pd.DataFrame({"tool": ["A", "A"], "released_on": [pd.Timestamp(2020, 1, 1), pd.NaT]})
    side_ = Side(answer_of(rows), (2020, 2020))
    assert compare(RULES["tool_releases"], side_, side_).parts[0].now == Count(1)


def test_a_channel_of_which_no_number_came_is_unknown_not_zero() -> None:
    rows = pd.DataFrame({"year": [2019], "channel": ["email"], "requests": pd.array([7], "Int64")})
    compared = compare(
        RULES["advice_requests"], Side(answer_of(rows), (2019, 2020)), Side(answer_of(rows), (2019, 2019))
    )
    assert compared.parts[0].now == Count(7, at_least=True)
    assert compared.parts[0].then == Count(7)


def test_what_does_not_apply_to_regions_is_said() -> None:
    rows = pd.DataFrame({"measure": ["trainings", "cws_funded"], "value": pd.array([3, None], "Int64")})
    rows["is_partial"] = False
    now, then = (Side(answer_of(rows), (year, year), has_regions=True) for year in (2020, 2019))
    marks = [(line.codes[0], line.mark) for line in compare(RULES["headline_figures"], now, then).lines]
    assert marks == [("trainings", "unchanged"), ("cws_funded", "none")]


def test_a_share_is_that_of_the_true_total_and_an_index_begins_at_100() -> None:
    now = side([(2019, "AF", 2, 3), (2019, "AP", 2, 3), (2020, "AF", 1, 1), (2020, "AP", 0, 1)])
    compared = compare(REGION, now, now)
    shared = shares(compared)
    assert shared is not None
    assert [line.now.value for line in shared.lines] == [750, 500]  # thousandths, more than 1000 together
    by_year = indices(compare(REGION, now, side([(2017, "AF", 0, 0), (2018, "AF", 4, 4)]), by_year=True))
    assert by_year is not None
    assert [(line.now.value, line.then.value) for line in by_year.lines] == [(100, 0), (33, 100)]


def test_periods_of_the_same_length_can_be_read_year_beside_year() -> None:
    now = side([(2019, "AF", 2, 3), (2020, "AF", 1, 1)])
    then = side([(2017, "AF", 5, 5), (2018, "AF", 0, 0)])
    years = by_years(compare(REGION, now, then))
    assert years is not None
    assert shown(years) == [("2019", "2017", 3, 5, -2, "down"), ("2020", "2018", 1, 0, 1, "new")]
    assert by_years(compare(REGION, now, side([(2018, "AF", 1, 1)]))) is None


def test_offices_are_marked_and_what_a_partial_list_lacks_is_not_gone() -> None:
    def of(*codes: str, partial: bool = False) -> Side:
        rows = pd.DataFrame({"office": codes, "name": codes, "region": ["AF"] * len(codes)}, dtype=object)
        return Side(answer_of(rows), (2020, 2020), frozenset({2020} if partial else ()))

    rule = LISTS["business_solutions_offices"]
    rows = compare_lists(rule, of("KE", "TZ"), of("KE", "EG")).rows
    assert [(row["office"], row["mark"]) for row in rows] == [("TZ", "new"), ("EG", "gone"), ("KE", "unchanged")]
    assert {row["mark"] for row in compare_lists(rule, of("KE"), of(partial=True)).rows} == {"unknown"}
    assert {row["mark"] for row in compare_lists(rule, of(partial=True), of("KE")).rows} == {"unknown"}
    assert compare_lists(rule, of(), of()).rows == []


CELLS = st.lists(
    st.tuples(
        st.integers(2015, 2018),
        st.sampled_from(["AF", "AP", "LC"]),
        st.none() | st.integers(0, 20),
        st.none() | st.integers(0, 30),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda cell: cell[:2],
)
SIDES = st.builds(
    lambda cells, partial: replace(side(cells), partial_years=frozenset(partial)),
    CELLS,
    st.sets(st.integers(2015, 2018), max_size=2),
)


@settings(deadline=None)
@given(SIDES, SIDES, st.booleans())
def test_a_swap_of_the_sides_mirrors_marks_and_signs(now: Side, then: Side, by_year: bool) -> None:
    there, back = compare(REGION, now, then, by_year), compare(REGION, then, now, by_year)
    assert len(there.lines) == len(back.lines)
    for line, mirrored in zip(there.lines, back.lines, strict=True):
        assert (line.now, line.then) == (mirrored.then, mirrored.now)
        assert mirrored.mark == MIRROR.get(line.mark, line.mark)
        if line.difference is not None:
            assert mirrored.difference == -line.difference


@settings(deadline=None)
@given(SIDES, st.booleans())
def test_nothing_changes_against_itself(one: Side, by_year: bool) -> None:
    for line in compare(REGION, one, one, by_year).lines:
        assert line.mark in ("unchanged", "unknown")
        assert line.difference in (0, None)


def test_rules_name_charts_and_questions_that_exist_and_columns_that_they_have() -> None:
    shipped = load(data_folder())
    for name, rule in RULES.items():
        assert name in CHARTS or name in queries(), name
        named = {*rule.by, rule.value, rule.total, rule.at_least, rule.unknown, rule.dated} - {"", None}
        assert named <= set(ask(shipped, rule.question).columns), name
    for name, listed in LISTS.items():
        assert set(listed.by) <= set(ask(shipped, name).columns), name


def test_states_and_offices_of_several_years_are_never_added_up() -> None:
    for name, rule in RULES.items():
        if name in CHARTS and CHARTS[name].is_state:
            assert rule.over != "sum", name


# Offices of a map are compared one by one, in the lists of them.
@pytest.mark.parametrize("name", sorted(name for name, spec in CHARTS.items() if spec.kind != "map"))
def test_every_chart_can_be_compared(name: str) -> None:
    assert name in RULES
