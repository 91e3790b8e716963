"""Files in Arabic say that they are read from right to left; those in other languages say nothing of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from docx.oxml.ns import qn as word
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn as drawing

from exports.exhibit import exhibit
from exports.outline import CHAPTERS
from exports.report import report_bytes
from exports.slides import deck_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters
from words import use_language


@pytest.fixture(params=["ar", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def test_each_paragraph_and_table_of_a_deck_is_directed(shipped: Snapshot, language: str) -> None:
    filters = Filters(2016, 2020).within(shipped)
    deck = Presentation(io.BytesIO(deck_bytes(shipped, filters, CHAPTERS[:2], "T")))
    roots = [slide._element for slide in deck.slides]
    paragraphs = [p for root in roots for p in root.iter(drawing("a:p"))]
    tables = [table for root in roots for table in root.iter(drawing("a:tblPr"))]
    assert len(paragraphs) > 100 and tables
    directed = [p.pPr is not None and p.pPr.get("rtl") == "1" and p.pPr.get("algn") != "l" for p in paragraphs]
    assert all(directed) if language == "ar" else not any(directed)
    assert {table.get("rtl") for table in tables} == ({"1"} if language == "ar" else {None})


def test_each_paragraph_and_table_of_the_report_is_directed(shipped: Snapshot, language: str) -> None:
    document = Document(io.BytesIO(report_bytes(shipped, 2020, Filters().within(shipped))))
    body = document.element.body
    texts = [p for p in body.iter(word("w:p")) if next(p.iter(word("w:drawing")), None) is None]
    charts = [p for p in body.iter(word("w:p")) if next(p.iter(word("w:drawing")), None) is not None]
    directed = [p.find(f"{word('w:pPr')}/{word('w:bidi')}") is not None for p in texts]
    assert len(texts) > 100 and charts
    assert all(directed) if language == "ar" else not any(directed)
    assert all(p.find(f"{word('w:pPr')}/{word('w:bidi')}") is None for p in charts)
    tables = [table.find(word("w:bidiVisual")) is not None for table in body.iter(word("w:tblPr"))]
    assert tables and (all(tables) if language == "ar" else not any(tables))


def test_what_is_put_into_a_paragraph_keeps_the_order_of_the_schema(shipped: Snapshot) -> None:
    use_language("ar")
    try:
        content = report_bytes(shipped, 2020, Filters().within(shipped))
    finally:
        use_language("en")
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi")
    for properties in tree.iter(word("w:pPr")):
        names = [etree.QName(child).localname for child in properties]
        if "bidi" in names:
            at = names.index("bidi")
            assert set(names[:at]) <= set(before) and not set(names[at + 1 :]) & set(before), names


def test_a_workbook_has_its_first_column_at_the_right(shipped: Snapshot, language: str) -> None:
    one = exhibit(shipped, "collections_by_region", Filters().within(shipped))
    workbook = load_workbook(io.BytesIO(workbook_bytes("T", [one])))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in workbook} == {language == "ar"}
