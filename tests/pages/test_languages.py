"""A page speaks the language that the link asks for: its frame, its cards that run by themselves, its tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import PAGES, texts
from words import LANGUAGES

OpenPage = Callable[..., AppTest]
ENGLISH = ("Where an extract", "Data of", "Export", "Regions", "Change against", "Reported facts only", "Trainings")


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("page", PAGES)
def test_no_word_of_the_frame_stays_english(open_page: OpenPage, page: str, language: str) -> None:
    app = open_page(page, lang=language)
    assert not app.exception
    assert app.selectbox(key="language").value == language
    said = texts(app)
    assert [word for word in ENGLISH if word in said] == []


def test_an_unknown_language_is_english(open_page: OpenPage) -> None:
    app = open_page("overview.py", lang="xx")
    assert "Data of" in texts(app)


def test_the_choice_in_the_page_goes_into_the_link_and_back(open_page: OpenPage) -> None:
    app = open_page("overview.py")
    app.selectbox(key="language").select("fr").run()
    assert app.query_params["lang"] in ("fr", ["fr"])
    assert "Vue d’ensemble" in texts(app)
    app.selectbox(key="language").select("en").run()
    assert "lang" not in app.query_params
    assert "Overview" in texts(app)


def test_the_years_of_a_figure_begin_where_reading_does(open_page: OpenPage) -> None:
    years, from_right = (list(open_page("overview.py", lang=code).metric[0].proto.chart_data) for code in ("en", "ar"))
    assert years[::-1] == from_right
    assert years != from_right
