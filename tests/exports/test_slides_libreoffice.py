"""LibreOffice opens the slides and makes as many pages of them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from exports.exhibit import exhibit
from exports.outline import CHAPTERS
from exports.slides import deck_bytes, slide_bytes
from extracts import Snapshot
from queries import Filters
from tests.exports.test_slides_cards import made_up, plain

LONG = (
    "A category of an office whose name is as long as that of the United Kingdom of Great Britain and Northern Ireland"
)


def pages(data: bytes, folder: Path) -> int:
    """Return how many pages LibreOffice makes of a presentation."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed: these tests need soffice or libreoffice on the path"
    (folder / "deck.pptx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    made = (folder / "deck.pdf").read_bytes()
    return made.count(b"/Type/Page") - made.count(b"/Type/Pages")


@pytest.mark.live
def test_libreoffice_opens_a_whole_deck(shipped: Snapshot, tmp_path: Path) -> None:
    data = deck_bytes(shipped, Filters(2011, 2025), CHAPTERS, "Assistance", "https://example.org/")
    assert pages(data, tmp_path) == len(Presentation(BytesIO(data)).slides)


@pytest.mark.live
def test_libreoffice_opens_a_card(shipped: Snapshot, tmp_path: Path) -> None:
    assert pages(slide_bytes(exhibit(shipped, "trainings_by_topic", Filters(2016, 2020))), tmp_path) == 1


@pytest.mark.live
def test_libreoffice_opens_long_and_hostile_names(tmp_path: Path) -> None:
    names = [f"{LONG} {at}" for at in range(38)] + ["=1+1", "<&>"]
    chart = plain(names, form="bar", title=" ".join([LONG] * 3), notes=(LONG,) * 9)
    assert pages(slide_bytes(made_up(chart)), tmp_path) == 1
