"""A delivery full of HTML, formulas and links: files hold its letters, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from pptx import Presentation

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes, safe_text
from exports.exhibit import Exhibit, exhibit
from exports.outline import CHAPTERS
from exports.report import report_bytes
from exports.slides import deck_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot
from extracts.build import load
from queries import Filters, queries
from tests import hostile

ALL = Filters(2020, 2020)
LINK = "https://example.org/?from=2020&to=2020"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("hostile")
    hostile.deliver(folder)
    return load(folder)


@pytest.fixture(scope="module")
def everything(snapshot: Snapshot) -> list[Exhibit]:
    return [exhibit(snapshot, name, ALL, LINK) for name in queries()]


def same(text: str) -> str:
    """Return `text` as a cell of one line shows it."""
    return " ".join(text.split())


def test_csv_holds_the_letters_and_no_formula(snapshot: Snapshot) -> None:
    for name, column in (("collections_list", "name"), ("trainings_list", "title"), ("rows_set_aside", "value")):
        text = csv_bytes(exhibit(snapshot, name, ALL).sheet).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO("".join(re.findall(r"^(?!#).*\n", text, flags=re.MULTILINE)))))
        cells = {row[column] for row in rows}
        assert {safe_text(each) for each in hostile.TEXTS} <= cells, name
        assert not [cell for row in rows for cell in row.values() if cell and cell.startswith(("=", "@", "+", "-"))]


def test_a_workbook_holds_the_letters_and_no_formula_or_link(everything: list[Exhibit]) -> None:
    data = workbook_bytes("Hostile", everything)
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    shown = {same(str(cell.value)) for cell in cells if cell.value is not None}
    assert {same(text) for text in hostile.TEXTS} <= shown
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert set(links) <= {LINK}
    assert no_foreign_targets(data) == []


def test_an_archive_holds_files_with_plain_names(everything: list[Exhibit]) -> None:
    with ZipFile(io.BytesIO(archive_bytes(everything, title="Hostile"))) as archive:
        assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", name) and ".." not in name for name in archive.namelist())
        [name] = [name for name in archive.namelist() if re.search(r"collections.list\.csv$", name)]
        assert hostile.TEXTS[0] in archive.read(name).decode("utf-8-sig")


@pytest.mark.parametrize(
    "build",
    [
        lambda snapshot: deck_bytes(snapshot, ALL, CHAPTERS, "Hostile", LINK),
        lambda snapshot: report_bytes(snapshot, 2020, ALL, LINK),
    ],
    ids=("deck", "document"),
)
def test_slides_and_documents_link_nowhere_else(snapshot: Snapshot, build: Callable[[Snapshot], bytes]) -> None:
    assert no_foreign_targets(build(snapshot)) == []


def test_a_deck_holds_the_letters(snapshot: Snapshot) -> None:
    slides = Presentation(io.BytesIO(deck_bytes(snapshot, ALL, CHAPTERS, "Hostile", LINK))).slides
    frames = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text_frame
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    shown = same(" ".join(frame.text for frame in (*frames, *cells)))
    assert_shown(shown)


def test_a_document_holds_the_letters(snapshot: Snapshot) -> None:
    document = docx.Document(io.BytesIO(report_bytes(snapshot, 2020, ALL, LINK)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert_shown(same(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])))


def assert_shown(shown: str) -> None:
    for text in hostile.TEXTS:
        # A long name may be cut.
        assert same(text)[:30] in shown, text


def no_foreign_targets(data: bytes) -> list[str]:
    """Return the targets outside the file of all relationships of an Office file that are not the link of the view."""
    targets: list[str] = []
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                tags = re.findall(r"<Relationship [^>]*>", archive.read(name).decode())
                targets += [tag for tag in tags if 'TargetMode="External"' in tag]
            elif name.endswith(".xml"):
                assert b"<!DOCTYPE" not in archive.read(name)
    return [tag for tag in targets if "https://example.org/" not in tag]
