"""Files in the forms in which offices and systems deliver them, each read right without any setting.

The files are in `forms/`, made by `forms/make_forms.py`: the same three rows of `collections` in each.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extracts.conftest import Folder, Loaded

FORMS = Path(__file__).parent / "forms"
Row = tuple[Any, ...]
KENYA: Row = ("GBD", "KE", 2020, date(2020, 2, 3), 1, "reported", "Relevé de l’office")
LIST: Row = ("GDD", "KE", 2019, None, 2, "reported", 'lists, notes; more | and: "marks"')
LINES: Row = ("PATENTSCOPE", "KE", 2018, None, None, "reported", "two\nlines")
ROWS = [KENYA, LIST, LINES]


@dataclass(frozen=True)
class Read:
    """What became of one form."""

    loaded: Loaded
    name: str

    @property
    def rows(self) -> list[Row]:
        return self.loaded.ask("select * from collections order by year desc")

    @property
    def form(self) -> str:
        [(form,)] = self.loaded.ask("select form from delivered_files where dataset = 'collections'")
        return str(form)

    @property
    def faults(self) -> list[tuple[int | None, str]]:
        """Line and rule of what was set aside."""
        return [(line, rule) for _file, line, _column, _value, rule in self.loaded.faults]

    @property
    def remarks(self) -> list[tuple[int | None, str | None, str]]:
        """Line, value and rule of each remark on how the file was read."""
        return self.loaded.ask("select line, value, rule from remarks where dataset = 'collections' order by all")

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.loaded.files[self.name]


def read(folder: Folder, form: str, name: str = "") -> Read:
    """Deliver the file `form` as the collections, beside one office, and load."""
    folder.table("offices", {})
    suffixes = form[form.index(".") :]
    delivered = name or f"collections{suffixes}"
    shutil.copy(FORMS / form, folder.path / delivered)
    return Read(folder.load(), delivered)


def is_whole(found: Read, form: str) -> None:
    """Check that all three rows were accepted, nothing was set aside, and how the file was read."""
    assert found.rows == ROWS
    assert found.faults == []
    assert found.counts == (3, 3, 0)
    assert found.form == form


# --- separators


def test_commas_between_cells(folder: Folder) -> None:
    found = read(folder, "comma.csv")
    is_whole(found, "CSV · comma · UTF-8")
    assert found.remarks == []


def test_semicolons_between_cells(folder: Folder) -> None:
    is_whole(read(folder, "semicolon.csv"), "CSV · semicolon · UTF-8")


def test_tabs_between_cells(folder: Folder) -> None:
    is_whole(read(folder, "tab.tsv"), "CSV · tab · UTF-8")


def test_pipes_between_cells_of_a_text_file(folder: Folder) -> None:
    is_whole(read(folder, "pipe.txt"), "CSV · pipe · UTF-8")


def test_colons_between_cells(folder: Folder) -> None:
    is_whole(read(folder, "colon.csv"), "CSV · colon · UTF-8")


def test_a_separator_named_in_a_line_before_the_header(folder: Folder) -> None:
    is_whole(read(folder, "separator_hint.csv"), "CSV · ^ · UTF-8")


# --- encodings


def test_utf_8_with_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_8_mark.csv"), "CSV · comma · UTF-8")


def test_utf_16_with_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_16_mark.csv"), "CSV · tab · UTF-16")


def test_utf_16_big_endian_with_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_16_big_endian_mark.csv"), "CSV · comma · UTF-16")


def test_utf_16_without_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_16_no_mark.csv"), "CSV · comma · UTF-16")


def test_utf_16_big_endian_without_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_16_big_endian_no_mark.csv"), "CSV · comma · UTF-16")


def test_utf_32_with_a_mark(folder: Folder) -> None:
    is_whole(read(folder, "utf_32_mark.csv"), "CSV · comma · UTF-32")


def test_windows_1252_is_read_and_remarked(folder: Folder) -> None:
    found = read(folder, "windows_1252.csv")
    is_whole(found, "CSV · semicolon · Windows-1252")
    assert found.remarks == [(2, "Relevé de l’office", "encoding_assumed")]


def test_letters_of_another_code_page_are_refused_and_never_shown_as_others(folder: Folder) -> None:
    found = read(folder, "windows_1251.csv")
    # A short word ("Чад") could be one of Windows-1252: the long one shows that the file is not.
    assert found.faults == [(5, "encoding"), (6, "encoding")]
    assert found.rows == [LIST, LINES]


def test_east_asian_letters_in_pairs_of_bytes_are_refused(folder: Folder) -> None:
    found = read(folder, "gbk.csv")
    assert found.faults == [(5, "encoding"), (6, "encoding")]
    assert found.rows == [LIST, LINES]


def test_one_wrong_byte_in_utf_8_spoils_its_row_only(folder: Folder) -> None:
    found = read(folder, "utf_8_spoilt.csv")
    assert found.faults == [(6, "encoding")]
    assert found.rows == ROWS
    assert found.counts == (4, 3, 1)


# --- lines


def test_line_ends_of_windows(folder: Folder) -> None:
    found = read(folder, "line_ends_windows.csv")
    is_whole(found, "CSV · comma · UTF-8")


def test_line_ends_of_an_old_mac(folder: Folder) -> None:
    is_whole(read(folder, "line_ends_old_mac.csv"), "CSV · comma · UTF-8")


def test_lines_without_any_value_hold_no_row(folder: Folder) -> None:
    is_whole(read(folder, "empty_lines.csv"), "CSV · semicolon · UTF-8")


def test_lines_of_totals_are_left_out_and_listed(folder: Folder) -> None:
    found = read(folder, "totals.csv")
    assert found.rows == ROWS
    assert found.faults == [(3, "total_row"), (7, "total_row"), (8, "total_row")]
    assert found.counts == (6, 3, 3)


def test_a_row_that_only_begins_like_totals_is_a_row(folder: Folder) -> None:
    folder.table("offices", {"code": "TO", "name": "Total", "iso3": "TON"}, {"code": "SU", "name": "Sum", "iso3": ""})
    assert folder.load().faults == []


def test_a_last_line_without_an_end_is_kept_and_remarked(folder: Folder) -> None:
    found = read(folder, "no_line_end.csv")
    is_whole(found, "CSV · comma · UTF-8")
    assert found.remarks == [(4, None, "no_line_end")]


def test_a_csv_cut_in_the_middle_of_a_row(folder: Folder) -> None:
    found = read(folder, "cut.csv")
    assert found.rows == ROWS
    assert found.faults == [(6, "cells")]
    assert found.remarks == [(6, None, "no_line_end")]


# --- headers


def test_a_header_in_another_case(folder: Folder) -> None:
    is_whole(read(folder, "header_other_case.csv"), "CSV · comma · UTF-8")


def test_a_header_with_spaces_dashes_and_accents(folder: Folder) -> None:
    is_whole(read(folder, "header_with_spaces.csv"), "CSV · comma · UTF-8")


def test_columns_in_another_order(folder: Folder) -> None:
    is_whole(read(folder, "columns_in_another_order.csv"), "CSV · comma · UTF-8")


def test_columns_that_are_not_in_the_contract_are_named(folder: Folder) -> None:
    found = read(folder, "more_columns.csv")
    is_whole(found, "CSV · comma · UTF-8")
    assert found.remarks == [(None, "No., Remark", "column_not_read")]


def test_a_column_that_may_be_empty_may_be_missing(folder: Folder) -> None:
    found = read(folder, "fewer_columns.csv")
    assert found.rows == [(*row[:4], None, *row[5:]) for row in ROWS]
    assert found.faults == []
    assert found.remarks == [(None, "order_in_report", "column_unknown")]


def test_two_columns_that_could_be_the_same_are_not_chosen_from(folder: Folder) -> None:
    found = read(folder, "column_twice.csv")
    assert found.rows == []
    assert found.faults == [(2, "column_twice"), (3, "column_twice"), (4, "column_twice")]
    assert found.loaded.ask("select distinct expected from rows_set_aside") == [("year",)]


def test_of_two_alike_columns_the_one_spelled_exactly_is_read(folder: Folder) -> None:
    found = read(folder, "column_twice_one_exact.csv")
    is_whole(found, "CSV · comma · UTF-8")
    assert found.remarks == [(None, "Year", "column_not_read")]


# --- compressed


def test_a_csv_in_gzip(folder: Folder) -> None:
    is_whole(read(folder, "gzip.csv.gz"), "CSV · comma · UTF-8 · gz")


def test_a_csv_in_bzip2(folder: Folder) -> None:
    is_whole(read(folder, "bzip2.csv.bz2"), "CSV · comma · UTF-8 · bz2")


def test_a_csv_in_xz(folder: Folder) -> None:
    is_whole(read(folder, "xz.csv.xz"), "CSV · comma · UTF-8 · xz")


def test_a_csv_in_zstandard(folder: Folder) -> None:
    is_whole(read(folder, "zstandard.csv.zst"), "CSV · comma · UTF-8 · zst")


def test_a_zip_with_one_csv(folder: Folder) -> None:
    is_whole(read(folder, "one_csv.zip"), "CSV · comma · UTF-8 · zip")


@pytest.mark.parametrize("form", ["two_csv.zip", "zip_in_zip.zip"])
def test_a_zip_with_anything_else_is_refused(folder: Folder, form: str) -> None:
    found = read(folder, form)
    assert found.faults == [(1, "zip_content")]
    assert found.rows == []


def test_a_gzip_cut_in_the_middle_is_read_as_far_as_it_goes(folder: Folder) -> None:
    found = read(folder, "cut.csv.gz")
    rows = found.counts[0]
    assert 1000 < rows < 3000
    assert [fault for fault in found.faults if fault[1] == "unreadable"] == [(rows + 1, "unreadable")]
    assert len(found.rows) > 100


# --- workbooks


@pytest.mark.parametrize(
    ("form", "kind"), [("workbook.xlsx", "Excel"), ("workbook.xls", "Excel"), ("workbook.ods", "OpenDocument")]
)
def test_a_workbook_in_place_of_a_csv(folder: Folder, form: str, kind: str) -> None:
    found = read(folder, form)
    assert found.rows == ROWS
    assert found.form == f"{kind} · sheet COLLECTIONS"
    assert found.faults == [(8, "total_row")]
    assert found.counts == (4, 3, 1)
    assert found.remarks == [
        (1, "Collections added", "above_header"),
        (None, "Read me", "sheet_not_read"),
    ]


def test_a_binary_workbook(folder: Folder) -> None:
    is_whole(read(folder, "workbook.xlsb"), "Excel · sheet Collections")


def test_a_sheet_is_found_by_its_header(folder: Folder) -> None:
    found = read(folder, "sheet_of_another_name.xlsx")
    is_whole(found, "Excel · sheet Sheet2")
    assert found.remarks == [(None, "Notes", "sheet_not_read")]


def test_a_row_of_a_workbook_is_found_by_its_number(folder: Folder) -> None:
    found = read(folder, "workbook.xlsx")
    assert found.loaded.ask("select line from rows_set_aside") == [(8,)]


def test_a_workbook_that_lacks_a_column_names_it_although_a_title_stands_above(folder: Folder) -> None:
    found = read(folder, "title_and_column_missing.xlsx")
    assert found.faults == [(4, "column"), (5, "column"), (6, "column")]
    assert found.loaded.ask("select distinct expected from rows_set_aside") == [("basis",)]


def test_a_sheet_whose_folder_gives_a_column_is_found_by_its_header(folder: Folder) -> None:
    folder.table("offices", {})
    name = "collections/basis=reported/title_and_column_missing.xlsx"
    (folder.path / name).parent.mkdir(parents=True)
    shutil.copy(FORMS / "title_and_column_missing.xlsx", folder.path / name)
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select * from collections order by year desc") == ROWS


def test_an_error_in_a_cell_of_a_workbook_is_not_taken_for_an_empty_cell(folder: Folder) -> None:
    found = read(folder, "errors.xlsx")
    assert [fault[1:] for fault in found.loaded.faults] == [
        (3, "order_in_report", "#N/A", "type"),
        (4, "added_on", "#DIV/0!", "type"),
    ]
    assert found.rows == [KENYA]


def test_a_workbook_that_is_broken(folder: Folder) -> None:
    found = read(folder, "cut.xlsx")
    assert found.faults == [(1, "unreadable")]
    assert found.counts == (1, 0, 1)


# --- Parquet


def test_parquet(folder: Folder) -> None:
    is_whole(read(folder, "plain.parquet"), "Parquet")


def test_parquet_with_other_types_and_names(folder: Folder) -> None:
    is_whole(read(folder, "other_types.pq"), "Parquet")


def test_parquet_without_a_column_that_may_be_empty(folder: Folder) -> None:
    found = read(folder, "fewer_columns.parquet")
    assert found.rows == [(*row[:3], None, *row[4:]) for row in ROWS]
    assert found.remarks == [(None, "added_on", "column_unknown")]


def test_parquet_that_is_cut(folder: Folder) -> None:
    found = read(folder, "cut.parquet")
    assert found.faults == [(1, "unreadable")]


# --- names


@pytest.mark.parametrize("name", ["Collections.CSV", "COLLECTIONS.csv", "collections.Csv"])
def test_a_table_is_known_by_its_name_in_any_case(folder: Folder, name: str) -> None:
    is_whole(read(folder, "comma.csv", name), "CSV · comma · UTF-8")


def test_parts_of_all_forms_make_one_table(folder: Folder) -> None:
    folder.table("offices", {})
    parts = folder.path / "Collections"
    parts.mkdir()
    for form in ("plain.parquet", "workbook.xlsx", "semicolon.csv", "gzip.csv.gz", "fewer_columns.csv"):
        shutil.copy(FORMS / form, parts / form)
    loaded = folder.load()
    assert loaded.ask("select * from collections order by year desc") == [(*row[:4], None, *row[5:]) for row in ROWS]
    assert len(loaded.files) == 6
