"""Every kind of file names the snapshot that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes
from exports.exhibit import Exhibit, exhibit
from exports.outline import chapters_of
from exports.report import report_bytes
from exports.slides import deck_bytes, slide_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters

FILTERS = Filters(2020, 2020)


def one(snapshot: Snapshot) -> Exhibit:
    return exhibit(snapshot, "collections_by_database", FILTERS)


KINDS: dict[str, Callable[[Snapshot], bytes]] = {
    "csv": lambda data: csv_bytes(one(data).sheet),
    "zip": lambda data: archive_bytes([one(data)], title="A page"),
    "xlsx": lambda data: workbook_bytes("A page", [one(data)]),
    "slide": lambda data: slide_bytes(one(data)),
    "deck": lambda data: deck_bytes(data, FILTERS.within(data), chapters_of("collections"), "A page", ""),
    "docx": lambda data: report_bytes(data, 2020, FILTERS),
}


def words_of(content: bytes) -> str:
    """Return all text of a file, from every part of it where it is an archive."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_names_its_snapshot(shipped: Snapshot, kind: str) -> None:
    assert shipped.fingerprint[:8] in words_of(KINDS[kind](shipped))
