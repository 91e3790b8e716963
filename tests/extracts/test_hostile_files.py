"""Files that are too large, locked, changed while they are read, or made to do harm: told with their line."""

from __future__ import annotations

import gzip
import os
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest
import xlsxwriter

from extracts import read_contract
from extracts.folder import DeliveredFile, find
from extracts.intake import create_bookkeeping
from extracts.limits import FOLDER, Limits
from extracts.reading import csv_rows, source, stage
from tests.extracts.conftest import COLUMNS, Folder
from words.codes import LABELS

FORMS = Path(__file__).parent / "forms"
HEADER = "database,office,year,basis,source\n"
ROW = "GBD,KE,2020,reported,a test\n"
SMALL = Limits(file_bytes=10**6, expanded_bytes=100_000, rows=100, columns=20, files=10)

Staged = tuple[int, str | None, str | None]


def staged(folder: Folder, limits: Limits = FOLDER, files: list[DeliveredFile] | None = None) -> list[Staged]:
    """Read the collections of the folder: line, problem and what was expected of each row."""
    connection = duckdb.connect()
    create_bookkeeping(connection)
    table = next(table for table in read_contract() if table.name == "collections")
    files = find(folder.path, [table], limits).of("collections") if files is None else files
    stage.stage(connection, table, files, limits)
    return connection.execute("select _line, _problem, _expected from _staged order by _row").fetchall()


@pytest.mark.parametrize(
    "rule",
    [
        *("cells", "column", "column_twice", "encoding", "total_row", "unreadable", "zip_content", "too_large"),
        *("symbolic_link", "not_a_file", "too_many_files", "no_table"),
        *("above_header", "column_not_read", "column_unknown", "encoding_assumed", "no_line_end"),
        *("partition_not_read", "sheet_not_read"),
    ],
)
def test_each_rule_of_the_reading_says_what_is_wrong(rule: str) -> None:
    assert LABELS["rule"][rule].endswith(".")


# --- limits


def test_more_rows_than_allowed_are_not_read(folder: Folder) -> None:
    folder.write("collections.csv", HEADER + ROW * 150)
    rows = staged(folder, SMALL)
    assert rows == [*((line, None, None) for line in range(2, 102)), (102, "too_large", "rows ≤ 100")]


def test_more_rows_than_allowed_in_parquet_are_not_read(folder: Folder) -> None:
    table = pa.table({name: ["GBD"] * 150 for name in COLUMNS["collections"]})
    pq.write_table(table, folder.path / "collections.parquet")
    assert staged(folder, SMALL)[-1] == (101, "too_large", "rows ≤ 100")


def test_more_columns_than_allowed_are_not_read(folder: Folder) -> None:
    folder.write("collections.csv", ",".join(f"c{number}" for number in range(30)) + "\n")
    assert staged(folder, SMALL) == [(1, "too_large", "columns ≤ 20")]


@pytest.mark.parametrize("packed_rows", [5_000, 5_000_000])
def test_a_compressed_file_is_unpacked_up_to_the_limit(folder: Folder, packed_rows: int) -> None:
    folder.write("collections.csv.gz", gzip.compress((HEADER + ROW * packed_rows).encode(), 9))
    limits = Limits(10**6, 100_000, 10**9, 20, 10)
    rows = staged(folder, limits)
    assert rows[-1][1:] == ("too_large", "bytes unpacked ≤ 100000")
    assert {row[1] for row in rows[:-1]} == {None}
    assert 1_000 < len(rows) < 4_000


def test_a_file_that_has_grown_since_it_was_found_is_too_large(folder: Folder) -> None:
    path = folder.write("collections.csv", HEADER)
    files = list(find(folder.path, read_contract(), SMALL).files)
    path.write_text("x" * 2_000_000)
    assert staged(folder, SMALL, files) == [(1, "too_large", "bytes ≤ 1000000")]


def test_a_line_that_never_ends_is_not_held_in_memory(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ROW_BYTES", 200_000)
    folder.write("collections.csv", HEADER + ROW + "x" * 3_000_000)
    assert staged(folder) == [(2, None, None), (3, "too_large", "bytes of a row ≤ 200000")]


# --- workbooks made to take memory


def workbook_of(content: dict[tuple[int, int], str]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Collections")
        for (line, column), value in content.items():
            sheet.write(line, column, value)
    return buffer.getvalue()


def test_a_workbook_that_would_fill_the_memory_ends_only_its_own_process(folder: Folder) -> None:
    # Two cells in opposite corners: a parser that makes room for all between them asks for hundreds of gigabytes.
    content = workbook_of({(0, 0): "database", (1_048_575, 16_383): "x"})
    assert len(content) < 10_000
    folder.write("collections.xlsx", content)
    [(line, problem, expected)] = staged(folder)
    assert (line, problem) == (1, "too_large")
    assert expected is not None and "bytes in memory" in expected


def test_a_workbook_that_unpacks_to_more_than_allowed_is_not_opened(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "collections.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 200_000)
    assert staged(folder, SMALL) == [(1, "too_large", "bytes unpacked ≤ 100000")]


def test_a_workbook_with_more_rows_than_allowed(folder: Folder) -> None:
    columns = COLUMNS["collections"]
    cells = {(0, at): name for at, name in enumerate(columns)}
    cells.update(((line, at), "x") for line in range(1, 150) for at in range(len(columns)))
    folder.write("collections.xlsx", workbook_of(cells))
    assert staged(folder, SMALL)[-2:] == [(101, None, None), (102, "too_large", "rows ≤ 100")]


def test_a_workbook_with_entities_that_multiply(folder: Folder) -> None:
    path = folder.path / "collections.xlsx"
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x"}">' for n in range(12))
    with zipfile.ZipFile(FORMS / "workbook.xlsx") as whole, zipfile.ZipFile(path, "w") as archive:
        for member in whole.infolist():
            part = whole.read(member)
            if member.filename.endswith("sharedStrings.xml"):
                part = part.replace(b"<sst", f"<!DOCTYPE sst [{bomb}]><sst".encode(), 1).replace(b"GBD", b"&e11;")
            archive.writestr(member, part)
    rows = staged(folder)
    assert rows
    assert len(rows) < 10


# --- locked and broken


def test_a_zip_with_a_password(folder: Folder) -> None:
    content = bytearray((FORMS / "one_csv.zip").read_bytes())
    content[6] |= 1  # the flag of an encrypted member, in its own head and in the list of all
    content[content.index(b"PK\x01\x02") + 8] |= 1
    folder.write("collections.zip", bytes(content))
    assert staged(folder) == [(1, "unreadable", None)]


class _Keys(pe.KmsClient):  # type: ignore[misc]
    """A key service that wraps keys by turning them round."""

    def __init__(self, _configuration: Any) -> None:
        super().__init__()

    def wrap_key(self, key: bytes, _name: str) -> bytes:
        return key[::-1].hex().encode()

    def unwrap_key(self, key: bytes, _name: str) -> bytes:
        return bytes.fromhex(key.decode())[::-1]


def test_a_parquet_file_that_is_encrypted(folder: Folder) -> None:
    table = pa.table({name: ["GBD"] for name in COLUMNS["collections"]})
    keys = pe.EncryptionConfiguration(footer_key="a", uniform_encryption=True)
    properties = pe.CryptoFactory(_Keys).file_encryption_properties(pe.KmsConnectionConfig(), keys)
    with pq.ParquetWriter(
        folder.path / "collections.parquet", table.schema, encryption_properties=properties
    ) as writer:
        writer.write_table(table)
    assert staged(folder) == [(1, "unreadable", None)]


@pytest.mark.parametrize(
    "suffix", [".csv.gz", ".csv.bz2", ".csv.xz", ".csv.zst", ".zip", ".xlsx", ".xls", ".ods", ".xlsb"]
)
@pytest.mark.parametrize(
    "content",
    [b"", b"\x1f\x8b", b"PK\x03\x04" + b"\xaa" * 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600],
    ids=["empty", "start of a gzip", "start of a ZIP", "start of an old workbook"],
)
def test_what_is_none_of_its_kind_is_told(folder: Folder, suffix: str, content: bytes) -> None:
    folder.write(f"collections{suffix}", content)
    [(line, problem, _expected)] = staged(folder)
    assert line == 1
    assert problem == "unreadable" or (problem == "column" and not content)


@pytest.mark.parametrize(
    "form",
    ["zstandard.csv.zst", "xz.csv.xz", "bzip2.csv.bz2", "gzip.csv.gz", "one_csv.zip", "workbook.ods", "workbook.xls"],
)
def test_a_file_that_is_cut_is_told(folder: Folder, form: str) -> None:
    content = (FORMS / form).read_bytes()
    folder.write(f"collections{form[form.index('.') :]}", content[: len(content) * 2 // 3])
    assert staged(folder)[-1][1:] == ("unreadable", None)


# --- changes


def test_a_file_that_changes_while_it_is_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.write("collections.csv", HEADER + ROW)
    read = csv_rows.batches

    def and_written(*arguments: Any) -> Iterator[pa.RecordBatch]:
        yield from read(*arguments)
        with path.open("a") as file:
            file.write(ROW)

    monkeypatch.setattr(csv_rows, "batches", and_written)
    assert staged(folder) == [(2, None, None), (3, "unreadable", None)]


def test_a_file_that_vanishes_after_it_was_found(folder: Folder) -> None:
    path = folder.write("collections.csv", HEADER + ROW)
    files = list(find(folder.path, read_contract()).files)
    path.unlink()
    assert staged(folder, FOLDER, files) == [(1, "unreadable", None)]


def test_a_link_that_takes_the_place_of_a_file_after_it_was_found(folder: Folder, tmp_path: Path) -> None:
    path = folder.write("collections.csv", HEADER + ROW)
    files = list(find(folder.path, read_contract()).files)
    shutil.move(path, tmp_path / "elsewhere.csv")
    path.symlink_to(tmp_path / "elsewhere.csv")
    assert staged(folder, FOLDER, files) == [(1, "unreadable", None)]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(folder: Folder) -> None:
    path = folder.write("collections.csv", HEADER + ROW)
    files = list(find(folder.path, read_contract()).files)
    path.unlink()
    os.mkfifo(path)
    assert staged(folder, FOLDER, files) == [(1, "unreadable", None)]


@pytest.mark.parametrize("moment", [-(2**40), 2**40, 0])
def test_a_time_of_change_that_is_none_is_no_matter(folder: Folder, moment: int) -> None:
    path = folder.write("collections.csv", HEADER + ROW)
    os.utime(path, (moment, moment))
    assert staged(folder) == [(2, None, None)]
