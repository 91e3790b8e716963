"""A table cut into pages by the height of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from exports.bounds import LIST_ROWS
from exports.exhibit import Exhibit
from exports.slides.fit import LINE, fit, one_line, text_width, wrap
from exports.slides.places import Box
from exports.slides.selection import shown_rows
from words import _, ngettext
from words.forms import grouped

MOST_ROWS, ROWS_PER_PAGE = 60, 14
SIZES = (14, 12)
SIDE, ABOVE = 5, 3  # points between text and the edges of its cell
NARROWEST = 40
MOST_LINES = 4  # of a cell; a longer text ends with an ellipsis, and the notes say so


@dataclass(frozen=True)
class TablePage:
    """The part of a table on one slide: texts, which columns are numbers, widths and heights in points, font size."""

    headers: tuple[str, ...]
    numeric: frozenset[int]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Layout:
    """All rows at one font size: their texts as they fit, widths and heights in points, start and end of pages."""

    size: float
    rows: list[list[str]]
    widths: list[float]
    head: float
    heights: list[float]
    pages: list[tuple[int, int]]


def table_pages(exhibit: Exhibit, room: Callable[[tuple[str, ...]], Box]) -> list[TablePage]:
    """Return the rows of `exhibit` in pages; `room` tells the place that notes leave for a table."""
    table, numeric = shown_rows(exhibit.sheet.name, exhibit.answer)
    headers = [one_line(header) for header in table]
    rows = [[one_line(cell) for cell in row] for row in islice(zip(*table.values(), strict=True), MOST_ROWS)]
    notes = _notes(exhibit, len(rows), len(headers))
    box = room((*notes, _cut()))
    # Small letters only where they save a slide.
    large, small = (_layout(headers, rows, box, size) for size in SIZES)
    chosen = small if len(small.pages) < len(large.pages) else large
    if chosen.rows != rows:
        notes = (*notes, _cut())
    return [
        TablePage(
            tuple(headers),
            frozenset(at for at, header in enumerate(table) if header in numeric),
            tuple(tuple(row) for row in chosen.rows[first:last]),
            tuple(chosen.widths),
            (chosen.head, *chosen.heights[first:last]),
            chosen.size,
            notes,
        )
        for first, last in chosen.pages
    ]


def _layout(headers: list[str], rows: list[list[str]], box: Box, size: float) -> _Layout:
    candidates = _widths(headers, rows, box.width, size)
    # The lowest table wins; without a cut at the number of lines, so that widths do not win by losing text.
    widths = min(candidates, key=lambda widths: sum(_height(row, widths, size) for row in rows))
    fitted = [[_cell(cell, width, size) for cell, width in zip(row, widths, strict=True)] for row in rows]
    head = _height(headers, widths, size, bold=True)
    heights = [_height(row, widths, size) for row in fitted]
    return _Layout(size, fitted, widths, head, heights, _cut_into_pages(heights, box.height - head))


def _cut() -> str:
    return _("Long texts are shortened (…).")


def _notes(exhibit: Exhibit, shown: int, columns: int) -> tuple[str, ...]:
    """Say what of the table is not on the slides."""
    notes = []
    if shown < exhibit.count:
        text = (
            _("{shown} of {count} rows; the workbook holds all.")
            if exhibit.count <= LIST_ROWS
            else _("{shown} of {count} rows; the workbook holds the first {most}.")
        )
        notes.append(text.format(shown=grouped(shown), count=grouped(exhibit.count), most=grouped(LIST_ROWS)))
    more = len([name for name in exhibit.answer.columns if name != "date_precision"]) - columns
    if more > 0:
        text = ngettext("The workbook holds {count} more column.", "The workbook holds {count} more columns.", more)
        notes.append(text.format(count=more))
    return tuple(notes)


def _widths(headers: list[str], rows: list[list[str]], width: float, size: float) -> list[list[float]]:
    """Return ways to share `width` among the columns: each has what its longest word needs, the rest is shared."""
    least, wanted = [], []
    for at, header in enumerate(headers):
        cells = [row[at] for row in rows]
        words = [text_width(word, size) for cell in cells for word in cell.split(" ")]
        head = [text_width(word, size, bold=True) for word in header.split(" ")]
        longest = max([text_width(cell, size) for cell in cells] + [max(head)], default=0)
        least.append(min(max([*words, *head, NARROWEST]), width / 4) + 2 * SIDE + 1)
        wanted.append(max(longest + 2 * SIDE + 1, least[-1]))
    if sum(wanted) <= width:
        return [[wish * width / sum(wanted) for wish in wanted]]
    if sum(least) >= width:
        return [[need * width / sum(least) for need in least]]
    share = (width - sum(least)) / sum(wish - need for wish, need in zip(wanted, least, strict=True))
    in_proportion = [need + (wish - need) * share for wish, need in zip(wanted, least, strict=True)]
    # Or short columns get all they want, the long ones what is left: the width to which all may grow.
    low, high = 0.0, width
    for _round in range(30):
        middle = (low + high) / 2
        given = [min(wish, max(need, middle)) for wish, need in zip(wanted, least, strict=True)]
        low, high = (middle, high) if sum(given) <= width else (low, middle)
    short_first = [min(wish, max(need, low)) for wish, need in zip(wanted, least, strict=True)]
    between = [(one + other) / 2 for one, other in zip(in_proportion, short_first, strict=True)]
    return [in_proportion, between, short_first]


def _cell(text: str, width: float, size: float) -> str:
    fitted = fit(text, width - 2 * SIDE, MOST_LINES * size * LINE, (size,))
    return " ".join(fitted.lines) if fitted.is_cut else text


def _height(row: list[str], widths: list[float], size: float, bold: bool = False) -> float:
    lines = max(len(wrap(cell, width - 2 * SIDE, size, bold)) for cell, width in zip(row, widths, strict=True))
    return lines * size * LINE + 2 * ABOVE


def _cut_into_pages(heights: list[float], room: float) -> list[tuple[int, int]]:
    """Return the first row and the end of each page: as many rows as fit, fourteen at most."""
    pages, first, used = [], 0, 0.0
    for at, height in enumerate(heights):
        if at > first and (used + height > room or at - first == ROWS_PER_PAGE):
            pages.append((first, at))
            first, used = at, 0.0
        used += height
    return [*pages, (first, len(heights))]
