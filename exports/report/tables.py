"""A table of the report as a real Word table: header row repeated, numbers to the right, text as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt
from docx.table import Table, _Cell

from charts.palette import LIGHT, PRIMARY
from exports.report.paper import CELL
from exports.report.plain import clean

# A letter of a cell in bold, the room beside its text, and where a longer text wraps.
LETTER, ROOM, WIDEST = Pt(4.8), Pt(14), 80
# A table of so few rows stays on one page.
FEW_ROWS = 15


@dataclass(frozen=True)
class Grid:
    """A table as text: `headers`, `rows` of the same length, and which columns hold numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_number: tuple[bool, ...]


def add_table(document: DocumentType, grid: Grid, title: str, width: int, has_note: bool) -> Table:
    """Add `grid` to the end of `document`, `width` wide (EMU); `title` is its name for screen readers.

    With `has_note` its last row stays on one page with the paragraph that follows.
    """
    table: Table = document.add_table(rows=1, cols=len(grid.headers))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _borders(table, title)
    widths = column_widths(grid, width)
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = Emu(column_width)
    style_id = document.styles[CELL].style_id
    rows = [grid.headers, *grid.rows]
    more: Any = table  # python-docx leaves this one untyped
    for _row in grid.rows:
        more.add_row()
    # Each cell is asked for once: python-docx builds the whole grid again for every `cell()`.
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, is_number, cell_width in zip(row.cells, texts, grid.is_number, widths, strict=True):
            cell.width = Emu(cell_width)
            _write(cell, text, style_id, is_number, is_header=number == 0)
            if has_note if number == len(grid.rows) else len(grid.rows) <= FEW_ROWS:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    return table


def column_widths(grid: Grid, width: int) -> list[int]:
    """Return the columns' widths, in all at most `width`: each holds its longest word as long as there is room.

    What is left goes to the columns whose text is longer than a word, by how much they lack.
    """
    columns = list(zip(grid.headers, *grid.rows, strict=True))
    least = [max((_letters(word) for text in texts for word in text.split()), default=1) for texts in columns]
    longest = [min(max(map(_letters, texts)), WIDEST) for texts in columns]
    lacking = [max(0, length - word) for length, word in zip(longest, least, strict=True)]
    narrowest = [int(word * LETTER + ROOM) for word in least]
    left = width - sum(narrowest)
    if left < 0:  # too many long words: all shrink alike
        return [one * width // sum(narrowest) for one in narrowest]
    share = min(1.0, left / (sum(lacking) * LETTER)) if any(lacking) else 0
    return [int(one + lack * LETTER * share) for one, lack in zip(narrowest, lacking, strict=True)]


def _letters(text: str) -> float:
    """Return the length of `text` in small letters; a capital takes more room."""
    return len(text) + 0.35 * sum(letter.isupper() for letter in text)


def _write(cell: _Cell, text: str, style_id: str, is_number: bool, is_header: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style_id  # by name, python-docx would search all styles for each cell
    run = paragraph.add_run(clean(text))
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_header:
        run.bold = True
        paragraph.paragraph_format.keep_with_next = True
        colour = LIGHT.few.removeprefix("#")
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
        )


def _borders(table: Table, title: str) -> None:
    properties = table._tbl.tblPr
    line, grid = PRIMARY.removeprefix("#"), LIGHT.grid.removeprefix("#")
    borders = parse_xml(
        f"<w:tblBorders {nsdecls('w')}>"
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{line}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{line}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{grid}"/></w:tblBorders>'
    )
    # The schema wants the borders before the layout and the look.
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "0")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), clean(title))
    properties.append(caption)
