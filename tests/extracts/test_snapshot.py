"""A snapshot as a whole: tables that follow from others, years, fingerprint, and the door that is shut behind it."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

import extracts
from extracts import data_folder, read_contract
from extracts.build import load
from extracts.contract import CONTRACT_FILE
from extracts.cubes import CUBES, TOPIC
from tests.extracts.conftest import TODAY, VALID, Folder


def test_an_empty_folder_gives_empty_tables_and_this_year(folder: Folder) -> None:
    loaded = folder.load()
    assert loaded.snapshot.missing == tuple(VALID)
    assert loaded.files == {}
    assert (loaded.snapshot.first_year, loaded.snapshot.last_year) == (2026, 2026)
    assert loaded.snapshot.incomplete_years == {2026}
    assert loaded.snapshot.changed_on is None
    assert not loaded.snapshot.has_illustrative
    assert loaded.ask("select count(*) from trainings_topics") == [(0,)]


def test_a_missing_table_is_empty_and_named(complete: Folder) -> None:
    (complete.path / "collections.csv").unlink()
    loaded = complete.load()
    assert loaded.snapshot.missing == ("collections",)
    assert loaded.ask("select count(*) from collections") == [(0,)]
    assert [row[0] for row in loaded.ask("describe collections")] == list(read_contract()[7].column_names)


@pytest.mark.parametrize("name", ["nowhere", "offices.csv"])
def test_no_folder(complete: Folder, name: str) -> None:
    with pytest.raises(NotADirectoryError) as caught:
        load(complete.path / name)
    assert caught.value.filename == str(complete.path / name)
    assert caught.value.strerror


def test_the_folder_comes_from_the_environment(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVITY_DATA", str(folder.path))
    assert data_folder() == folder.path
    monkeypatch.setenv("ACTIVITY_DATA", "")
    assert data_folder() == CONTRACT_FILE.parent
    monkeypatch.delenv("ACTIVITY_DATA")
    assert data_folder() == CONTRACT_FILE.parent


# --- derived tables


def test_lists_in_a_cell_become_rows(complete: Folder) -> None:
    complete.table("trainings", {"topics": "Nice;IPC;Nice"})
    loaded = complete.load()
    assert loaded.ask("select * from trainings_topics order by topic") == [("Nice;IPC", "IPC"), ("Nice;IPC", "Nice")]
    assert loaded.ask("select * from ocr_rollout_languages order by language") == [("en;fr", "en"), ("en;fr", "fr")]


def test_codes_are_those_of_the_contract_in_its_order(folder: Folder) -> None:
    rows = folder.load().ask("select field, code, position from codes")
    assert sorted(rows) == sorted(
        (f"{table.name}.{field.name}", code, position)
        for table in read_contract()
        for field in table.fields
        for position, code in enumerate(field.codes, start=1)
    )
    assert [code for field, code, _position in rows if field == "offices.region"] == [
        "AF",
        "AR",
        "AP",
        "LC",
        "TD",
        "IN",
    ]


def test_years_begin_with_the_first_event_and_not_with_a_long_use(complete: Folder) -> None:
    # The solution is in use since 2019, the OCR software since 2018; the first events are of 2020.
    loaded = complete.load()
    assert loaded.ask("select year, is_complete from years") == [(2020, True)]
    assert (loaded.snapshot.first_year, loaded.snapshot.last_year) == (2020, 2020)


def test_the_running_year_and_those_to_come_are_incomplete(complete: Folder) -> None:
    complete.table("advice_requests", *({"year": str(year)} for year in (2018, 2027)))
    loaded = complete.load(date(2025, 12, 31))
    assert loaded.ask("select year from years where not is_complete order by year") == [(2025,), (2026,), (2027,)]
    assert loaded.snapshot.incomplete_years == {2025, 2026, 2027}
    assert (loaded.snapshot.first_year, loaded.snapshot.last_year) == (2018, 2027)
    assert complete.load(date(2026, 1, 1)).snapshot.incomplete_years == {2026, 2027}


def test_years_of_lasting_rows_alone(folder: Folder) -> None:
    folder.table("offices", {})
    folder.table("business_solutions", {"in_use_from": "2023-05-01"})
    assert folder.load().ask("select year, is_complete from years order by year") == [(2023, True)]


def test_coverage_counts_flows_in_their_year_and_stocks_on_its_last_day(complete: Folder) -> None:
    complete.table("advice_requests", {"year": "2018"}, {"year": "2021"}, {"channel": "online", "year": "2021"})
    complete.table(
        "business_solutions",
        {"in_use_from": "2018-12-31", "in_use_to": "2020-12-30"},
        {"solution": "File", "in_use_from": "2019-01-01", "in_use_to": "2020-12-31", "basis": "illustrative"},
    )
    loaded = complete.load()

    def rows(dataset: str) -> list[tuple[int, int, int]]:
        sql = "select year, reported_rows, illustrative_rows from coverage where dataset = '{}' order by year"
        return loaded.ask(sql.format(dataset))

    assert rows("advice_requests") == [(2018, 1, 0), (2019, 0, 0), (2020, 0, 0), (2021, 2, 0)]
    assert rows("business_solutions") == [(2018, 1, 0), (2019, 1, 1), (2020, 0, 1), (2021, 0, 0)]
    assert rows("trainings") == [(2018, 0, 0), (2019, 0, 0), (2020, 1, 0), (2021, 0, 0)]
    assert loaded.snapshot.has_illustrative
    datasets = {name for (name,) in loaded.ask("select distinct dataset from coverage")}
    assert datasets == {table.name for table in read_contract() if table.activity}


def test_source_years_name_each_source_with_its_rows(complete: Folder) -> None:
    complete.table(
        "collections",
        {"source": "report A"},
        {"database": "GDD", "source": "report A"},
        {"database": "PATENTSCOPE", "source": "made up", "basis": "illustrative"},
    )
    loaded = complete.load()
    rows = loaded.ask(
        "select year, source, basis, row_count from source_years where dataset = 'collections' order by 2"
    )
    assert rows == [(2020, "made up", "illustrative", 1), (2020, "report A", "reported", 2)]


# --- fingerprint and day


def test_the_fingerprint_is_that_of_the_content(complete: Folder, tmp_path: Path) -> None:
    first = complete.load().snapshot.fingerprint
    copy = tmp_path / "copy"
    shutil.copytree(complete.path, copy)
    for path in copy.iterdir():
        os.utime(path, (0, 0))
    assert load(copy, today=TODAY).fingerprint == first
    (copy / "collections.csv").write_text((copy / "collections.csv").read_text().replace("a test", "A test"))
    changed = load(copy, today=TODAY).fingerprint
    assert changed != first
    assert all(len(fingerprint) == 64 for fingerprint in (first, changed))


def test_a_renamed_part_is_another_delivery(complete: Folder) -> None:
    complete.table("collections", {"year": "2019"}, name="collections/a.csv")
    first = complete.load().snapshot.fingerprint
    (complete.path / "collections" / "a.csv").rename(complete.path / "collections" / "b.csv")
    assert complete.load().snapshot.fingerprint != first


def test_the_day_of_the_last_change(complete: Folder) -> None:
    for path in complete.path.iterdir():
        os.utime(path, (86_400, 86_400))
    os.utime(complete.path / "offices.csv", (10 * 86_400, 10 * 86_400))
    assert complete.load().snapshot.changed_on == date(1970, 1, 11)


# --- shut off


OUTSIDE = [
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from read_parquet('{file}')",
    "select * from glob('{file}')",
    "from '{file}'",
    "copy offices to '{new}'",
    "copy offices from '{file}'",
    "export database '{new}'",
    "attach '{new}'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set threads = 1",
    "reset lock_configuration",
    "set lock_configuration = false",
    "set allowed_directories = ['/']",
    "create secret (type s3)",
]


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> extracts.Snapshot:
    folder = Folder(tmp_path_factory.mktemp("extracts"))
    folder.everything()
    return folder.load().snapshot


@pytest.mark.parametrize("sql", OUTSIDE)
def test_nothing_reaches_out_after_loading(shut: extracts.Snapshot, sql: str, tmp_path: Path) -> None:
    new = tmp_path / "new"
    with shut.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql.format(file=shut.folder / "offices.csv", new=new))
    assert not new.exists()


def test_tables_still_answer_after_loading(shut: extracts.Snapshot) -> None:
    with shut.cursor() as cursor:
        assert cursor.execute("select code from offices").fetchall() == [("KE",)]
        tables = {name for (name,) in cursor.execute("select table_name from duckdb_tables()").fetchall()}
    derived = {"trainings_topics", "ocr_rollout_languages", "codes", "years", "coverage", "source_years", "region_sets"}
    books = {"checks", "delivered_files", "files_not_read", "remarks", "rows_set_aside", "rows_suspected", "snapshot"}
    assert tables == {*VALID, *derived, *CUBES, *books}


def test_a_cursor_is_one_of_its_own(shut: extracts.Snapshot) -> None:
    with shut.cursor() as first, shut.cursor() as second:
        first.execute("select 1")
        second.execute("select 2")
        assert (first.fetchall(), second.fetchall()) == ([(1,)], [(2,)])


def test_more_codes_than_a_set_can_hold_are_refused(complete: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extracts.cubes.MOST", {TOPIC: 7})
    with pytest.raises(ValueError, match=r"trainings\.topics: a set can hold 7 codes at most"):
        complete.load()
