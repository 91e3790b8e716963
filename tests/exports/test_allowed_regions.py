"""Files of a person who may see some regions hold no name and no row of the others."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from dataclasses import replace
from zipfile import BadZipFile, ZipFile

import pytest

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes
from exports.exhibit import exhibit
from exports.outline import CHAPTERS
from exports.report import report_bytes
from exports.slides import deck_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters, queries
from queries.report import report_queries

ASKED = Filters(2011, 2025, regions=("AR", "LC"))  # none of which is allowed
BUILDERS: dict[str, Callable[[Snapshot], bytes]] = {
    "xlsx": lambda snapshot: workbook_bytes("All", [exhibit(snapshot, name, ASKED) for name in queries()]),
    "zip": lambda snapshot: archive_bytes([exhibit(snapshot, name, ASKED) for name in report_queries()], title="All"),
    "csv": lambda snapshot: b"".join(csv_bytes(exhibit(snapshot, name, ASKED).sheet) for name in queries()),
    "pptx": lambda snapshot: deck_bytes(snapshot, ASKED.within(snapshot), CHAPTERS, "All", ""),
    "docx": lambda snapshot: report_bytes(snapshot, 2020, ASKED.within(snapshot), ""),
}


def text_in(data: bytes) -> str:
    """Return all text of a file, and of the files inside it."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(text_in(archive.read(name)) for name in archive.namelist())
    except BadZipFile:
        return html.unescape(re.sub(r"<[^>]*>", "\n", data.decode("utf-8", "replace")))


def names(snapshot: Snapshot, region: str) -> set[str]:
    """Return the names of offices outside `region`, less those that are a part of other words in the files."""
    with snapshot.cursor() as cursor:
        offices = cursor.execute("select name, region from offices").fetchall()
    inside = " ".join(name for name, of in offices if of == region)
    return {name for name, of in offices if of != region and name not in inside} - {"WIPO"}


@pytest.mark.parametrize("kind", BUILDERS)
def test_a_file_holds_only_the_allowed_regions(shipped: Snapshot, kind: str) -> None:
    outside = names(shipped, "AF")
    build = BUILDERS[kind]
    everything, allowed = text_in(build(shipped)), text_in(build(replace(shipped, regions=("AF",))))
    assert found(outside, everything), "without a guard they are there"
    assert found(outside, allowed) == set()
    assert "Africa" in allowed
    assert "All regions" not in allowed


def found(offices: set[str], text: str) -> set[str]:
    return {name for name in offices if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
