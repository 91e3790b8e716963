"""The benchmark measures what it says and says on what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bench import exports as bench
from bench import intake
from extracts import Snapshot, data_folder
from extracts.build import load


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(data_folder())


def test_every_file_of_the_report_is_measured(shipped: Snapshot) -> None:
    kinds = {}
    for name, build in bench.files(shipped).items():
        with ZipFile(BytesIO(build())) as archive:
            names = archive.namelist()
        kinds[name.split(",")[0]] = names
    assert "ppt/presentation.xml" in kinds["PowerPoint"]
    assert "xl/workbook.xml" in kinds["Excel"]
    assert "word/document.xml" in kinds["Word"]
    assert "datapackage.json" in kinds["ZIP of CSV"]


def test_the_median_of_the_runs_is_told(shipped: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 10.0, 11.0, 20.0, 23.0])  # 5, 1 and 3 seconds
    monkeypatch.setattr(bench, "perf_counter", lambda: next(clock))
    built: list[Callable[[], bytes]] = []

    def build() -> bytes:
        built.append(build)
        return b"x" * 2500

    monkeypatch.setattr(bench, "files", lambda _snapshot: {"A file": build})
    [one] = bench.measure(shipped, 3)
    assert len(built) == 3
    assert (one.seconds, one.slowest, one.kilobytes) == (3.0, 5.0, 2.5)
    table = bench.table(shipped, [replace(one, name="Another name")])
    assert table.rows == [["Another name", 3.0, 5.0, 2.5]]
    assert table.notes == (f"data: 2011–2025, snapshot {shipped.fingerprint[:8]}",) and "xlsxwriter" in table.libraries


def test_the_delivery_of_the_intake_is_dirty_in_every_way_and_always_the_same(tmp_path: Path) -> None:
    snapshots = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        assert intake.deliver(tmp_path / name, 4000) == 4000
        snapshots.append(load(tmp_path / name))
    assert snapshots[0].fingerprint == snapshots[1].fingerprint
    with snapshots[0].cursor() as cursor:
        files = cursor.execute(
            "select rows_read, rows_set_aside / rows_read from delivered_files where dataset <> 'offices' order by all"
        ).fetchall()
        rules = {rule for (rule,) in cursor.execute("select distinct rule from rows_set_aside").fetchall()}
    assert [read for read, _share in files] == [1000, 3000]
    assert all(0.05 < share < 0.15 for _read, share in files)
    assert rules >= {"cells", "required", "type", "enum", "pattern", "minimum", "foreign_key", "office_ambiguous"}
    assert rules >= {"ends_before_start", "participation_without_training"}


def test_the_check_is_measured_as_a_whole_command() -> None:
    table = intake.measure(400)
    [row] = [dict(zip([name for name, _form in table.columns], row, strict=True)) for row in table.rows]
    assert row["rows"] == 400 and row["lines told"] > 4
    assert row["processor s"] > 0 and row["seconds"] > 0 and 50 < row["peak MB"] < 1000
