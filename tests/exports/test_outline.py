"""Decks and workbooks follow the pages: what the outline says is what the scripts show, in their order."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from charts.specs import CHARTS
from components.pages import PAGES, PageEntry
from exports.outline import CHAPTERS, HEALTH, Chapter, chapters_of
from queries import queries

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
CHAPTER_OF = {chapter.path: chapter for chapter in (*CHAPTERS, HEALTH)}


def shown(script: Path, card: str) -> tuple[str, ...]:
    """Return the names that a page script hands to `card`, in their order."""
    calls = [node for node in ast.walk(ast.parse(script.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == card]
    ordered = sorted(named, key=lambda call: call.lineno)
    # After the filters; in a tuple where they stand beside each other.
    names = [name for call in ordered for part in call.args[1:] for name in ast.walk(part)]
    return tuple(name.value for name in names if isinstance(name, ast.Constant))


@pytest.mark.parametrize("entry", [entry for entry in PAGES if entry.path in CHAPTER_OF], ids=lambda entry: entry.path)
def test_a_chapter_holds_what_its_page_shows(entry: PageEntry) -> None:
    chapter = CHAPTER_OF[entry.path]
    assert chapter.title == entry.title
    assert chapter.charts == shown(PAGES_FOLDER / entry.file, "figure_cards")
    assert chapter.tables == shown(PAGES_FOLDER / entry.file, "table_cards")


def test_every_page_with_cards_is_a_chapter() -> None:
    with_cards = {entry.path for entry in PAGES if shown(PAGES_FOLDER / entry.file, "figure_cards")}
    assert with_cards == {chapter.path for chapter in CHAPTERS}


@pytest.mark.parametrize("chapter", [*CHAPTERS, HEALTH], ids=lambda chapter: chapter.path)
def test_every_name_is_known(chapter: Chapter) -> None:
    assert set(chapter.charts) <= set(CHARTS)
    assert set(chapter.tables) <= set(queries())


def test_the_overview_takes_all_chapters_along() -> None:
    assert chapters_of("") == CHAPTERS
    assert chapters_of("ocr-rollout") == (CHAPTER_OF["ocr-rollout"],)
    assert chapters_of("data-health") == (HEALTH,)
