"""The ZIP of tables, opened again and checked by Frictionless, which did not write it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes, safe_text, text_guard
from exports.exhibit import Exhibit, exhibit
from exports.outline import CHAPTERS, HEALTH
from exports.rules import counting_rules
from exports.sheet import Sheet
from exports.workbook_table import headers
from extracts import Snapshot
from queries import Filters
from queries.report import report_queries
from tests.exports.conftest import HOSTILE, KINDS, shown

TITLE = "Report tables: 2016–2020 · All regions"


def unpacked(data: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def check(folder: Path) -> frictionless.Package:
    """Return the package in `folder` after Frictionless has found no fault in it."""
    path = str(folder / "datapackage.json")
    found = frictionless.validate(path)
    assert found.valid, found.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    return frictionless.Package(path)


@pytest.fixture(scope="module")
def folder(report: list[Exhibit], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(archive_bytes(report, TITLE), tmp_path_factory.mktemp("archive"))


def test_one_csv_per_table_a_description_and_a_readme(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    tables = [f"{number:02}_{name}.csv" for number, name in enumerate(report_queries(), start=1)]
    assert names == sorted([*tables, "datapackage.json", "README.txt"])


def test_frictionless_reads_the_rows_of_each_question(folder: Path, report: list[Exhibit]) -> None:
    package = check(folder)
    for one, resource in zip(report, package.resources, strict=True):
        rows = [list(row.to_dict().values()) for row in resource.read_rows()]
        wanted = [list(row) for row in one.sheet.rows.itertuples(index=False, name=None)]
        assert rows == [[safe_text(cell) if isinstance(cell, str) else cell for cell in row] for row in wanted], (
            one.name
        )
        assert [field.title for field in resource.schema.fields] == headers(one.sheet)


def test_types_are_those_of_the_cells(kinds: Sheet, tmp_path: Path) -> None:
    package = check(unpacked(archive_bytes([shown(kinds)], "Kinds"), tmp_path))
    [resource] = package.resources
    assert {field.name: field.type for field in resource.schema.fields} == {
        "title": "string",
        "difference": "number",
        "value": "integer",
        "start_date": "date",
        "changed_at": "datetime",
        "is_partial": "boolean",
        "region": "string",
        "region_name": "string",
    }
    rows = resource.read_rows()
    assert [row["title"] or "" for row in rows] == [safe_text(text) for text in HOSTILE]
    assert rows[0]["title"].startswith("'=")  # the guard is part of the text, and the package says so
    for name in ("value", "start_date", "changed_at", "is_partial"):
        assert [row[name] for row in rows] == KINDS[name]
    assert rows[0]["difference"] == -5
    assert isinstance(rows[0]["start_date"], date) and isinstance(rows[0]["changed_at"], datetime)


def test_a_table_without_rows_keeps_its_types(shipped: Snapshot, tmp_path: Path) -> None:
    filters = Filters(2011, 2011, ("IN",), "reported")
    names = [*report_queries(), *HEALTH.tables]
    exhibits = [exhibit(shipped, name, filters) for name in names]
    full = check(unpacked(archive_bytes([exhibit(shipped, name, Filters()) for name in names], "Full"), tmp_path / "a"))
    package = check(unpacked(archive_bytes(exhibits, "Empty"), tmp_path / "b"))
    assert any(not one.answer.rows for one in exhibits)
    for one, resource, whole in zip(exhibits, package.resources, full.resources, strict=True):
        if not one.answer.rows:
            kinds = {field.name: field.type for field in whole.schema.fields}
            differ = {f.name for f in resource.schema.fields if f.type != kinds[f.name]}
            # One name heads a count here and a list of names there; only cells tell which.
            assert differ <= {"offices"}, one.name


def test_the_csv_holds_no_comments_and_the_single_one_does(folder: Path, report: list[Exhibit]) -> None:
    for number, one in enumerate(report, start=1):
        data = (folder / f"{number:02}_{one.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
        assert lines[0] == list(one.sheet.rows.columns)
        assert len(lines) == 1 + len(one.answer.rows)
        assert csv_bytes(one.sheet).startswith(b"\xef\xbb\xbf# ")


def test_the_description_says_what_the_tables_rest_on(folder: Path, report: list[Exhibit]) -> None:
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert said["title"] == TITLE
    assert datetime.fromisoformat(said["created"]).tzinfo
    assert said["link"] == "https://example.org/?from=2016&to=2020"
    assert said["snapshot"] and said["data_of"]
    assert said["guard"] == text_guard()
    for one, resource in zip(report, said["resources"], strict=True):
        notes = dict(one.sheet.notes)
        together = {**said, **resource}
        assert (together["filters"], together["basis"]) == (notes["Filters"], notes["Basis"])
        assert resource["has_illustrative_rows"] == one.has_illustrative
        assert together.get("sources", [{}])[0].get("title") == notes.get("Sources")
        assert all(text in resource["description"] for text in notes.values())
        assert resource["rows"] == len(one.answer.rows)
        assert resource["schema"]["missingValues"] == [""]


def test_the_readme_says_it_to_people(folder: Path, report: list[Exhibit]) -> None:
    data = (folder / "README.txt").read_bytes()
    text = " ".join(data.decode("utf-8-sig").split())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert text.startswith(TITLE)
    for number, one in enumerate(report, start=1):
        assert f"{number:02}_{one.name}.csv: {one.sheet.title} (" in text
        assert all(" ".join(note.split()) in text for _name, note in one.sheet.notes), one.name
    assert all(f"{name}: {rule}" in text for name, rule in counting_rules())
    assert text_guard() in text


def test_two_charts_of_one_table_bring_it_once(shipped: Snapshot, tmp_path: Path) -> None:
    names = dict.fromkeys(name for chapter in CHAPTERS for name in (*chapter.charts, *chapter.tables))
    exhibits = [exhibit(shipped, name, Filters(2016, 2020)) for name in names]
    package = check(unpacked(archive_bytes(exhibits, "All pages"), tmp_path))
    found = [resource.name for resource in package.resources]
    assert found == list(dict.fromkeys(one.sheet.name for one in exhibits))
    assert len(found) < len(exhibits)


def test_the_same_question_under_other_filters_stays(shipped: Snapshot, kinds: Sheet, tmp_path: Path) -> None:
    years = [exhibit(shipped, "offices_trained", Filters(year, year)) for year in (2019, 2020)]
    package = check(unpacked(archive_bytes([*years, shown(replace(kinds, name="offices_trained"))], "Two"), tmp_path))
    assert [resource.name for resource in package.resources] == [
        "offices_trained",
        "offices_trained_2",
        "offices_trained_3",
    ]
