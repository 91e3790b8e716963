"""Comparisons on the pages: with nothing chosen there is nothing of them, and each kind opens on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.card_element import Told

OpenPage = Callable[..., AppTest]
# Those with figures.
PAGES = sorted({path.name for path in (Path(__file__).parents[2] / "pages").glob("*.py")} - {"frame.py", "find.py"})
PERIOD = {"from": "2016", "to": "2020"}
KINDS: dict[str, dict[str, Any]] = {
    "before": {**PERIOD, "compare": "before"},
    "another period": {**PERIOD, "compare": "2011-2012"},
    "itself": {"from": "2020", "to": "2020", "compare": "2020"},
    "regions": {**PERIOD, "region": "AF", "compare": "AP-LC"},
    "reported": {**PERIOD, "compare": "before", "basis": "reported"},
}
HOSTILE = {
    "foo": None,
    "2015-2011": "2011-2015",
    "1800-3000": None,
    "<script>": None,
    "LC-XX'--": "LC",
    "IN": None,
    "9" * 400: None,
    "": None,
}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every card has its tab *Compare* open, where it has one."""

    def view(_told: Told, _place: str, views: Iterable[str]) -> str:
        return "compare" if "compare" in views else next(iter(views))

    monkeypatch.setattr(Told, "view", view)


def tables(app: AppTest) -> list[Any]:
    return [table.value for table in [*app.table, *app.dataframe]]


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", PAGES)
def test_each_kind_of_comparison_opens_on_each_page(open_page: OpenPage, page: str, kind: str) -> None:
    app = open_page(page, **KINDS[kind])
    assert not app.exception
    assert not app.error
    assert app.query_params["compare"] == KINDS[kind]["compare"]
    compared = [table for table in tables(app) if "Change in per cent" in table]
    # What is delivered has no period, and outreach is not split by region.
    is_without = page == "data_health.py" or (page == "standards_outreach.py" and kind == "regions")
    assert bool(compared) != is_without
    if kind == "itself":
        results = {str(result) for table in compared for result in table["Result"]}
        assert {text.replace("\\", "").replace("\u00a0", " ") for text in results} <= {
            "= Unchanged",
            "? Cannot be compared",
        }


@pytest.mark.usefixtures("opened")
def test_trainings_of_two_periods_stand_beside_each_other(open_page: OpenPage) -> None:
    app = open_page("trainings_by_region.py", **KINDS["before"])
    table = next(table for table in tables(app) if "Mode" in table and "Difference" in table)
    assert list(table.columns[:3]) == ["Mode", "2016–2020", "2011–2015"]
    now, then = (table[name].astype(str) for name in table.columns[1:3])
    # A training has exactly one mode: the parts add up to the total.
    assert sum(map(int, now[1:])) == int(now.iloc[0])
    assert sum(map(int, then[1:])) == int(then.iloc[0])


@pytest.mark.usefixtures("opened")
def test_offices_are_marked_as_new_gone_and_unchanged(open_page: OpenPage) -> None:
    app = open_page("business_solutions.py", **{"from": "2018", "to": "2020", "compare": "before"})
    listed = next(table for table in tables(app) if "ST.3 code" in table and "Platform" not in table)
    assert [*dict.fromkeys(listed["Result"])] == ["+\u00a0New", "×\u00a0Gone", "=\u00a0Unchanged"]


@pytest.mark.usefixtures("opened")
def test_a_period_without_one_before_it_is_said_plainly(open_page: OpenPage) -> None:
    app = open_page("ocr_rollout.py", compare="before")
    assert any("no period of the same length" in info.value for info in app.info)


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_link_is_put_right_or_ignored(open_page: OpenPage, code: str) -> None:
    app = open_page("trainings_by_region.py", compare=code)
    assert not app.exception
    assert not app.error
    first, last = app.slider(key="filter-years").min, app.slider(key="filter-years").max
    expected = f"{first:.0f}-{last:.0f}" if code == "1800-3000" else HOSTILE[code]
    found = app.query_params.get("compare")
    assert (found if isinstance(found, str) or found is None else found[0]) == expected


def test_without_a_comparison_a_page_has_no_more_than_the_choice(open_page: OpenPage) -> None:
    app = open_page("trainings_by_region.py")
    assert app.selectbox(key="filter-compare").value == ""
    assert "compare" not in app.query_params
    assert not [slider for slider in app.slider if slider.key == "filter-compare-years"]
    assert not any("Other side" in caption.value for caption in app.caption)


def test_the_overview_measures_change_against_what_is_chosen(open_page: OpenPage) -> None:
    year = {"from": "2020", "to": "2020"}
    before = {metric.label: metric.delta for metric in open_page("overview.py", **year).metric}
    same = {metric.label: metric.delta for metric in open_page("overview.py", **year, compare="before").metric}
    itself = {metric.label: metric.delta for metric in open_page("overview.py", **year, compare="2020").metric}
    assert before == same
    assert set(itself.values()) <= {"0", ""}
    assert "0" in itself.values()


def test_the_choice_is_made_in_the_sidebar_and_stands_in_the_link(open_page: OpenPage) -> None:
    app = open_page("trainings_by_region.py", **PERIOD)
    app.selectbox(key="filter-compare").select("period").run()
    assert app.query_params["compare"] == "2011-2015"  # the one before, to begin with
    app.selectbox(key="filter-compare").select("regions").run()
    assert "compare" not in app.query_params  # none chosen yet
    app.multiselect(key="filter-compare-regions").select("LC").run()
    assert app.query_params["compare"] == "LC"
    app.selectbox(key="filter-compare").select("").run()
    assert "compare" not in app.query_params
