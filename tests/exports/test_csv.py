"""The CSV files, opened again as a program and as a spreadsheet would."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
import pandas as pd

from exports.csv_file import csv_bytes
from exports.exhibit import Exhibit
from exports.sheet import Sheet
from tests.exports.conftest import HOSTILE, KINDS

GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n")


def reopened(data: bytes) -> list[list[str]]:
    """Return header and rows, read by the standard library after the lines of notes."""
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return list(csv.reader(StringIO("".join(lines[start:]), newline="")))


def test_a_byte_order_mark_and_the_notes_come_first(kinds: Sheet) -> None:
    data = csv_bytes(kinds)
    assert data.startswith(b"\xef\xbb\xbf# Table: Kinds\r\n")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == [
        "# Beware: of 'quotes', commas and lines # and more",
        "# Link: https://x.org/?a=1#b",
        ",".join(KINDS),
    ]


def test_text_that_a_spreadsheet_would_run_is_kept_as_text(kinds: Sheet) -> None:
    header, *rows = reopened(csv_bytes(kinds))
    assert header == list(KINDS)
    cells = [row[0] for row in rows]
    assert cells == [f"'{text}" if text.startswith(GUARDED) else text for text in HOSTILE]
    assert not any(cell.startswith(GUARDED) for cell in cells)


def test_numbers_dates_and_gaps_stay_what_they_are(kinds: Sheet) -> None:
    _header, *rows = reopened(csv_bytes(kinds))
    exact = replace(kinds, rows=kinds.rows.assign(changed_at=datetime(2020, 2, 29, 13, 14, 15, 999_999)))
    columns = dict(zip(KINDS, zip(*rows, strict=True), strict=True))
    assert columns["difference"][:8] == ("-5", "0", "3", "1000000", "", "-1", "7", "1.5")
    assert columns["value"][:3] == ("", "0", "1")
    assert columns["start_date"][:3] == ("2020-02-29", "", "1899-12-31")
    assert columns["changed_at"][:2] == ("2020-02-29 13:14:15", "")
    assert b"2020-02-29 13:14:15," in csv_bytes(exact)
    assert columns["is_partial"][:3] == ("True", "False", "")
    # A number stands bare, so that no reader takes it for text.
    assert b",-5," in csv_bytes(kinds)


def test_pandas_and_duckdb_skip_the_notes_and_nothing_else(kinds: Sheet, tmp_path: Path) -> None:
    data, path = csv_bytes(kinds), tmp_path / "kinds.csv"
    path.write_bytes(data)
    rows = pd.read_csv(BytesIO(data), comment="#", dtype={"title": str, "region": str}, keep_default_na=False)
    assert list(rows.columns) == list(KINDS)
    assert len(rows) == len(HOSTILE)
    assert list(rows["title"][7:9]) == ["#x", "a # within"]
    assert list(rows["value"][1:]) == [str(number) for number in range(15)]
    with duckdb.connect() as connection:
        read = connection.read_csv(str(path), comment="#", header=True, all_varchar=True).fetchall()
    assert len(read) == len(HOSTILE)
    assert [row[0] for row in read][7:9] == ["#x", "a # within"]


def test_an_empty_table_has_its_header(nothing: Sheet) -> None:
    assert csv_bytes(nothing) == b"\xef\xbb\xbfyear,region,region_name\r\n"


def test_every_table_of_the_report_comes_back_from_its_csv(report: list[Exhibit]) -> None:
    for sheet in (one.sheet for one in report):
        read = pd.read_csv(BytesIO(csv_bytes(sheet)), comment="#", dtype=str, keep_default_na=False)
        assert list(read.columns) == list(sheet.rows.columns)
        wanted = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows.itertuples(index=False)]
        assert read.to_numpy().tolist() == wanted, sheet.name


def test_the_notes_of_the_report_say_what_a_reader_must_know(report: list[Exhibit]) -> None:
    for sheet in (one.sheet for one in report):
        notes = dict(sheet.notes)
        assert {"Table", "Question", "Definition", "Filters", "Basis", "Data of", "Snapshot", "Made on", "Link"} <= set(
            notes
        )
        assert notes["Filters"].startswith("2016–2020")
        assert date.fromisoformat(notes["Made on"])
        assert all(notes.values())
