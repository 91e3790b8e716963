"""What stands published, on disk: written whole, read with care, and never a way back to what was."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from extracts.contract import CONTRACT_FILE
from extracts.lock import publishing
from extracts.state import (
    POINTER,
    Current,
    Reason,
    Refused,
    Seen,
    State,
    clear_away,
    database_name,
    read_state,
    recipe,
    state_folder,
    write_state,
)

CURRENT = Current("f" * 64, "snapshot-00000004-ffffffffffff.duckdb", 2026, "r", "2026-01-15T10:00:00+00:00")
REFUSED = Refused(None, None, (Reason("share", dataset="trainings", aside=3, read=4),), "2026-01-16T10:00:00+00:00")
STATE = State(5, CURRENT, REFUSED, Seen("s", "r", 2026), "snapshot-00000003-eeeeeeeeeeee.duckdb")


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    assert read_state(tmp_path) == STATE
    assert [path.name for path in tmp_path.iterdir()] == [POINTER]
    write_state(tmp_path, State())
    assert read_state(tmp_path) == State()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version": 2}',
        b'{"version": 1}',
        b'{"version": 1, "sequence": 1, "current": {"file": 3}, "refused": null, "seen": null, "previous": null}',
    ],
)
def test_a_damaged_pointer_is_none_and_counting_goes_on(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / POINTER).write_bytes(damage)
    (tmp_path / database_name("snapshot", 7, "ab" * 32)).touch()
    (tmp_path / database_name("refused", 8, "cd" * 32)).touch()
    assert read_state(tmp_path) == State(sequence=8)


def test_no_folder_is_an_empty_state(tmp_path: Path) -> None:
    assert read_state(tmp_path / "nowhere") == State()


def test_a_pointer_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_state(tmp_path, STATE)

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_state(tmp_path, State(sequence=6))
    assert read_state(tmp_path) == STATE
    assert [path.name for path in tmp_path.iterdir()] == [POINTER]


def test_what_no_state_names_is_cleared_away(tmp_path: Path) -> None:
    kept = {CURRENT.file, "snapshot-00000003-eeeeeeeeeeee.duckdb", POINTER, "lock", "something else"}
    gone = {
        "snapshot-00000002-aaaaaaaaaaaa.duckdb",
        "refused-00000001-bbbbbbbbbbbb.duckdb",
        "building-123.duckdb",
        "building-123.duckdb.wal",
        "state.json.123.new",
    }
    for name in kept | gone:
        (tmp_path / name).touch()
    clear_away(tmp_path, STATE)
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_each_data_folder_has_a_state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path))
    first, second = state_folder(Path("/srv/a")), state_folder(Path("/srv/b"))
    assert first != second
    assert first.parent == second.parent == tmp_path
    assert state_folder(Path("/srv/a"), tmp_path / "other").parent == tmp_path / "other"


def test_a_link_to_another_delivery_keeps_its_state(tmp_path: Path) -> None:
    link = tmp_path / "data"
    link.symlink_to(tmp_path / "monday")
    before = state_folder(link)
    link.unlink()
    link.symlink_to(tmp_path / "tuesday")
    assert state_folder(link) == before


def test_the_state_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "one"
    with publishing(folder):
        pass
    for path in (folder, folder.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_the_recipe_is_that_of_the_contract_and_of_this_program() -> None:
    assert recipe() == recipe()
    assert len(recipe()) == 64
    assert CONTRACT_FILE.exists()


def test_the_pointer_holds_no_path_of_this_machine(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    text = (tmp_path / POINTER).read_text()
    assert str(tmp_path) not in text
    assert json.loads(text)["version"] == 1


@pytest.mark.parametrize(
    ("signature", "made_by", "year", "judged"),
    [("s", "r", 2026, True), ("t", "r", 2026, False), ("s", "q", 2026, False), ("s", "r", 2027, False)],
)
def test_what_was_judged_is_not_judged_again(signature: str, made_by: str, year: int, judged: bool) -> None:
    assert STATE.has_judged(signature, made_by, year) is judged


def test_a_clock_set_back_is_no_news() -> None:
    assert STATE.has_judged("s", "r", 2019)
    assert not State().has_judged("s", "r", 2019)
