"""The headline figures as tiles: each with its value, its change against the period before, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from charts.changes import changes
from charts.palette import LIGHT
from exports.exhibit import Exhibit
from exports.slides.cards import footer_of, said, view_of
from exports.slides.fit import fit, one_line
from exports.slides.page import Words, add_page, content_box, name_shape, put, rgb
from exports.slides.places import Box
from extracts import Snapshot
from queries import Filters
from queries.describe import period_text
from queries.rows import Row
from words import _, label
from words.forms import grouped

NAME = "headline_figures"
PER_ROW = 4
BETWEEN = 10  # points between tiles
INSET = 9
MARK = "†"  # after a value that counts illustrative rows


def headline_words(exhibit: Exhibit, snapshot: Snapshot, filters: Filters) -> Words:
    """Return the words around the tiles; `filters` are those of the deck."""
    first, last = filters.period
    before = replace(filters, from_year=first - (last - first + 1), to_year=first - 1)
    if before.period[0] >= snapshot.first_year:
        against = _("Change against {period}").format(period=period_text(before))
    else:
        against = _("The extracts hold no period of the same length before this one.")
    rows = exhibit.answer.rows
    notes = [against.rstrip(".") + "."]
    if any(row["has_illustrative"] for row in rows):
        notes.append(_("{mark} counts illustrative rows.").format(mark=MARK))
    if any(row["is_partial"] for row in rows):
        notes.append(_("≥ means at least: the full list was not published."))
    sheet = exhibit.sheet
    return Words(
        title=_("Headline figures"),
        subtitle=view_of(sheet),
        notes=tuple(notes),
        footer=footer_of(sheet),
        speaker=(
            *changes(rows),
            *(_("{name}: {text}").format(name=name, text=text) for name, text in sheet.notes),
        ),
    )


def add_headline(deck: Deck, exhibit: Exhibit, words: Words) -> Slide:
    """Add the slide of the headline figures, in rows of four tiles."""
    slide = add_page(deck, words)
    box = content_box(words)
    records = exhibit.answer.rows
    height = (box.height - BETWEEN * (ceil(len(records) / PER_ROW) - 1)) / max(ceil(len(records) / PER_ROW), 1)
    width = (box.width - BETWEEN * (PER_ROW - 1)) / PER_ROW
    for at, row in enumerate(records):
        left = box.left + at % PER_ROW * (width + BETWEEN)
        _tile(slide, row, Box(left, box.top + at // PER_ROW * (height + BETWEEN), width, height))
    return slide


def tile_texts(row: Row) -> tuple[str, str, str]:
    """Return name, value and change of one row of `headline_figures`, as they stand on a tile."""
    value, previous = row["value"], row["previous"]
    name = label("measure", row["measure"])
    if value is None:
        return name, _("not known"), ""
    text = f"{'≥ ' if row['is_partial'] else ''}{grouped(int(value))}{' ' + MARK if row['has_illustrative'] else ''}"
    remarks = [_("Published figure") if row["origin"] == "published" else ""]
    if previous is None:
        remarks.append(_("Before: not known"))
    elif value == previous:
        remarks.append(_("No change"))
    else:
        sign = "+" if value > previous else "−"
        change = f"{sign}{grouped(abs(int(value) - int(previous)))}"
        remarks.append(_("{change} (before: {previous})").format(change=change, previous=grouped(int(previous))))
    return name, text, said(*remarks)


def _tile(slide: Slide, row: Row, box: Box) -> None:
    name, value, change = (one_line(text) for text in tile_texts(row))
    left, top, width, height = (Pt(at) for at in (box.left, box.top, box.width, box.height))
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
    name_shape(shape, name)
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    shape.line.color.rgb = rgb(LIGHT.grid)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Pt(INSET)
    frame.margin_top = frame.margin_bottom = Pt(2)
    inner = box.width - 2 * INSET - 2
    looks = (
        (name, fit(name, inner, 36, (14, 12)).size, MSO_THEME_COLOR.TEXT_1, False),
        (value, fit(value, inner, 36, (28, 24, 20), bold=True).size, MSO_THEME_COLOR.ACCENT_1, True),
        (change, fit(change, inner, 30, (12, 11, 10)).size, MSO_THEME_COLOR.TEXT_2, False),
    )
    for at, (text, size, colour, bold) in enumerate(look for look in looks if look[0]):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), bold
        run.font.color.theme_color = colour
    put(slide, shape)
