"""Search and help: what it finds, what it says of an office, and what the terms of a card mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import texts

OpenPage = Callable[..., AppTest]


def told(app: AppTest, kind: str) -> dict[str, Any]:
    """Return what the element that shows `kind` of thing is told; nothing where there is none."""
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.json or "{}")
        data = json.loads(data) if isinstance(data, str) else data
        if data.get("kind") == kind:
            return dict(data)
    return {}


def hits(app: AppTest) -> dict[str, list[dict[str, str]]]:
    return {group["title"]: group["hits"] for group in told(app, "results").get("groups", [])}


def test_without_a_word_it_says_what_can_be_searched(open_page: OpenPage) -> None:
    app = open_page("find.py")
    assert "The search looks through 229 offices" in texts(app)
    assert hits(app) == {}
    assert len(told(app, "glossary")["terms"]) >= 25
    assert told(app, "views")
    assert told(app, "save")["name"] == "Search and help: 2011–2025 · All regions"


def test_a_word_finds_pages_cards_and_terms_and_keeps_the_filters(open_page: OpenPage) -> None:
    app = open_page("find.py", q="ocr", region="AF")
    found = hits(app)
    assert next(iter(found)).startswith("Pages and figures")
    assert not any(title.startswith("Offices") for title in found)
    addresses = [hit["href"] for listed in found.values() for hit in listed]
    assert "./ocr-rollout?region=AF" in addresses
    assert "./ocr-rollout?region=AF#ocr-ladder" in addresses
    assert "#term-ocr" in addresses


def test_an_office_is_found_in_the_language_shown_and_in_english(open_page: OpenPage) -> None:
    for word in ("Германия", "germany", "DE"):
        app = open_page("find.py", q=word, lang="ru")
        offices = next(listed for title, listed in hits(app).items() if any("office=" in hit["href"] for hit in listed))
        assert offices[0]["title"] == "Германия (DE)"
        assert offices[0]["href"] == "./find?lang=ru&office=DE"


def test_no_hit_says_so_and_what_can_be_searched(open_page: OpenPage) -> None:
    app = open_page("find.py", q="xyzzy")
    assert "Nothing is found for xyzzy." in texts(app)
    assert "The search looks through" in texts(app)


@pytest.mark.parametrize(
    "typed",
    [
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "**xyzzy**",
        "'; --",
        "q" * 10_000,
        "\u202exyzzy",
        "$x$ :smile:",
    ],
)
@pytest.mark.parametrize("parameter", ["q", "office"])
def test_hostile_words_are_shown_as_text(open_page: OpenPage, parameter: str, typed: str) -> None:
    app = open_page("find.py", **{parameter: typed})
    assert not app.exception
    assert not app.error
    said = next(
        info.value for info in app.info if "xyzzy" in info.value or "found for" in info.value or "code" in info.value
    )
    assert len(said) < 600
    said = re.sub(r"\\.", "", said)  # what is escaped is a letter
    for sign in ("<img", "](", "**", "\u202e", ":smile:", "$x$"):
        assert sign.casefold() not in said.casefold()


def test_typing_a_word_closes_the_office(open_page: OpenPage) -> None:
    app = open_page("find.py", office="PA")
    assert any("Panama" in header.value for header in app.header)
    app.text_input(key="find-words").set_value("kenya").run()
    assert "office" not in app.query_params
    assert app.query_params["q"] == "kenya"
    assert any("Kenya (KE)" in hit["title"] for listed in hits(app).values() for hit in listed)


def test_an_office_shows_what_the_report_on_2020_says_of_it(open_page: OpenPage) -> None:
    # All that received the OCR software were trained but Panama.
    app = open_page("find.py", office="PA", basis="reported", **{"from": "2020", "to": "2020"})
    assert not app.exception
    assert any("Panama" in header.value for header in app.header)
    assert "Latin America and the Caribbean" in texts(app)
    [rollout] = [table.value for table in app.table if "Still to come" in table.value]
    assert list(rollout["Still to come"]) == ["Training"]
    assert told(app, "save")["name"].startswith("Panama")


def test_an_unknown_code_says_so(open_page: OpenPage) -> None:
    assert "The extracts name no office with the code ZZ." in texts(open_page("find.py", office="zz"))


def test_the_about_of_a_card_explains_its_terms(open_page: OpenPage) -> None:
    app = open_page("ocr_rollout.py")
    app.session_state["cards-table-ocr_offices"] = {"told": {"views": {"head-ocr_offices": "about"}}}
    app.run()
    about = next(text.value for text in app.markdown if "Definition:" in text.value)
    assert "- **OCR:** Optical character recognition" in about
    assert "(./find#glossary)" in about


def test_a_page_can_be_saved_from_its_export_menu(open_page: OpenPage) -> None:
    app = open_page("collections_added.py", region="AF")
    assert not told(app, "save")
    for page, key in (("collections_added.py", "export-page-collections"), ("report_tables.py", "view-report-tables")):
        app = open_page(page, region="AF")
        app.session_state[key] = True
        app.run()
        assert "Africa" in told(app, "save").get("name", ""), page
