"""Several tables as one ZIP of CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from exports.csv_file import csv_bytes
from exports.sheet import Sheet


def archive_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return a ZIP with one CSV per sheet, numbered in their order: `01_trainings-list.csv`."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            archive.writestr(f"{number:02}_{sheet.name.replace('_', '-')}.csv", csv_bytes(sheet))
    return buffer.getvalue()
