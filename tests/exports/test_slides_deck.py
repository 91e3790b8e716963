"""A whole deck, opened again: structure, numbers of slides, tables row by row, and what it says about itself."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from charts.columns import cell_text, column_label
from exports.exhibit import exhibit
from exports.outline import CHAPTERS, Chapter
from exports.slides import deck_bytes
from exports.slides.headline import MARK, tile_texts
from exports.slides.selection import chosen_columns
from exports.slides.table_pages import MOST_ROWS, ROWS_PER_PAGE
from extracts import Snapshot
from extracts.build import load
from queries import Filters, UnknownQueryError, ask
from queries.rows import Answer, Row
from tests.exports.test_slides_cards import LINK, alt, frames, place, speaker, texts
from words import _

TITLE = "Assistance to IP offices on WIPO Standards"
NAMES = list(dict.fromkeys(name for chapter in CHAPTERS for name in (*chapter.charts, *chapter.tables)))


def opened(data: bytes) -> Deck:
    return Presentation(BytesIO(data))


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


@pytest.fixture(scope="module")
def deck(shipped: Snapshot) -> Deck:
    return opened(deck_bytes(shipped, Filters(2011, 2025), CHAPTERS, TITLE, LINK))


@pytest.fixture(scope="module")
def reported(shipped: Snapshot) -> Deck:
    return opened(deck_bytes(shipped, Filters(2020, 2020, basis="reported"), CHAPTERS, TITLE, LINK))


def test_order_of_the_slides(deck: Deck, shipped: Snapshot) -> None:
    found = titles(deck)
    assert found[:3] == [TITLE, "Contents", "Headline figures"]
    assert found[-1].startswith("Data and method")
    at = 2
    for name in NAMES:
        made = exhibit(shipped, name, Filters(2011, 2025))
        wanted = made.chart.title if made.chart else None
        next_at = next(
            i
            for i, title in enumerate(found)
            if i > at and (title == wanted if wanted else title.startswith(made.title) or name == "trainings_calendar")
        )
        assert next_at > at
        at = next_at


def test_each_name_appears_once(deck: Deck, shipped: Snapshot) -> None:
    alts = [alt(shape) for slide in deck.slides for shape in frames(slide) if shape.has_chart]
    assert len(alts) == len(set(alts))
    advice = exhibit(shipped, "advice_requests", Filters(2011, 2025))
    assert advice.chart is not None
    assert alts.count(advice.chart.alt) == 1
    native = [
        name for name in NAMES if exhibit(shipped, name, Filters(2011, 2025)).chart or name == "trainings_calendar"
    ]
    assert len(alts) == len(native)


def test_slides_of_a_chapter_carry_its_name(deck: Deck) -> None:
    named = ["".join(s.text_frame.text for s in slide.placeholders if s.name == "Chapter") for slide in deck.slides]
    inner = [name for name in named if name]
    assert list(dict.fromkeys(inner)) == [_(chapter.title) for chapter in CHAPTERS]
    # Each chapter is one run of slides.
    assert sum(one != other for one, other in pairwise(inner)) == len(CHAPTERS) - 1


def test_contents_lead_to_the_slides(deck: Deck) -> None:
    slide = deck.slides[1]
    found = titles(deck)
    count = 0
    for shape in slide.shapes:
        for paragraph in shape.text_frame.paragraphs if shape.name == "Contents" else []:
            number, tab, title = paragraph.text.partition("\t")
            if not tab:
                assert title == "" and number in {_(chapter.title) for chapter in CHAPTERS}
                continue
            links = paragraph._p.findall(f".//{qn('a:hlinkClick')}")
            assert {link.get("action") for link in links} == {"ppaction://hlinksldjump"}
            targets = {slide.part.related_part(link.get(qn("r:id"))) for link in links}
            assert targets == {deck.slides[int(number) - 1].part}
            if deck.slides[int(number) - 1].has_notes_slide and title not in found:
                assert title in speaker(deck.slides[int(number) - 1]) + found[int(number) - 1] + " ".join(
                    texts(deck.slides[int(number) - 1])
                )
            count += 1
    assert count == len(NAMES) + 2


def test_every_slide_but_the_first_has_number_footer_and_title(deck: Deck) -> None:
    for number, slide in enumerate(list(deck.slides)[1:], start=2):
        assert place(slide, "sldNum")._element.xpath(".//a:fld/a:t/text()") == [str(number)]
        assert slide.shapes.title.text_frame.text
        assert place(slide, "ftr").text_frame.text
        assert place(slide, "sldNum")._element.xpath(".//a:fld/@type") == ["slidenum"]
        assert all(alt(frame) for frame in frames(slide))


def shown_cell(name: str, row: Row, answer: Answer) -> str:
    numeric = name in answer.numbers
    precision = str(row.get("date_precision", "day"))
    dated = name in ("start_date", "end_date", "joined_on", "received_on", "released_on")
    return cell_text(name, row[name], precision if dated else "day", numeric)


@pytest.mark.parametrize("name", sorted({table for chapter in CHAPTERS for table in chapter.tables}))
@pytest.mark.parametrize("region", [(), ("AP",)])
def test_tables_hold_the_rows_of_the_question(shipped: Snapshot, name: str, region: tuple[str, ...]) -> None:
    filters = Filters(2011, 2025, regions=region).within(shipped)
    answer = ask(shipped, name, filters)
    rows = answer.rows
    made = exhibit(shipped, name, filters)
    data = deck_bytes(shipped, filters, [Chapter("x", "Business Solutions", (), (name,))], TITLE)
    pages = [slide for slide in opened(data).slides if any(shape.has_table for shape in slide.shapes)]
    columns = chosen_columns(name, answer.columns)
    assert len(columns) <= 7
    found: list[list[str]] = []
    for number, slide in enumerate(pages, start=1):
        head, *lines = [[cell.text for cell in row.cells] for row in frames(slide)[0].table.rows]
        assert head == [column_label(column) for column in columns]
        assert 1 <= len(lines) <= ROWS_PER_PAGE
        found += lines
        wanted = made.title if len(pages) == 1 else f"{made.title} ({number} of {len(pages)})"
        assert slide.shapes.title.text_frame.text == wanted
        if len(rows) > MOST_ROWS:
            assert any(f"{MOST_ROWS} of {len(rows)} rows; the workbook holds all." in text for text in texts(slide))
    assert len(found) == min(len(rows), MOST_ROWS)
    for cells, row in zip(found, rows[:MOST_ROWS], strict=True):
        for cell, column in zip(cells, columns, strict=True):
            text = shown_cell(column, row, answer)
            if column == "offices" and len(text.split("; ")) > 4:
                names = text.split("; ")
                assert cell == f"{'; '.join(names[:3])} and {len(names) - 3} more"
            elif cell.endswith("…"):
                assert text.startswith(cell[:-1])
                assert any("shortened" in said for slide in pages for said in texts(slide))
            else:
                assert cell == text


def test_tables_stay_above_notes_and_footer(deck: Deck) -> None:
    for slide in deck.slides:
        for frame in frames(slide):
            bottom = frame.top + (sum(row.height for row in frame.table.rows) if frame.has_table else frame.height)
            notes = [shape for shape in slide.placeholders if shape.name == "Notes"]
            assert bottom <= (notes[0].top if notes else place(slide, "ftr").top) + 2
            assert frame.left + frame.width <= deck.slide_width


def test_headline_tiles_are_the_rows_of_the_question(shipped: Snapshot, reported: Deck) -> None:
    rows = ask(shipped, "headline_figures", Filters(2020, 2020, basis="reported").within(shipped)).rows
    said = texts(reported.slides[2])
    for row in rows:
        assert "\n".join(filter(None, tile_texts(row))) in said
    values = {row["measure"]: tile_texts(row)[1] for row in rows}
    assert values["trainings"] == "5"
    assert values["participants"] == "not known"
    assert values["advice_in_person"] == "0"
    assert values["business_solutions_ipos"] == "90"
    assert values["ocr_production"] == "12"


def test_tiles_say_change_least_and_illustrative() -> None:
    row = {
        "measure": "trainings",
        "value": 1_200,
        "previous": 1_000,
        "origin": "rows",
        "is_partial": True,
        "has_illustrative": True,
    }
    assert tile_texts(row) == ("Trainings", f"≥ 1,200 {MARK}", "+200 (before: 1,000)")
    assert tile_texts({**row, "value": 800})[2] == "−200 (before: 1,000)"
    assert tile_texts({**row, "previous": 1_200})[2] == "No change"
    assert tile_texts({**row, "previous": None})[2] == "Before: not known"
    assert tile_texts({**row, "value": None})[1:] == ("not known", "")


def test_illustrative_rows_are_marked_where_a_figure_rests_on_them(
    deck: Deck, reported: Deck, shipped: Snapshot
) -> None:
    assert any("illustrative" in text for text in texts(deck.slides[0]))
    for slide in deck.slides:
        for frame in frames(slide):
            if "published" not in slide.shapes.title.text_frame.text.lower():
                assert "illustrative" in place(slide, "ftr").text_frame.text
                assert frame is not None
    for slide in list(reported.slides)[1:-1]:
        assert "ncludes illustrative" not in " ".join(texts(slide))
        assert MARK not in " ".join(texts(slide))


def test_first_and_last_slides_say_what_the_deck_rests_on(deck: Deck, shipped: Snapshot) -> None:
    first = "\n".join(texts(deck.slides[0]))
    for text in ("2011–2025", "All regions", str(shipped.changed_on), shipped.fingerprint[:8], LINK):
        assert text in first
    method = "\n".join(text for slide in list(deck.slides)[-3:] for text in texts(slide))
    for text in ("counts once in each region", "31 December", LINK, shipped.fingerprint[:8], "CWS/4/13"):
        assert text in method
    properties = deck.core_properties
    assert properties.title == TITLE
    assert "2011–2025 · All regions" in properties.comments
    assert shipped.fingerprint[:8] in properties.comments


def test_a_folder_without_data_gives_a_deck_that_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = load(tmp_path_factory.mktemp("empty"))
    deck = opened(deck_bytes(empty, Filters(), CHAPTERS, TITLE))
    for slide in list(deck.slides)[3:-1]:
        title = slide.shapes.title.text_frame.text
        assert title.endswith((": no rows", ": none in this period")) or title.startswith("No office")
        assert frames(slide) or any("There is nothing to show" in text for text in texts(slide))
    assert "Missing: Offices; Trainings" in "".join(texts(deck.slides[-1]))


def test_no_chapters_still_make_a_deck(shipped: Snapshot) -> None:
    found = titles(opened(deck_bytes(shipped, Filters(2020, 2020), [], TITLE)))
    assert found[:3] == [TITLE, "Contents", "Headline figures"]
    with pytest.raises(UnknownQueryError):
        deck_bytes(shipped, Filters(), [Chapter("x", "x", ("no_such_chart",))], TITLE)


def test_a_whole_deck_is_small(shipped: Snapshot) -> None:
    """How long it takes is measured by `python -m bench exports`: beside other tests it takes twice as long."""
    assert len(deck_bytes(shipped, Filters(2011, 2025), CHAPTERS, TITLE, LINK)) < 3_000_000
