"""The maps of the pages without a browser: the table offers what a click does, and the choice of the region."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import card as cards
from words.codes import LABELS

REGIONS = LABELS["region"]
OpenPage = Callable[..., AppTest]
MAPS = {
    "trainings_by_region.py": "trainings_map",
    "business_solutions.py": "business_solutions_map",
    "ocr_rollout.py": "ocr_map",
    "collections_added.py": "collections_map",
}


@pytest.fixture
def from_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every card of a chart stands on its table."""
    monkeypatch.setattr(cards.Told, "view", lambda *_asked: "table")


@pytest.mark.parametrize("page", MAPS)
@pytest.mark.usefixtures("from_the_table")
def test_the_table_of_a_map_shows_what_a_click_does(open_page: OpenPage, page: str) -> None:
    app = open_page(page, **{"from": "2016", "to": "2020"})
    choice = app.selectbox(key=f"office-{MAPS[page]}")
    name = choice.options[0]
    choice.select_index(0).run()
    assert not app.exception
    assert any(name in text.value and re.search(r"\d rows?\*\*$", text.value) for text in app.markdown)
    button = app.button(key=f"only-behind-{MAPS[page]}")
    region = button.label.removeprefix("Only ")
    button.click().run()
    assert not app.exception
    assert app.multiselect(key="filter-regions").value == [app.query_params["region"]]
    assert app.multiselect(key="filter-regions").value[0] in {code for code, name in REGIONS.items() if name == region}
    # The page now shows this region alone: nothing is left to choose.
    assert not [one for one in app.button if one.key == f"only-behind-{MAPS[page]}"]


@pytest.mark.usefixtures("from_the_table")
def test_an_office_that_the_filters_leave_out_is_no_longer_chosen(open_page: OpenPage) -> None:
    app = open_page("collections_added.py")
    app.selectbox(key="office-collections_map").select_index(0).run()
    assert app.selectbox(key="office-collections_map").value == "AF"  # Afghanistan
    app.multiselect(key="filter-regions").select("LC").run()
    assert not app.exception
    assert app.selectbox(key="office-collections_map").value is None
