"""An exhibit as slides: its chart, or its rows as a table, or a sentence that nothing is left under these filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.series import PlainChart
from exports.exhibit import Exhibit
from exports.sheet import Sheet
from exports.slides.chart import add_chart
from exports.slides.fit import fit, one_line
from exports.slides.months import NAME as CALENDAR
from exports.slides.months import months_chart
from exports.slides.page import Words, add_page, add_text_box, content_box, name_shape, put, write
from exports.slides.places import GAP, Box
from exports.slides.table import add_table, alt_of_table
from exports.slides.table_pages import TablePage, table_pages
from words import _

NOTHING_SIZES = (24, 20, 16, 14)


@dataclass(frozen=True)
class Card:
    """What an exhibit becomes: `title` for the contents, and one function per slide that draws it into a deck."""

    name: str
    title: str
    slides: tuple[Callable[[Deck], Slide], ...]


def card(exhibit: Exhibit, chapter: str = "") -> Card:
    """Return the slides of `exhibit`: one for a chart, one or several for a table, one if it has no rows."""
    sheet = exhibit.sheet
    words = Words(
        title=exhibit.title,
        subtitle=said(exhibit.title, view_of(sheet)),
        chapter=chapter,
        footer=footer_of(sheet),
        speaker=tuple(_("{name}: {text}").format(name=name, text=text) for name, text in sheet.notes),
    )
    if not exhibit.answer.rows:
        empty = replace(words, title=_("{title}: no rows").format(title=words.title))
        text = _("There is nothing to show under these filters: {filters}.")
        return Card(exhibit.name, exhibit.title, (lambda deck: _sentence(deck, empty, text, sheet),))
    chart = exhibit.chart
    if exhibit.name == CALENDAR:
        chart = months_chart(exhibit, words.subtitle, words.footer)
    if chart is not None and all(value is None for one in chart.series for value in one.values):
        told = replace(words, title=chart.title, subtitle=chart.subtitle, notes=chart.notes)
        text = _("No number is known under these filters: {filters}.")
        return Card(exhibit.name, exhibit.title, (lambda deck: _sentence(deck, told, text, sheet),))
    if chart is not None:
        return Card(exhibit.name, exhibit.title, (_chart_slide(chart, words),))
    subtitle = view_of(sheet)

    def room(notes: tuple[str, ...]) -> Box:
        # The number of pages is not known before: room for its longest.
        title = _part_of(exhibit.title, 99, 99)
        return content_box(replace(words, title=title, subtitle=subtitle, notes=notes))

    pages = table_pages(exhibit, room)
    return Card(
        exhibit.name,
        exhibit.title,
        tuple(
            _table_slide(exhibit, page, at, len(pages), replace(words, subtitle=subtitle))
            for at, page in enumerate(pages, start=1)
        ),
    )


def said(*parts: str) -> str:
    """Return `parts` as one line, without those that are empty."""
    return " · ".join(filter(None, parts))


def note(sheet: Sheet, name: str) -> str:
    """Return one note of a sheet, or "" where it has none of this name."""
    return dict(sheet.notes).get(name, "")


def view_of(sheet: Sheet) -> str:
    """Return the filters and the basis of a sheet; the basis once, where the filters name it already."""
    filters, basis = note(sheet, _("Filters")), note(sheet, _("Basis"))
    return said(filters, "" if _("Reported facts only") in filters.split(" · ") else basis)


def footer_of(sheet: Sheet) -> str:
    """Return what a slide rests on: sources, basis, day of the data."""
    sources, day = note(sheet, _("Sources")), note(sheet, _("Data of"))
    return said(
        sources and _("Source: {source}").format(source=sources),
        note(sheet, _("Basis")),
        day and _("Data of {date}").format(date=day),
    )


def _chart_slide(chart: PlainChart, words: Words) -> Callable[[Deck], Slide]:
    missing = _unknown(chart) if chart.form == "bar" else []  # for the others the notes of the chart say it
    unknown = (_("Not known: {names}.").format(names="; ".join(missing)),) if missing else ()
    around = replace(words, title=chart.title, subtitle=chart.subtitle, notes=(*chart.notes, *unknown))

    def draw(deck: Deck) -> Slide:
        slide = add_page(deck, around)
        frame = add_chart(slide, chart, content_box(around))
        name_shape(frame, chart.title, chart.alt)
        put(slide, frame)
        return slide

    return draw


def _unknown(chart: PlainChart) -> list[str]:
    """Return the categories of which nothing is known, and those of which a part is not, with its name."""
    missing = []
    for at, category in enumerate(chart.categories):
        names = [one.name for one in chart.series if one.values[at] is None]
        if len(names) == len(chart.series):
            missing.append(category)
        elif names:
            missing.append(_("{name} ({parts})").format(name=category, parts=", ".join(names)))
    return missing


def _table_slide(exhibit: Exhibit, page: TablePage, at: int, count: int, words: Words) -> Callable[[Deck], Slide]:
    title = _part_of(exhibit.title, at, count) if count > 1 else exhibit.title
    around = replace(words, title=title, notes=page.notes)

    def draw(deck: Deck) -> Slide:
        slide = add_page(deck, around)
        frame = add_table(slide, page, content_box(around))
        name_shape(frame, title, alt_of_table(title, page))
        put(slide, frame)
        return slide

    return draw


def _part_of(title: str, number: int, count: int) -> str:
    return _("{title} ({number} of {count})").format(title=title, number=number, count=count)


def _sentence(deck: Deck, words: Words, text: str, sheet: Sheet) -> Slide:
    """Draw a slide without chart and table: `text` names the filters that left none."""
    slide = add_page(deck, words)
    area = content_box(words)
    box = Box(area.left, area.top + 40, area.width, 120)
    sentence = one_line(text.format(filters=note(sheet, _("Filters")) or _("none")))
    shape = add_text_box(slide, box)
    write(shape, [sentence], fit(sentence, box.width - GAP, box.height, NOTHING_SIZES).size)
    name_shape(shape, _("Nothing to show"))
    put(slide, shape)
    return slide
