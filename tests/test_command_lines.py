"""The command lines: answers on standard output, messages on standard error, the exit status tells success."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from exports.__main__ import main as exports_main
from extracts import data_folder, read_contract
from extracts.__main__ import main as extracts_main
from extracts.build import load
from queries import Filters, queries, run
from queries.__main__ import main as queries_main
from queries.report import report_queries
from words import label, use_language

ROOT = Path(__file__).resolve().parents[1]
OFFICES = "code,name,iso3,region,development,kind\nKE,Kenya,KEN,AF,developing,state\n"

Outcome = tuple[int, bytes, str]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Return a function that runs one command line in this process: exit status, output, messages."""

    def _call(main: Callable[[list[str]], int], *arguments: object) -> Outcome:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        sys.stdout.flush()
        output, messages = capfdbinary.readouterr()
        return status, output, messages.decode()

    return _call


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with one office, some requests for advice and nothing else."""
    (tmp_path / "offices.csv").write_text(OFFICES)
    rows = ("2019,email,3,reported,s", "2020,email,0,reported,s", "2020,online,,reported,s")
    advice = "\n".join(["year,channel,requests,basis,source", *rows, ""])
    (tmp_path / "advice_requests.csv").write_text(advice)
    return tmp_path


def rows_of(output: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(output.decode(), newline="")))


# --- queries


def test_list_names_every_question(call: Callable[..., Outcome]) -> None:
    status, output, messages = call(queries_main, "list")
    assert (status, messages) == (0, "")
    lines = [line.split("\t") for line in output.decode().splitlines()]
    assert lines == [[each.name, each.title, each.question] for each in queries().values()]


def test_run_answers_in_csv(call: Callable[..., Outcome]) -> None:
    arguments = ("--from", 2018, "--to", 2020, "--region", "AF", "--region", "LC")
    status, output, messages = call(queries_main, "run", "trainings_by_region", *arguments)
    assert (status, messages) == (0, "")
    wanted = run(load(data_folder()), "trainings_by_region", Filters(2018, 2020, ("AF", "LC")))
    rows = rows_of(output)
    assert [(row["year"], row["region"], row["trainings"]) for row in rows] == [
        (str(row.year), row.region, str(row.trainings)) for row in wanted.itertuples()
    ]
    assert {row["region"] for row in rows} == {"AF", "LC"}


def test_run_puts_a_reversed_period_right(call: Callable[..., Outcome]) -> None:
    forward = call(queries_main, "run", "collections_by_database", "--from", 2018, "--to", 2020)
    assert call(queries_main, "run", "collections_by_database", "--from", 2020, "--to", 2018) == forward
    assert forward[0] == 0


def test_reported_facts_alone_leave_unknown_years_empty(call: Callable[..., Outcome]) -> None:
    _status, output, _messages = call(queries_main, "run", "advice_requests", "--basis", "reported")
    assert {row["basis"] for row in rows_of(output)} == {"reported"}
    _status, everything, _messages = call(queries_main, "run", "advice_requests")
    assert {row["basis"] for row in rows_of(everything)} == {"reported", "illustrative"}


def test_run_reads_another_folder(call: Callable[..., Outcome], small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = call(queries_main, "run", "advice_requests", "--data", small)
    assert outcome[0] == 0
    known = [(row["year"], row["channel"], row["requests"]) for row in rows_of(outcome[1])]
    assert ("2019", "email", "3") in known
    assert ("2020", "email", "0") in known
    assert ("2020", "online", "") in known  # not known, and not nought
    monkeypatch.setenv("ACTIVITY_DATA", str(small))
    assert call(queries_main, "run", "advice_requests") == outcome
    # The option wins over the environment.
    monkeypatch.setenv("ACTIVITY_DATA", str(small / "nowhere"))
    assert call(queries_main, "run", "advice_requests", "--data", small) == outcome


def test_run_answers_in_json(call: Callable[..., Outcome], small: Path) -> None:
    status, output, messages = call(queries_main, "run", "advice_requests", "--data", small, "--format", "json")
    assert (status, messages) == (0, "")
    requests = {(row["year"], row["channel"]): row["requests"] for row in json.loads(output)}
    assert requests[2020, "email"] == 0
    assert requests[2020, "online"] is None
    _status, output, _messages = call(queries_main, "run", "offices_trained_list", "--format", "json")
    assert "Côte d’Ivoire".encode() in output or "Côte d'Ivoire".encode() in output  # letters, not codes of letters


def test_parquet_on_standard_output_is_valid(call: Callable[..., Outcome]) -> None:
    status, output, messages = call(queries_main, "run", "collections_list", "--format", "parquet", "--to", 2020)
    assert (status, messages) == (0, "")
    wanted = run(load(data_folder()), "collections_list", Filters(to_year=2020))
    written = pd.read_parquet(BytesIO(output))
    days = list(wanted.select_dtypes("datetime").columns)
    assert {type(day) for name in days for day in written[name].dropna()} == {date}  # a day has no hour
    written = written.astype(wanted.dtypes[days].to_dict())
    pd.testing.assert_frame_equal(written, wanted, check_dtype=False)


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_a_file_holds_what_standard_output_would(
    call: Callable[..., Outcome], tmp_path: Path, file_format: str
) -> None:
    asked = ("run", "tool_releases", "--format", file_format)
    _status, output, _messages = call(queries_main, *asked)
    assert call(queries_main, *asked, "-o", tmp_path / "answer") == (0, b"", "")
    assert (tmp_path / "answer").read_bytes() == output


def test_an_unknown_question_is_no_answer(call: Callable[..., Outcome]) -> None:
    status, output, messages = call(queries_main, "run", "no_such_question")
    assert (status, output) == (1, b"")
    assert "no_such_question" in messages
    assert len(messages.splitlines()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("run", "coverage", "--region", "XX"),
        ("run", "coverage", "--region", "af"),
        ("run", "coverage", "--from", "now"),
        ("run", "coverage", "--basis", "illustrative"),
        ("run", "coverage", "--format", "xls"),
        ("run",),
        ("walk",),
        (),
    ],
)
def test_wrong_usage(call: Callable[..., Outcome], wrong: tuple[str, ...]) -> None:
    status, output, messages = call(queries_main, *wrong)
    assert (status, output) == (2, b"")
    assert messages.startswith("usage: python -m queries")


@pytest.mark.parametrize("main", [queries_main, exports_main, extracts_main])
def test_a_folder_that_is_not_there(call: Callable[..., Outcome], tmp_path: Path, main: Callable[..., int]) -> None:
    arguments = {
        queries_main: ("run", "coverage"),
        exports_main: ("--format", "zip", "-o", tmp_path / "report.zip"),
        extracts_main: ("check",),
    }[main]
    status, output, messages = call(main, *arguments, "--data", tmp_path / "nowhere")
    assert (status, output) == (1, b"")
    assert str(tmp_path / "nowhere") in messages
    assert "None" not in messages
    assert not (tmp_path / "report.zip").exists()


@pytest.mark.parametrize("main", [queries_main, exports_main])
def test_a_file_that_cannot_be_written(call: Callable[..., Outcome], tmp_path: Path, main: Callable[..., int]) -> None:
    target = tmp_path / "no" / "folder"
    arguments = ("run", "coverage") if main is queries_main else ("--format", "zip")
    status, output, messages = call(main, *arguments, "-o", target)
    assert (status, output) == (1, b"")
    assert str(target) in messages


# --- extracts


def test_the_shipped_extracts_hold_no_fault(
    call: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path))  # nothing stands published to compare with
    status, output, messages = call(extracts_main, "check")
    assert (status, messages) == (0, "")
    *lines, verdict = output.decode().splitlines()
    files = [line for line in lines if ": rows read " in line]
    assert len(files) == sum(path.suffix in (".csv", ".parquet") for path in shipped_files())
    assert all("set aside 0" in line for line in files)
    assert all(line.startswith(("suspected: ", "remark: ")) for line in lines if line not in files)
    assert verdict == "This delivery would be published."


def shipped_files() -> list[Path]:
    """Return the files that the contract names."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    names = [name for each in package["resources"] for name in (each["path"], *each.get("extrapaths", ()))]
    return [ROOT / "data" / name for name in names]


def test_a_bad_folder_gets_a_line_per_fault(call: Callable[..., Outcome], small: Path) -> None:
    with (small / "offices.csv").open("a") as file:
        file.write("T9,Tanzania,TZA,Atlantis,LDC,state\nUG,Uganda\n")
    (small / "trainings.parquet").write_bytes(b"no Parquet")
    (small / "advice_requests.csv").write_text("year,channel\n")
    (small / "collections.csv").symlink_to(small / "offices.csv")
    status, output, messages = call(extracts_main, "check", "--data", small)
    assert status == 1
    lines = output.decode().splitlines()
    assert [line.partition(" (")[0] for line in lines[:3]] == [
        "advice_requests.csv: rows read 1, accepted 0, set aside 1",
        "offices.csv: rows read 3, accepted 1, set aside 2",
        "trainings.parquet: rows read 1, accepted 0, set aside 1",
    ]
    assert [line for line in lines[3:] if not line.startswith("remark: ")] == [
        f"advice_requests.csv:1: {label('rule', 'column')} (basis, source)",
        f"offices.csv:3:code: 'T9' {label('rule', 'pattern')} (^[A-Z]{{2}}$)",
        f"offices.csv:3:region: 'Atlantis' {label('rule', 'enum')} (AF, AR, AP, LC, TD, IN)",
        f"offices.csv:4: {label('rule', 'cells')} (6)",
        f"trainings.parquet:1: {label('rule', 'unreadable')}",
        f"not read: collections.csv: {label('rule', 'symbolic_link')}",
        "This delivery would not be published:",
        f"- collections.csv: {label('rule', 'symbolic_link')}",
        f"- advice_requests.csv: {label('rule', 'column')}",
        f"- trainings.parquet: {label('rule', 'unreadable')}",
        "- Offices: 2 of 3 rows would be set aside, more than is allowed. Correct them as their list says.",
    ]
    missing = {line.split(":")[0] for line in messages.splitlines()}
    assert missing == {table.name for table in read_contract()} - {"offices", "trainings", "advice_requests"}


def test_the_environment_names_the_folder_to_check(
    call: Callable[..., Outcome], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_DATA", str(small))
    status, output, messages = call(extracts_main, "check")
    assert status == 0  # a table that is missing is said, but is no fault of a row
    assert [line.partition(" (")[0] for line in output.decode().splitlines()] == [
        "advice_requests.csv: rows read 3, accepted 3, set aside 0",
        "offices.csv: rows read 1, accepted 1, set aside 0",
        "This delivery would be published.",
    ]
    assert len(messages.splitlines()) == 10


def test_check_says_what_would_change_in_the_headline_figures(
    call: Callable[..., Outcome], small: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    shutil.copytree(small, before, ignore=lambda _folder, names: [name for name in names if name == "before"])
    status, output, _messages = call(extracts_main, "check", "--data", small, "--against", before)
    assert (status, output.decode().splitlines()[-1]) == (0, "The headline figures stay as they are.")
    with (small / "advice_requests.csv").open("a") as file:
        file.write("2020,in_person,8,reported,s\n")
    status, output, _messages = call(extracts_main, "check", "--data", small, "--against", before)
    assert status == 0
    assert output.decode().splitlines()[-3:] == [
        "Headline figures that would change:",
        "- In-person advice requests, 2020: not known → 8",
        "- In-person advice requests, 2019–2020: not known → 8",
    ]
    (small / "offices.csv").unlink()
    status, output, _messages = call(extracts_main, "check", "--data", small, "--against", before)
    assert status == 1
    assert "- Offices: it has rows so far but no file any more." in output.decode()


def test_check_compares_with_what_stands_published(call: Callable[..., Outcome], small: Path) -> None:
    assert call(extracts_main, "publish", "--data", small, "--settle", "0") == (0, b"", "")
    (small / "advice_requests.csv").unlink()
    status, output, _messages = call(extracts_main, "check", "--data", small)
    assert status == 1
    assert "- Advice requests: it has rows so far but no file any more." in output.decode()
    status, output, messages = call(extracts_main, "publish", "--data", small, "--settle", "0")
    assert (status, output) == (1, b"")
    assert messages.startswith("Advice requests: it has rows so far but no file any more.")


def test_no_cell_and_no_name_writes_a_line_of_its_own(call: Callable[..., Outcome], small: Path) -> None:
    with (small / "offices.csv").open("a") as file:
        file.write('"K\nThis delivery would be published.\x1b[2J",x,XXX,AF,LDC,state\n')
    parts = small / "collections"
    parts.mkdir()
    (parts / "a\nb\x1b[2J.csv").write_text("database\n")
    _status, output, _messages = call(extracts_main, "check", "--data", small)
    text = output.decode()
    assert "\x1b" not in text
    assert "This delivery would be published." not in text.splitlines()
    assert "collections/a\\nb\\x1b[2J.csv" in text


# --- exports


def test_the_report_as_a_workbook_and_as_an_archive(call: Callable[..., Outcome], tmp_path: Path) -> None:
    chosen = ("--from", 2020, "--to", 2020, "--region", "AF", "--region", "AR", "--basis", "reported")
    for file_format in ("xlsx", "zip"):
        target = tmp_path / f"report.{file_format}"
        assert call(exports_main, "--format", file_format, *chosen, "-o", target) == (0, b"", "")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert len(book.sheetnames) == 1 + len(report_queries())
    assert book["About"]["A1"].value == "Report tables: 2020 · Africa, Arab Countries · Reported facts only"
    with ZipFile(tmp_path / "report.zip") as archive:
        assert len(archive.namelist()) == len(report_queries()) + 2  # with the data package and README.txt
        trainings = archive.read(next(name for name in archive.namelist() if "trainings_by_region" in name)).decode()
        package = archive.read("datapackage.json").decode()
    assert "2020 · Africa, Arab Countries · Reported facts only" in package
    assert '2020,"AR","Arab Countries",' in trainings


def test_the_report_as_a_deck_and_as_a_document(call: Callable[..., Outcome], tmp_path: Path) -> None:
    chosen = ("--from", 2020, "--to", 2020, "--basis", "reported")
    for file_format in ("pptx", "docx"):
        target = tmp_path / f"report.{file_format}"
        assert call(exports_main, "--format", file_format, *chosen, "-o", target) == (0, b"", "")
    assert len(Presentation(tmp_path / "report.pptx").slides) > 10
    assert "Panama" in "".join(paragraph.text for paragraph in docx.Document(tmp_path / "report.docx").paragraphs)


def test_a_file_is_in_the_language_asked_for(call: Callable[..., Outcome], tmp_path: Path) -> None:
    target = tmp_path / "file.xlsx"
    period = ("--from", "2020", "--to", "2020", "-o", target)
    try:
        assert call(exports_main, "--format", "xlsx", "--language", "fr", *period)[0] == 0
        cells = {str(cell.value) for sheet in openpyxl.load_workbook(target) for row in sheet for cell in row}
        assert {"Afrique", "Pays arabes"} <= cells and "Africa" not in cells
    finally:
        use_language("en")


def test_a_picture_needs_a_chart_and_a_drawing_program(
    call: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "chart.png"
    assert call(exports_main, "--format", "png", "-o", target)[0] == 2
    assert call(exports_main, "--format", "xlsx", "--chart", "trainings_by_region", "-o", target)[0] == 2
    monkeypatch.setattr("exports.__main__.picture_bytes", lambda *_arguments: None)
    status, _output, messages = call(exports_main, "--format", "png", "--chart", "trainings_by_region", "-o", target)
    assert (status, target.exists()) == (1, False)
    assert "Kaleido" in messages
    monkeypatch.setattr("exports.__main__.picture_bytes", lambda _figure, picture_format: picture_format.encode())
    assert call(exports_main, "--format", "svg", "--chart", "trainings_by_region", "-o", target)[0] == 0
    assert target.read_bytes() == b"svg"


def test_exports_need_a_format_and_a_file(call: Callable[..., Outcome], tmp_path: Path) -> None:
    for wrong in (("--format", "xlsx"), ("-o", tmp_path / "x"), ("--format", "odt", "-o", tmp_path / "x")):
        status, output, _messages = call(exports_main, *wrong)
        assert (status, output) == (2, b"")
    assert not (tmp_path / "x").exists()


# --- as a process of its own


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=surroundings, capture_output=True, check=False
    )


def test_modules_run_from_a_terminal(small: Path) -> None:
    done = process("queries", "run", "advice_requests", "--format", "parquet", ACTIVITY_DATA=str(small))
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(pd.read_parquet(BytesIO(done.stdout))["requests"].dropna()) == [3, 0]
    shutil.copy(small / "offices.csv", small / "trainings.csv")
    done = process("extracts", "check", "--data", str(small))
    assert done.returncode == 1
    assert any(line.startswith("trainings.csv:2: ") for line in done.stdout.decode().splitlines())
    done = process("queries", "run", "nothing")
    assert (done.returncode, done.stdout) == (1, b"")
