"""What is found in a folder: the files of each table, and each file that is not read with its reason."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from extracts import read_contract
from extracts.folder import Found, find, signature
from extracts.limits import FOLDER, Limits
from tests.extracts.conftest import Folder, csv_text

CONTRACT = read_contract()
COLLECTION = {"database": "GBD", "office": "KE", "basis": "reported", "source": "a test"}


def found_in(folder: Folder, limits: Limits = FOLDER) -> Found:
    return find(folder.path, CONTRACT, limits)


def names(found: Found) -> list[tuple[str, str]]:
    return [(file.table, file.name) for file in found.files]


# --- names


def test_tables_are_known_in_any_spelling_and_form(folder: Folder) -> None:
    delivered = {
        "Training Offices.CSV": "training_offices",
        "training-offices.csv.gz": "training_offices",
        "TRAINING_OFFICES.Xlsx": "training_offices",
        "trainings.PQ": "trainings",
        "trainings.zip": "trainings",
        "trainings.tsv.zip": "trainings",
        "Offices/2020/part.txt": "offices",
        "Business Solutions/a.ods": "business_solutions",
    }
    for name in delivered:
        folder.write(name, "")
    assert dict(sorted((name, table) for table, name in names(found_in(folder)))) == dict(sorted(delivered.items()))


def test_files_come_in_the_order_of_the_contract_and_of_their_names(folder: Folder) -> None:
    for name in ("trainings/b.csv", "trainings/a/z.csv", "trainings.csv", "offices.csv"):
        folder.write(name, "")
    assert [name for _table, name in names(found_in(folder))] == [
        "offices.csv",
        "trainings.csv",
        "trainings/a/z.csv",
        "trainings/b.csv",
    ]


def test_hidden_and_half_written_files_are_no_part_of_the_delivery(folder: Folder) -> None:
    for name in (
        ".offices.csv",
        "~$offices.xlsx",
        "offices.csv.tmp",
        "offices.csv.part",
        "offices.csv~",
        "offices/_temporary/0/a.parquet",
        "offices/.hidden/a.csv",
        "__MACOSX/offices.csv",
    ):
        folder.write(name, "")
    assert found_in(folder) == Found()


def test_a_data_file_of_no_table_is_noted_and_other_files_are_not(folder: Folder) -> None:
    for name in ("staff.xlsx", "readme.md", "datapackage.json", "published/trainings.csv"):
        folder.write(name, "")
    assert found_in(folder) == Found((), (("staff.xlsx", "no_table"),))


# --- folders that give a value


def test_keys_of_folders_are_matched_like_headers(folder: Folder) -> None:
    folder.table("offices", {})
    for key, year in (("Year", 2018), ("YEAR", 2019), ("year", 2020)):
        row = csv_text("collections", [COLLECTION], list(COLLECTION))
        folder.write(f"collections/{key}={year}/a.csv", row)
    folder.write(
        "collections/year=2021/Added-On=2021%2D05-01/a.csv", csv_text("collections", [COLLECTION], list(COLLECTION))
    )
    loaded = folder.load()
    assert loaded.faults == []
    assert [(year, str(day)) for year, day in loaded.ask("select year, added_on from collections order by year")] == [
        (2018, "None"),
        (2019, "None"),
        (2020, "None"),
        (2021, "2021-05-01"),
    ]


def test_a_folder_named_after_no_column_is_remarked(folder: Folder) -> None:
    folder.table("offices", {})
    folder.table("collections", {}, name="collections/loaded_on=2021/batch=7/a.csv")
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select file, value, rule from remarks") == [
        ("collections/loaded_on=2021/batch=7/a.csv", "loaded_on, batch", "partition_not_read")
    ]


# --- what is not read


def test_symbolic_links_are_told_and_never_followed(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(csv_text("offices", [{"code": "ZZ", "name": "Secret", "region": "AF", "kind": "state"}]))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.csv").write_text(secret.read_text())
    folder.table("offices", {}, name="offices/kenya.csv")
    (folder.path / "offices.csv").symlink_to(secret)
    (folder.path / "offices" / "link.csv").symlink_to(secret)
    (folder.path / "offices" / "more").symlink_to(outside, target_is_directory=True)
    (folder.path / "offices" / "loop").symlink_to(folder.path, target_is_directory=True)
    (folder.path / "trainings").symlink_to(outside, target_is_directory=True)
    loaded = folder.load()
    assert loaded.ask("select code from offices") == [("KE",)]
    assert loaded.ask("from files_not_read order by all") == [
        (name, "symbolic_link")
        for name in ("offices.csv", "offices/link.csv", "offices/loop", "offices/more", "trainings")
    ]


def test_the_folder_itself_may_be_a_link(folder: Folder, tmp_path: Path) -> None:
    folder.table("offices", {})
    link = tmp_path / "current"
    link.symlink_to(folder.path)
    assert names(find(link, CONTRACT)) == [("offices", "offices.csv")]


def test_pipes_and_sockets_are_told_and_never_opened(folder: Folder) -> None:
    (folder.path / "offices").mkdir()
    os.mkfifo(folder.path / "offices" / "pipe.csv")
    here = Path.cwd()
    os.chdir(folder.path)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("trainings.csv")
    finally:
        os.chdir(here)
    (folder.path / "collections.csv").mkdir()
    loaded = folder.load()
    assert loaded.files == {}
    assert loaded.ask("from files_not_read order by all") == [
        (name, "not_a_file") for name in ("collections.csv", "offices/pipe.csv", "trainings.csv")
    ]


def test_a_file_larger_than_allowed_is_told(folder: Folder) -> None:
    folder.table("offices", {})
    folder.write("collections.csv", "x" * 2000)
    found = found_in(folder, Limits(1000, 10**6, 10, 10, 10))
    assert (names(found), found.not_read) == ([("offices", "offices.csv")], (("collections.csv", "too_large"),))


def test_more_files_than_allowed_are_told_once(folder: Folder) -> None:
    for number in range(5):
        folder.write(f"offices/{number}.csv", "")
    found = found_in(folder, Limits(1000, 10**6, 10, 10, 3))
    assert len(found.files) == 3
    assert found.not_read == (("offices/3.csv", "too_many_files"),)


def test_a_folder_that_may_not_be_opened_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.table("offices", {}, name="offices/a.csv")
    folder.table("offices", {"code": "TZ"}, name="offices/locked/b.csv")
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = found_in(folder)
    assert (names(found), found.not_read) == ([("offices", "offices/a.csv")], (("offices/locked", "unreadable"),))


# --- many


# --- signature


def test_the_signature_changes_with_every_change_of_what_is_read(folder: Folder) -> None:
    folder.table("offices", {})
    folder.table("collections", {}, name="collections/deep/a.csv")
    signatures = [signature(folder.path)]

    def differs() -> None:
        signatures.append(signature(folder.path))
        assert len(set(signatures)) == len(signatures)

    (folder.path / "offices.csv").write_text("more")
    differs()
    os.utime(folder.path / "offices.csv", ns=(5, 5))
    differs()
    folder.write("trainings.csv", "")
    differs()
    (folder.path / "collections" / "deep" / "a.csv").rename(folder.path / "collections" / "b.csv")
    differs()
    replacement = folder.write("other.csv.tmp", "more")
    os.utime(replacement, ns=(5, 5))
    replacement.replace(folder.path / "offices.csv")
    differs()
    (folder.path / "offices.csv").chmod(0o600)
    differs()


def test_the_signature_ignores_what_is_no_part_of_the_delivery(folder: Folder) -> None:
    folder.table("offices", {})
    before = signature(folder.path)
    folder.write("notes.md", "")
    folder.write("collections.csv.part", "half")
    folder.write("staff.xlsx", "")
    assert signature(folder.path) == before


def test_the_signature_of_a_folder_that_is_gone_is_empty(folder: Folder) -> None:
    assert signature(folder.path / "nowhere") == ()


def test_the_signature_bears_files_that_vanish(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.table("offices", {})
    folder.table("collections", {})
    scan = os.scandir

    def vanishing(path: str | Path) -> object:
        entries = scan(path)
        (folder.path / "collections.csv").unlink(missing_ok=True)
        return entries

    monkeypatch.setattr(os, "scandir", vanishing)
    assert [name for name, *_rest in signature(folder.path)] == ["offices.csv"]
