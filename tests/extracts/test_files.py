"""Files in every state that offices deliver them in: what can be read is read, what cannot is told with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extracts.reading import batches
from tests.extracts.conftest import COLUMNS, VALID, Folder, csv_text

HEADER = ",".join(COLUMNS["offices"]) + "\n"
KENYA = "KE,Kenya,KEN,AF,developing,state\n"
TANZANIA = "TZ,Tanzania,TZA,AF,LDC,state\n"


# --- places


def test_a_line_is_the_line_of_the_file(folder: Folder) -> None:
    folder.write(
        "offices.csv",
        HEADER
        + 'KE,"Kenya,\nRepublic\r\nof",KEN,AF,developing,state\nx1,No code,,AF,,state\n\n\n'
        + "y1,No code,,AF,,state\n"
        + TANZANIA,
    )
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", 5, "code", "x1", "pattern"), ("offices.csv", 8, "code", "y1", "pattern")]
    assert loaded.files["offices.csv"] == (4, 2, 2)
    assert loaded.ask("select name from offices order by code") == [("Kenya,\nRepublic\r\nof",), ("Tanzania",)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(folder: Folder, line_end: str) -> None:
    folder.write("offices.csv", (HEADER + KENYA + "x1,No code,,AF,,state\n").replace("\n", line_end))
    assert folder.load().faults == [("offices.csv", 3, "code", "x1", "pattern")]


@pytest.mark.parametrize("row", ["TZ,Tanzania\n", "TZ,Tanzania,TZA,AF,LDC,state,more\n"])
def test_a_row_with_too_few_or_too_many_cells(folder: Folder, row: str) -> None:
    folder.write("offices.csv", HEADER + row + KENYA)
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", 2, None, None, "cells")]
    assert loaded.ask("select expected from rows_set_aside") == [("6",)]
    assert loaded.ask("select code from offices") == [("KE",)]


# --- headers


def test_a_column_missing_from_the_header_is_named(folder: Folder) -> None:
    folder.write("offices.csv", "code,name,iso3,region\nKE,Kenya,KEN,AF\nTZ,Tanzania,TZA,AF\n")
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", line, None, None, "column") for line in (2, 3)]
    assert loaded.ask("select distinct expected from rows_set_aside") == [("kind",)]
    assert loaded.ask("select rule, value from remarks") == [("column_unknown", "development")]


def test_a_renamed_column_is_missing(folder: Folder) -> None:
    folder.write("offices.csv", HEADER.replace("region", "area") + KENYA)
    assert [fault[4] for fault in folder.load().faults] == ["column"]


def test_columns_in_another_order_and_more_of_them(folder: Folder) -> None:
    folder.write(
        "offices.csv", "\ufeffremark, kind ,development,region,iso3,name,code\nx,state,LDC,AF,TZA, Tanzania ,TZ\n"
    )
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select * from offices") == [("TZ", "Tanzania", "TZA", "AF", "LDC", "state")]


# --- files that are no CSV


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "column"),
        (b"\n\n", "column"),
        (b"code,name\n", "column"),
        (HEADER.replace(",", "/").encode(), "column"),
        (b"\x00" * 300, "unreadable"),
        (bytes(range(256)) * 20, "unreadable"),
        (b"PAR1 this is no CSV", "column"),
        (b'"code,name', "unreadable"),
    ],
    ids=["empty", "blank lines", "short header", "slashes", "NUL", "garbage", "other", "cut"],
)
def test_a_file_that_holds_no_row_is_told_by_its_first_line(folder: Folder, content: bytes, rule: str) -> None:
    folder.write("offices.csv", content)
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", 1, None, None, rule)]
    assert loaded.files["offices.csv"] == (1, 0, 1)
    assert "offices" not in loaded.snapshot.missing


def test_a_header_alone_is_a_table_without_rows(folder: Folder) -> None:
    folder.write("offices.csv", HEADER)
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.files == {"offices.csv": (0, 0, 0)}


@pytest.mark.parametrize(
    "spoilt", [b"CI,C\xf4te d'Ivoire,CIV,AF,developing,state\n", b"CI,Co\x00te,CIV,AF,LDC,state\n"]
)
def test_a_letter_that_is_not_utf_8_spoils_its_row_only(folder: Folder, spoilt: bytes) -> None:
    in_utf_8 = KENYA.replace("Kenya", "Kényä").encode()
    folder.write("offices.csv", HEADER.encode() + in_utf_8 + spoilt + TANZANIA.encode())
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", 3, None, None, "encoding")]
    assert loaded.ask("select code from offices order by code") == [("KE",), ("TZ",)]


def test_letters_of_all_scripts_pass(folder: Folder) -> None:
    names = ["Côte d’Ivoire", "Қазақстан", "日本国", "العربية", "𝔘𝔫𝔦"]
    rows = [
        {**VALID["offices"], "code": f"A{letter}", "name": name} for letter, name in zip("ABCDE", names, strict=True)
    ]
    folder.write("offices.csv", csv_text("offices", rows))
    loaded = folder.load()
    assert loaded.faults == []
    assert [name for (name,) in loaded.ask("select name from offices order by code")] == names


@pytest.mark.parametrize("rest", ['TZ,"Tanzania,TZA,AF,LDC,state\n', 'TZ,"Tan"zania,TZA,AF,LDC,state\n'])
def test_quotation_marks_that_do_not_match_end_the_reading_there(folder: Folder, rest: str) -> None:
    folder.write("offices.csv", HEADER + KENYA + rest + TANZANIA)
    loaded = folder.load()
    assert loaded.faults == [("offices.csv", 3, None, None, "unreadable")]
    assert loaded.ask("select code from offices") == [("KE",)]


@pytest.fixture
def usual_cell_limit() -> Iterator[None]:
    """The limit of Python's csv is one for the whole process, and a library of the tests lifts it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("usual_cell_limit")
def test_a_cell_of_endless_text_ends_the_reading_there(folder: Folder) -> None:
    folder.write("offices.csv", HEADER + KENYA + f"TZ,{'x' * 200_000},TZA,AF,LDC,state\n")
    assert folder.load().faults == [("offices.csv", 3, None, None, "unreadable")]


def test_a_file_that_may_not_be_read(complete: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "collections.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    loaded = complete.load()
    assert loaded.faults == [("collections.csv", 1, None, None, "unreadable")]
    assert loaded.ask("select changed_at from delivered_files where dataset = 'collections'") == [(None,)]
    assert loaded.snapshot.changed_on is not None


def test_a_folder_called_like_a_file_is_none(complete: Folder) -> None:
    (complete.path / "trainings.csv").unlink()
    (complete.path / "trainings.csv").mkdir()
    (complete.path / "training_offices.csv").unlink()
    (complete.path / "tool_releases" / "parts.csv").mkdir(parents=True)
    loaded = complete.load()
    assert loaded.snapshot.missing == ("trainings", "training_offices")
    assert loaded.faults == []


def test_long_files_are_read_in_batches(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_ROWS", 2)
    folder.write("offices.csv", HEADER + KENYA + TANZANIA + "UG,Uganda,UGA,AF,LDC,state\n" * 3)
    loaded = folder.load()
    assert loaded.files["offices.csv"] == (5, 3, 2)
    assert [fault[1] for fault in loaded.faults] == [5, 6]


def test_a_batch_of_nothing_but_empty_lines_holds_no_row(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_ROWS", 2)
    folder.write("offices.csv", HEADER + KENYA + TANZANIA + ",,,,,\n" * 4 + "x1,No code,,AF,,state\n")
    loaded = folder.load()
    assert loaded.files["offices.csv"] == (3, 2, 1)
    assert [fault[1] for fault in loaded.faults] == [8]
