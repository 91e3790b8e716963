"""The benchmark measures what it says and says on what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from bench import exports as bench
from bench.__main__ import main
from extracts import Snapshot, data_folder, load


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
    lines = bench.table(shipped, [replace(one, name="A much longer name")]).splitlines()
    assert re.fullmatch(r"A much longer name +3\.00 +5\.00 +2", lines[1])
    assert "xlsxwriter" in lines[-2] and shipped.fingerprint[:8] in lines[-1]


def test_wrong_usage_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ([], ["nothing"], ["exports", "--runs", "0"]):
        with pytest.raises(SystemExit) as stopped:
            main(wrong)
        assert stopped.value.code == 2
    assert "at least 1" in capsys.readouterr().err
