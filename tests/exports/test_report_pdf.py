"""The yearly report converted by LibreOffice: it opens, its pages and their text are there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from exports.report import report_bytes
from extracts import Snapshot
from queries import Filters

pytestmark = pytest.mark.live


def tool(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, f"install one of {', '.join(names)}: the document is checked by opening it with another program"
    return found


@pytest.mark.parametrize(("year", "basis"), [(2020, "reported"), (2023, None)])
def test_another_program_opens_it_and_shows_all_of_it(
    shipped: Snapshot, tmp_path: Path, year: int, basis: str | None
) -> None:
    filters = Filters(basis="reported") if basis else Filters()
    (tmp_path / "report.docx").write_bytes(report_bytes(shipped, year, filters))
    office = tool("soffice", "libreoffice")
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "report.docx"], cwd=tmp_path, check=True, timeout=180, capture_output=True)
    text = subprocess.run(
        [tool("pdftotext"), "-layout", "report.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = text.removesuffix("\f").split("\f")
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert ("† rests on illustrative rows" in page) == (basis is None)
    flowing = re.sub(r"\s+", " ", text)
    assert "1. This document accounts for" in flowing
    assert "(1) " in flowing and "• Global Brand Database" in flowing
    if basis:
        assert "Bhutan, Kazakhstan, Serbia, Ukraine, Albania, San Marino, India" in flowing
        assert "served 90 IPOs" in flowing and "†" not in text
