"""Long lists are shown by page: only its rows are fetched, and other filters begin again with the first."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts import questions
from components import data
from components.kept import Kept
from components.tables import PAGE_ROWS
from extracts import data_folder
from extracts.build import load
from queries import Filters, ask, paging, run
from queries.rows import Answer

OpenPage = Callable[..., AppTest]
PAGE = "trainings_by_region.py"


@pytest.fixture
def whole() -> pd.DataFrame:
    return run(load(data_folder()), "trainings_list")


def listed(app: AppTest) -> list[str]:
    """Return the ids in the list of trainings, as shown."""
    [table] = [table.value for table in app.dataframe if "Training" in table.value]
    return list(table["Training"])


def turn(app: AppTest, name: str, number: int) -> None:
    """Turn to a page of the list `name`."""
    keys = [element.proto.id.split("-", 2)[2] for element in app.get("pagination")]
    [key] = [key for key in keys if key.startswith(f"page-{name}-")]
    app.session_state[key] = number
    app.run()


def captions(app: AppTest) -> list[str]:
    return [caption.value for caption in app.caption]


def test_a_list_begins_with_its_first_page(open_page: OpenPage, whole: pd.DataFrame) -> None:
    app = open_page(PAGE)
    assert listed(app) == list(whole["training_id"].head(PAGE_ROWS))
    assert f"Rows 1 to {PAGE_ROWS} of {len(whole)}" in captions(app)


def test_each_page_follows_the_one_before(open_page: OpenPage, whole: pd.DataFrame) -> None:
    app = open_page(PAGE)
    pages = -(-len(whole) // PAGE_ROWS)
    shown = []
    for number in range(1, pages + 1):
        turn(app, "trainings_list", number)
        shown += listed(app)
    assert shown == list(whole["training_id"])
    assert f"Rows {(pages - 1) * PAGE_ROWS + 1} to {len(whole)} of {len(whole)}" in captions(app)


def test_other_filters_begin_with_the_first_page(open_page: OpenPage, whole: pd.DataFrame) -> None:
    app = open_page(PAGE)
    turn(app, "trainings_list", 3)
    assert listed(app) == list(whole["training_id"][2 * PAGE_ROWS : 3 * PAGE_ROWS])
    app.multiselect(key="filter-regions").select("AF").run()
    africa = run(load(data_folder()), "trainings_list", Filters(regions=("AF",)))
    assert listed(app) == list(africa["training_id"].head(PAGE_ROWS))
    app.multiselect(key="filter-regions").unselect("AF").run()
    assert listed(app) == list(whole["training_id"].head(PAGE_ROWS))


def test_a_short_list_is_shown_whole(open_page: OpenPage) -> None:
    app = open_page(PAGE, **{"from": "2019", "to": "2019"})
    rows = run(load(data_folder()), "trainings_list", Filters(2019, 2019))
    assert len(rows) <= PAGE_ROWS
    assert listed(app) == list(rows["training_id"])
    assert not [text for text in captions(app) if text.startswith("Rows ")]


@pytest.mark.parametrize("page", [PAGE, "data_health.py", "report_tables.py"])
def test_no_list_is_fetched_whole(open_page: OpenPage, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: dict[str, int] = {}

    def noted(snapshot: Any, name: str, filters: Any, page: paging.Page, *rest: Any) -> paging.Part:
        fetched[name] = max(fetched.get(name, 0), page.count)
        return paging.ask_page(snapshot, name, filters, page, *rest)

    def refused(snapshot: Any, name: str, filters: Any) -> Answer:
        assert name not in ("trainings_list", "rows_set_aside", "rows_suspected", "remarks", "delivered_files")
        return ask(snapshot, name, filters)

    monkeypatch.setattr(questions, "MOST_BARS", 0)
    monkeypatch.setattr(data, "ask_page", noted)
    monkeypatch.setattr(data, "ask", refused)
    for kept in vars(data).values():
        if isinstance(kept, Kept):
            kept.clear()
    app = open_page(page)
    assert not app.exception
    assert fetched
    assert max(fetched.values()) == PAGE_ROWS


def test_many_faults_are_shown_by_page(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVITY_MAX_SET_ASIDE", "1")
    shutil.copy(data_folder() / "offices.csv", tmp_path)
    lines = ["database,office,year,added_on,order_in_report,basis,source"]
    lines += [f"X{number:03},KE,2020,,,reported,a document" for number in range(PAGE_ROWS + 40)]
    (tmp_path / "collections.csv").write_text("\n".join(lines))
    app = open_page("data_health.py", data=tmp_path)
    assert f"Rows 1 to {PAGE_ROWS} of {PAGE_ROWS + 40}" in captions(app)
    turn(app, "rows_set_aside", 2)
    assert f"Rows {PAGE_ROWS + 1} to {PAGE_ROWS + 40} of {PAGE_ROWS + 40}" in captions(app)
