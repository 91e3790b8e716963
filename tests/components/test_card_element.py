"""The element of a card: what the browser is told, where its scripts come from, and which page names them early."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly
import pytest
import streamlit as st

from charts.drawing import Drawing, bar
from components import card_element as element
from components.card_element import ASSETS, FOR_MAPS, LATER, SCRIPTS, Card, Head, Told, element_name, script_addresses
from components.figure import PlacedFigure, figure_text, with_figure
from components.find_element import SCRIPTS as FIND_SCRIPTS
from components.pages import PAGES
from components.preload import STATIC, needed, with_preloads
from components.static_files import is_lasting

PICTURE = {"format": "png", "filename": "trainings_2020"}


def placed(drawing: Drawing | None = None) -> PlacedFigure:
    text = figure_text(drawing or Drawing(bar(y=[1, None])), "A bar chart.", 300)
    return PlacedFigure("figure-trainings", text, PICTURE, is_selectable=True)


def test_a_figure_has_one_name_for_one_content() -> None:
    assert placed().text.id == placed().text.id
    assert placed().text.id != placed(Drawing(bar(y=[2, None]))).text.id


def test_a_figure_that_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        figure_text(Drawing(bar(y=[float("nan")])), "", 300)


def test_the_figure_goes_into_what_is_told_as_it_is() -> None:
    figure = placed(Drawing(bar(y=[1], name='a "quoted" <b>é</b>')))
    told = json.loads(with_figure(figure.about() | {"title": "Trainings"}, figure.text))
    assert told.pop("figure") == {"data": [{"type": "bar", "y": [1], "name": 'a "quoted" <b>é</b>'}], "layout": {}}
    assert told.pop("title") == "Trainings"
    assert told == figure.about()


@pytest.mark.parametrize(("picture_format", "title"), [("png", "Download plot as a PNG"), ("svg", "Download plot")])
def test_the_download_button_says_what_it_gives(picture_format: str, title: str) -> None:
    figure = PlacedFigure("figure-x", placed().text, {"format": picture_format}, is_selectable=False)
    assert figure.about()["words"]["download"] == title


def told(monkeypatch: pytest.MonkeyPatch, state: object) -> Told:
    monkeypatch.setattr(st, "session_state", {"cards-x": {"told": state}})
    return Told("cards-x")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, "chart"),
        ({}, "chart"),
        ({"views": {"figure-x": "table"}}, "table"),
        ({"views": {"figure-y": "table"}}, "chart"),
        ({"views": {"figure-x": "gone"}}, "chart"),
        ({"views": {"figure-x": None}}, "chart"),
        ({"views": "table"}, "chart"),
        ("table", "chart"),
    ],
    ids=repr,
)
def test_the_first_tab_is_open_until_another_is_chosen(
    monkeypatch: pytest.MonkeyPatch, state: object, expected: str
) -> None:
    assert told(monkeypatch, state).view("figure-x", {"chart": "Chart", "table": "Table"}) == expected


@pytest.mark.parametrize(
    ("picked", "expected"),
    [
        (None, ()),
        ({"figure_id": "ID", "point": [2020, "AF"]}, [2020, "AF"]),
        ({"figure_id": "another", "point": [2020, "AF"]}, ()),
        ({"figure_id": "ID", "point": "2020"}, ()),
        ({"figure_id": "ID"}, ()),
        ("ID", ()),
    ],
    ids=repr,
)
def test_a_click_counts_for_the_figure_that_is_shown(
    monkeypatch: pytest.MonkeyPatch, picked: Any, expected: object
) -> None:
    figure = placed()
    if isinstance(picked, dict) and picked["figure_id"] == "ID":
        picked = picked | {"figure_id": figure.text.id}
    assert told(monkeypatch, {"picked": {figure.place: picked}}).point(figure.place, figure) == expected
    assert told(monkeypatch, {"picked": {"figure-other": picked}}).point(figure.place, figure) == ()


def test_a_menu_is_asked_for_by_its_card(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = told(monkeypatch, {"menus": {"figure-x": True, "figure-y": False}, "due": 1})
    assert [asked.has_menu(place) for place in ("figure-x", "figure-y", "figure-z")] == [True, False, False]
    assert asked.is_due
    assert not told(monkeypatch, {"due": 0}).is_due


class Browser:
    """Stands for Streamlit's element: notes what is sent, by key."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: dict[str, Any] = {}
        monkeypatch.setattr(element, "_component", lambda: self)

    def __call__(self, key: str, data: str | bytes, **_settings: object) -> None:
        self.told[key] = json.loads(data)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


def head() -> Head:
    """Return the head of a card as each run of it makes it anew."""
    views = {"chart": "Chart", "about": "About"}
    return Head("trainings", "figure-trainings", "Trainings", "trainings", views, "chart", "A remark.")


def test_cards_that_stand_together_are_told_together(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    figure, other = placed(), replace(head(), place="figure-other")
    element.cards_element("cards-x", [Card(head(), figure), Card(other)], told(monkeypatch, None))
    first, second = browser.told["cards-x"]["cards"]
    assert first["views"] == [["chart", "Chart"], ["about", "About"]]
    assert (first["view"], first["remark"], first["figure_id"]) == ("chart", "A remark.", figure.text.id)
    assert "figure_id" not in second
    assert browser.told["cards-x"]["words"] == {"export": "Export"}
    # The figures themselves go as bytes, which Streamlit passes on as they are.
    [sent] = browser.told["cards-x-figures"]["ahead"]
    assert sent["figure"] == {"data": [{"type": "bar", "y": [1, None]}], "layout": {}}
    assert (sent["place"], sent["figure_id"]) == ("figure-trainings", figure.text.id)


def test_a_figure_that_was_sent_ahead_is_sent_again_only_where_it_is_missed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = placed()
    element.cards_element("cards-x", [Card(head(), figure, is_sent=True)], told(monkeypatch, None))
    assert browser.told["cards-x"]["cards"][0]["figure_id"] == figure.text.id
    assert browser.told.keys() == {"cards-x"}
    missing = told(monkeypatch, {"missing": ["other", figure.text.id]})
    element.cards_element("cards-x", [Card(head(), figure, is_sent=True)], missing)
    assert [sent["figure_id"] for sent in browser.told["cards-x-figures"]["ahead"]] == [figure.text.id]


def test_figures_go_ahead_together(browser: Browser) -> None:
    element.send_figures([placed(), placed()])
    [sent] = browser.told.values()
    assert [told["place"] for told in sent["ahead"]] == ["figure-trainings"] * 2
    assert all(told["figure"] for told in sent["ahead"])


def test_what_presents_the_charts_has_its_words_and_is_not_fetched_before(browser: Browser) -> None:
    element.present_button()
    words = browser.told["present"]["words"]
    assert browser.told["present"]["present"] is True
    assert words["present"].startswith(words["open"]), "a name begins with what is read on the button"
    assert not any(script in address for script in LATER for address in script_addresses())


def test_the_bundle_of_plotly_is_of_the_version_that_python_draws_for() -> None:
    whole = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")[:500]
    version = re.search(r"plotly\.js v(\S+)", whole)
    assert version
    for bundle, kind in ((SCRIPTS[2], "cartesian"), (FOR_MAPS[0], "geo")):
        assert bundle == f"plotly-{kind}-{version[1]}.min.js"
        assert f"plotly.js ({kind} - minified) v{version[1]}" in (ASSETS / bundle).read_text(encoding="utf-8")[:500]
    assert "MIT" in (ASSETS / "plotly-LICENSE.txt").read_text(encoding="utf-8")


def test_the_scripts_load_each_other_and_nothing_else() -> None:
    own = {path.name for path in ASSETS.glob("*.js")}
    assert own == {*SCRIPTS, FOR_MAPS[0], *LATER, *FIND_SCRIPTS, "menus.js", "connect.js"}
    for script in ("card.js", "chart.js", "menus.js", "connect.js", *LATER, *FIND_SCRIPTS):
        text = (ASSETS / script).read_text(encoding="utf-8")
        assert set(re.findall(r"""(?:import|from)\s*\(?\s*["']\./([^"']+)["']""", text)) <= own
        assert not re.findall(r"https?://", text), script


def test_the_address_of_the_scripts_changes_with_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert all(is_lasting(f"/{address}") for address in script_addresses())
    before = element_name()
    for path in ASSETS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(element, "ASSETS", tmp_path)
    element_name.cache_clear()
    assert element_name() == before
    for changed in ("card.js", *LATER):
        (tmp_path / changed).write_text("export default () => {}")
        element_name.cache_clear()
        assert element_name() != before
        before = element_name()
    monkeypatch.undo()
    element_name.cache_clear()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path or "overview")
def test_a_page_is_told_early_of_scripts_that_exist(entry: Any) -> None:
    addresses = needed(entry.path)
    own = set(script_addresses()) | set(script_addresses(FIND_SCRIPTS))
    assert len(set(addresses)) == len(addresses) > 20
    assert all((STATIC / address).is_file() for address in addresses if address not in own)
    for element_of_streamlit in ("PageLink", "Slider", "Multiselect", "Checkbox"):
        assert any(f"/{element_of_streamlit}." in address for address in addresses)
    assert not any("/PlotlyChart." in address for address in addresses)
    has_charts = entry.path not in ("", "report-tables", "data-health", "find")
    assert set(script_addresses()).issubset(addresses) is has_charts
    assert set(script_addresses(FIND_SCRIPTS)).issubset(addresses) is (entry.path == "find")
    assert bool(own & set(addresses)) is bool(entry.path)


def test_links_stand_in_the_head_of_the_page_each_once() -> None:
    index = (STATIC / "index.html").read_text(encoding="utf-8")
    page = with_preloads(index, "collections")
    links = re.findall(r'<link rel="modulepreload" crossorigin href="\./([^"]+)"', page)
    assert len(set(links)) == len(links)
    assert all(
        page.count(f'href="./{address}"') + index.count(f'src="./{address}"') == 1 for address in needed("collections")
    )
    assert page.count("<script") == index.count("<script") + 1
    assert with_preloads(index, "report-tables").count("<script") == index.count("<script")
    assert page.index("card.js") < page.index("</head>")
    # The hash of the page's own script, which the security policy names, must hold.
    scripts = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
    assert scripts.findall(page) == scripts.findall(index)


def test_a_page_that_is_none_of_ours_stays_as_it_is() -> None:
    assert with_preloads("<head></head>", "../x") == "<head></head>"
