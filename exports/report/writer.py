"""Puts headings, numbered paragraphs, captions, tables and charts into the document, in the order of the calls."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from charts.series import PlainChart
from exports.report.drawing import add_chart
from exports.report.paper import DATABASE, ENTRY, ITEM, NOTE, NUMBERED, blank_document, field, page
from exports.report.phrases import MARK, marked
from exports.report.plain import clean
from exports.report.tables import Grid, add_table
from words import _

CONTENTS_LEVELS = 2


class Writer:
    """The document while it is written; `has_marks` turns true with the first figure marked as illustrative."""

    def __init__(self, title: str, subject: str) -> None:
        self.document: DocumentType = blank_document(title, subject)
        self.has_marks = False
        self._tables = self._charts = self._bookmarks = 0
        self._headings: list[tuple[int, str, str]] = []

    def text(self, text: str, style: str | None = None) -> Paragraph:
        """Add one paragraph of plain text."""
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(clean(text))
        self.has_marks |= MARK in text
        return paragraph

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading that the contents lead to."""
        paragraph = self.text(text, f"Heading {level}")
        self._bookmarks += 1
        name = f"_Toc{self._bookmarks:08}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        paragraph.runs[0]._r.addprevious(start)
        paragraph._p.append(end)
        self._headings.append((level, clean(text), name))

    def numbered(self, texts: Sequence[str]) -> None:
        """Add paragraphs that Word numbers."""
        for text in texts:
            self.text(text, NUMBERED)

    def trainings(self, leads: str, texts: Sequence[str]) -> None:
        """Add a numbered paragraph and below it items that Word numbers in brackets, on through the whole document."""
        self.text(leads, NUMBERED).paragraph_format.keep_with_next = True
        for text in texts:
            self.text(text, ITEM)

    def bullets(self, texts: Sequence[str]) -> None:
        """Add items with a dot before each."""
        for text in texts:
            self.text(text, DATABASE)

    def note(self, text: str) -> None:
        """Add a small note."""
        if text:
            self.text(text, NOTE)

    def table(self, title: str, grid: Grid, notes: Sequence[str] = ()) -> None:
        """Add a captioned table, with `notes` below it; one without rows says so in words."""
        self._tables += 1
        self._caption(_("Table"), "Table", self._tables, title)
        if grid.rows:
            section = self.document.sections[-1]
            sides = (section.left_margin or 0) + (section.right_margin or 0)
            add_table(self.document, grid, title, (section.page_width or 0) - sides, has_note=any(notes))
            self.has_marks |= any(MARK in cell for row in grid.rows for cell in row)
        else:
            self.note(_("There is no row for this period."))
        self.note(" ".join(filter(None, notes)))

    def chart(self, chart: PlainChart, is_illustrative: bool) -> None:
        """Add a captioned chart; what it rests on and how to read it stands below it."""
        self._charts += 1
        self._caption(_("Figure"), "Figure", self._charts, marked(chart.title, is_illustrative))
        add_chart(self.document, chart, self._charts)
        self.note(" ".join([chart.subtitle + ".", *chart.notes, chart.footer + "." if chart.footer else ""]))

    def landscape(self) -> None:
        """Go on with lying pages."""
        page(self.document.add_section(WD_SECTION.NEW_PAGE), is_landscape=True)

    def portrait(self) -> None:
        """Go on with upright pages."""
        page(self.document.add_section(WD_SECTION.NEW_PAGE))

    def contents(self, at: Paragraph) -> None:
        """Put the contents in place of `at`: a field that Word can renew, its entries lead to the headings."""
        entries = [entry for entry in self._headings if entry[0] <= CONTENTS_LEVELS]
        for number, (level, text, name) in enumerate(entries):
            paragraph = at.insert_paragraph_before()
            paragraph.style = ENTRY
            paragraph.paragraph_format.left_indent = Cm(level - 1)
            if number == 0:
                for kind in ("begin", "code", "separate"):
                    _complex(paragraph, kind)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), name)
            link.set(qn("w:history"), "1")
            run = paragraph.add_run(text)._r
            paragraph._p.remove(run)
            link.append(run)
            paragraph._p.append(link)
            if number == len(entries) - 1:
                _complex(paragraph, "end")
        parent = at._p.getparent()
        if parent is not None:
            parent.remove(at._p)

    def _caption(self, word: str, sequence: str, number: int, title: str) -> None:
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.add_run(f"{word} ")
        field(paragraph, f"SEQ {sequence} \\* ARABIC", str(number))
        paragraph.add_run(". " + clean(title))
        self.has_marks |= MARK in title


def _complex(paragraph: Paragraph, kind: str) -> None:
    """Add one part of the contents field: its begin, its code (no page numbers, so none can be wrong) or its end."""
    run = paragraph.add_run()._r
    if kind == "code":
        code = OxmlElement("w:instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f' TOC \\o "1-{CONTENTS_LEVELS}" \\n \\h \\z '
        run.append(code)
    else:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run.append(mark)
