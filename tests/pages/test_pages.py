"""Every page opens with default, narrow, empty and hostile filters, and shows figures of the report on 2020."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
PAGES = [path.name for path in sorted((Path(__file__).parents[2] / "pages").glob("*.py")) if path.name != "frame.py"]
VIEWS: dict[str, dict[str, str | list[str]]] = {
    "default": {},
    "2020": {"from": "2020", "to": "2020"},
    "two regions": {"region": ["AF", "AR"], "from": "2016", "to": "2020"},
    "reported": {"basis": "reported"},
    "hostile": {
        "from": "2030",
        "to": "1900",
        "region": "XX'--",
        "basis": "'; drop table x",
        "topic": "<script>",
    },
    "not numbers": {"from": "٢٠٢٠", "to": "-5", "year": "9" * 400, "region": ["AF", "AF", ""]},
}


def texts(app: AppTest) -> str:
    """Return all that the page says in words, one piece a line."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


def test_all_nine_pages_are_there() -> None:
    assert len(PAGES) == 9


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page", PAGES)
def test_page_opens(open_page: OpenPage, page: str, view: str) -> None:
    app = open_page(page, **VIEWS[view])
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_without_any_extract(open_page: OpenPage, page: str, tmp_path: Path) -> None:
    app = open_page(page, data=tmp_path)
    assert not app.exception
    assert "No extract was found for" in texts(app)


def test_a_missing_folder_is_said_plainly(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("overview.py", data=tmp_path / "gone")
    assert not app.exception
    assert "cannot be read" in app.error[0].value


def test_a_reversed_period_is_put_right(open_page: OpenPage) -> None:
    app = open_page("overview.py", **{"from": "2020", "to": "2016"})
    assert app.slider(key="filter-years").value == (2016, 2020)
    assert app.query_params["from"] == "2016"
    assert app.query_params["to"] == "2020"


def test_unknown_codes_leave_the_link(open_page: OpenPage) -> None:
    app = open_page("overview.py", region=["AF", "XX'--"])
    assert app.multiselect(key="filter-regions").value == ["AF"]
    assert app.query_params["region"] == "AF"


def test_overview_of_2020_shows_the_figures_of_the_report(open_page: OpenPage) -> None:
    app = open_page("overview.py", **{"from": "2020", "to": "2020"})
    shown = {metric.label: metric.value for metric in app.metric}
    expected = {
        "Trainings": "5",
        "In-person advice requests": "0",
        "IPOs using Business Solutions": "90",
        "IPOs on an exchange platform": "51",
        "OCR software received": "35",
        "OCR training completed": "34",
        "OCR in production": "12",
        "Collections added": "19",
        "Funded CWS participants": "7",
    }
    assert {name: shown[name] for name in expected} == expected


def test_reported_only_shows_the_published_totals_and_gaps(open_page: OpenPage) -> None:
    app = open_page("overview.py", **{"from": "2020", "to": "2020", "basis": "reported"})
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["IPOs using Business Solutions"] == "90"
    assert shown["OCR training completed"] == "34"
    assert shown["Participants"] == "not known"
    assert "Partly illustrative data" not in texts(app)


def test_no_page_of_reported_facts_shows_an_illustrative_row(open_page: OpenPage) -> None:
    for page in PAGES:
        app = open_page(page, basis="reported")
        for table in [*app.table, *app.dataframe]:
            rows = table.value
            if "Basis" in rows:
                assert "Illustrative" not in set(rows["Basis"]), page
