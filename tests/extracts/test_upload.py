"""Uploads: what is put where, and that nothing climbs out, swells, or is taken by halves."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.limits import UPLOAD, Limits
from extracts.upload import UploadError, assign, guess, not_assigned, table_of, unpack
from tests.extracts.conftest import VALID, csv_text

Entry = tuple[zipfile.ZipInfo | str, bytes]
SMALL = replace(UPLOAD, file_bytes=200_000, expanded_bytes=300_000, files=5)


def zipped(*entries: Entry, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content, compression)
    return buffer.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    """Return an entry of another kind than a plain file, as `zip -y` would write it."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, mode << 16
    return entry


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "upload"
    folder.mkdir()
    return folder


@pytest.fixture
def taken(into: Path) -> Callable[..., dict[str, bytes]]:
    """Return a function that unpacks an upload and returns what lies in its folder then."""

    def taken(files: Mapping[str, bytes], limits: Limits = UPLOAD) -> dict[str, bytes]:
        unpack([(name, io.BytesIO(content)) for name, content in files.items()], into, limits)
        return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}

    return taken


def refused(into: Path, files: Mapping[str, bytes], limits: Limits = UPLOAD) -> str:
    """Return the message with which an upload is refused; nothing may have been written outside its folder."""
    around = set(into.parent.iterdir())
    with pytest.raises(UploadError) as caught:
        unpack([(name, io.BytesIO(content)) for name, content in files.items()], into, limits)
    assert set(into.parent.iterdir()) == around
    assert not [path for path in into.rglob("*") if path.is_symlink()]
    return str(caught.value)


def test_files_are_written_as_they_are(taken: Callable[..., dict[str, bytes]]) -> None:
    files = {"offices.csv": b"a,b\n", "trainings.parquet": b"PAR1"}
    assert taken(files) == files


def test_a_zip_is_unpacked_with_its_folders(taken: Callable[..., dict[str, bytes]]) -> None:
    archive = zipped(("offices.csv", b"1"), ("trainings/2020.csv", b"2"), ("trainings/year=2021/a.csv", b"3"))
    assert taken({"delivery.ZIP": archive}) == {
        "offices.csv": b"1",
        "trainings/2020.csv": b"2",
        "trainings/year=2021/a.csv": b"3",
    }


def test_a_folder_around_everything_is_left_out(taken: Callable[..., dict[str, bytes]]) -> None:
    archive = zipped(("delivery 2026/offices.csv", b"1"), ("delivery 2026/trainings/a.csv", b"2"))
    assert set(taken({"delivery.zip": archive})) == {"offices.csv", "trainings/a.csv"}


def test_a_folder_of_parts_around_everything_stays(taken: Callable[..., dict[str, bytes]]) -> None:
    archive = zipped(("Training Offices/a.csv", b"1"), ("Training Offices/b.csv", b"2"))
    assert set(taken({"delivery.zip": archive})) == {"Training Offices/a.csv", "Training Offices/b.csv"}


def test_what_an_office_program_leaves_beside_is_left_out(taken: Callable[..., dict[str, bytes]]) -> None:
    archive = zipped(
        ("d/offices.csv", b"1"), ("__MACOSX/d/._offices.csv", b"x"), ("d/.DS_Store", b"x"), ("d/~$a.xlsx", b"x")
    )
    assert set(taken({"delivery.zip": archive})) == {"offices.csv"}


def test_a_zip_called_like_a_table_is_that_table(taken: Callable[..., dict[str, bytes]]) -> None:
    archive = zipped(("whatever.csv", b"1"))
    assert taken({"Offices.csv.zip": archive, "trainings.zip": archive}) == {
        "Offices.csv.zip": archive,
        "trainings.zip": archive,
    }


@pytest.mark.parametrize(
    "name",
    [
        "../evil.csv",
        "a/../../evil.csv",
        "..\\evil.csv",
        "/etc/evil.csv",
        "\\evil.csv",
        "C:\\evil.csv",
        "c:evil.csv",
        "a/..",
    ],
)
def test_an_entry_that_climbs_out_is_refused(into: Path, name: str) -> None:
    message = refused(into, {"delivery.zip": zipped(("offices.csv", b"1"), (name, b"2"))})
    assert "points out of the ZIP" in message
    assert name.replace("\\", "/") in message


def test_a_name_cut_at_a_nul_is_refused(into: Path) -> None:
    archive = zipped(("offices.csvX../../evil", b"1")).replace(b"offices.csvX", b"offices.csv\0")
    assert "points out of the ZIP" in refused(into, {"delivery.zip": archive})


def test_a_symbolic_link_is_refused(into: Path) -> None:
    archive = zipped((special("offices.csv", stat.S_IFLNK | 0o777), b"/etc/passwd"))
    assert refused(into, {"delivery.zip": archive}).startswith("offices.csv is a link")


@pytest.mark.parametrize("kind", [stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_a_pipe_or_device_is_refused(into: Path, kind: int) -> None:
    archive = zipped((special("offices.csv", kind | 0o666), b""))
    assert refused(into, {"delivery.zip": archive}) == "offices.csv is no plain file."


def test_an_encrypted_entry_is_refused(into: Path) -> None:
    archive = bytearray(zipped(("offices.csv", b"1")))
    listed = archive.index(b"PK\x01\x02")
    archive[6] |= 1
    archive[listed + 8] |= 1
    assert "offices.csv is encrypted" in refused(into, {"delivery.zip": bytes(archive)})


def test_a_zip_in_a_zip_is_refused(into: Path) -> None:
    archive = zipped(("more/inner.ZIP", zipped(("offices.csv", b"1"))))
    assert "more/inner.ZIP is a ZIP inside a ZIP" in refused(into, {"delivery.zip": archive})


def test_too_many_files_are_refused(into: Path) -> None:
    archive = zipped(*((f"trainings/{number}.csv", b"1") for number in range(6)))
    assert "more files than the 5" in refused(into, {"delivery.zip": archive}, SMALL)
    assert "more files than the 5" in refused(into, {f"{number}.csv": b"1" for number in range(6)}, SMALL)


def test_a_zip_that_lists_thousands_of_files_is_refused_before_it_is_opened(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = zipped(*((f"trainings/{number}.csv", b"") for number in range(500)))
    monkeypatch.setattr("extracts.upload.ZipFile", None)
    assert "more files than can be tried" in refused(into, {"delivery.zip": archive}, SMALL)


def test_a_file_that_is_too_large_is_refused(into: Path) -> None:
    assert "offices.csv is larger than" in refused(into, {"offices.csv": b"x" * 200_001}, SMALL)


def test_a_file_that_swells_is_refused_while_it_swells(into: Path) -> None:
    archive = zipped(("offices.csv", bytes(50_000_000)))
    assert len(archive) < 100_000
    assert "offices.csv is larger than" in refused(into, {"delivery.zip": archive}, SMALL)
    assert (into / "offices.csv").stat().st_size <= 2 * SMALL.file_bytes


def test_files_that_are_too_large_together_are_refused(into: Path) -> None:
    archive = zipped(*((f"trainings/{number}.csv", bytes(150_000)) for number in range(3)))
    assert "With trainings/2.csv the files are larger than" in refused(into, {"delivery.zip": archive}, SMALL)


def test_a_size_that_is_a_lie_does_not_help(into: Path) -> None:
    archive = bytearray(zipped(("offices.csv", bytes(50_000_000))))
    listed = archive.index(b"PK\x01\x02")
    archive[22:26] = archive[listed + 24 : listed + 28] = (10).to_bytes(4, "little")
    refused(into, {"delivery.zip": bytes(archive)}, SMALL)
    assert sum(path.stat().st_size for path in into.rglob("*") if path.is_file()) <= 2 * SMALL.file_bytes


@pytest.mark.parametrize("content", [b"", b"no ZIP", b"PK\x05\x06", zipped(("offices.csv", b"1" * 999))[:-30]])
def test_what_is_no_zip_is_refused(into: Path, content: bytes) -> None:
    assert refused(into, {"delivery.zip": content}) == "delivery.zip is no ZIP that can be read: make it again."


def test_the_same_name_twice_is_refused(into: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = zipped(("offices.csv", b"1"), ("offices.csv", b"2"))
    assert refused(into, {"delivery.zip": archive}) == "offices.csv is there twice."


def test_a_file_and_a_folder_of_one_name_are_refused(into: Path) -> None:
    archive = zipped(("trainings.csv", b"1"), ("trainings.csv/a.csv", b"2"))
    assert "twice" in refused(into, {"delivery.zip": archive})


def test_names_become_ones_that_every_system_can_write(taken: Callable[..., dict[str, bytes]]) -> None:
    files = {
        "../../offices.csv": b"1",  # a browser sends no folders; only the last part counts
        "a\u202egnp\x07.csv": b"2",
        "x" * 4_000 + ".parquet": b"3",
        "...csv": b"4",
        "<img src=x onerror=alert(1)>.csv": b"5",
    }
    assert set(taken(files)) == {
        "offices.csv",
        "a_gnp_.csv",
        "x" * 120 + ".parquet",
        "_.csv",
        "<img src=x onerror=alert(1)>.csv",
    }


WHOLE = zipped(("offices.csv", csv_text("offices", [VALID["offices"]]).encode()), ("trainings/a.csv", b"x" * 500))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), cut=st.integers(0, 40)
)
def test_a_damaged_zip_is_taken_whole_or_refused_with_a_message(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]], cut: int
) -> None:
    damaged = bytearray(WHOLE)
    for place, value in places:
        damaged[place] = value
    into = tmp_path_factory.mktemp("damaged") / "upload"
    into.mkdir()
    try:
        unpack([("delivery.zip", io.BytesIO(bytes(damaged[: len(damaged) - cut])))], into, SMALL)
    except UploadError as error:
        assert str(error)
    assert [path.name for path in into.parent.iterdir()] == ["upload"]


def test_a_file_called_like_no_table_is_assigned_by_hand_or_by_its_header(into: Path) -> None:
    unpack(
        [
            ("Offices.CSV", io.BytesIO(b"code")),
            ("list of meetings.csv", io.BytesIO(csv_text("cws_participation", [VALID["cws_participation"]]).encode())),
            ("export.xlsx", io.BytesIO(b"PK")),
            ("notes.docx", io.BytesIO(b"PK")),
        ],
        into,
    )
    assert [path.as_posix() for path in not_assigned(into)] == ["export.xlsx", "list of meetings.csv"]
    assert guess(into / "list of meetings.csv") == "cws_participation"
    assert guess(into / "export.xlsx") is None
    assign(into, Path("list of meetings.csv"), "cws_participation")
    assert (into / "cws_participation" / "list of meetings.csv").is_file()
    assert [path.as_posix() for path in not_assigned(into)] == ["export.xlsx"]


@pytest.mark.parametrize("table", VALID)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_header_of_each_table_fits_that_table_alone(into: Path, table: str, encoding: str) -> None:
    text = csv_text(table, [VALID[table]]).replace(",", ";").replace("_", " ").upper()
    (into / "a.csv").write_bytes(text.encode(encoding))
    assert guess(into / "a.csv") == table


def test_a_header_of_no_table_fits_none(into: Path) -> None:
    for content in (b"", b"\xff\xfe", b"name,colour\n", bytes(1000)):
        (into / "a.csv").write_bytes(content)
        assert guess(into / "a.csv") is None


@pytest.mark.parametrize(
    ("name", "table"), [("Training Offices.XLSX", "training_offices"), ("OFFICES", "offices"), ("x.csv", None)]
)
def test_the_table_is_told_by_the_name(name: str, table: str | None) -> None:
    assert table_of(name) == table
