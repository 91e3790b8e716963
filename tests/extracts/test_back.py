"""The way back to the delivery before: shown by all processes, kept to, and left again by what comes new."""

from __future__ import annotations

from pathlib import Path

import pytest

from extracts.__main__ import main
from extracts.back import NothingBeforeError, return_to_previous
from extracts.publisher import Publisher
from extracts.state import State, read_state, state_folder
from tests.extracts.conftest import TODAY, Folder
from tests.extracts.publications import published, titles


@pytest.fixture
def state(complete: Folder) -> Path:
    """The folder of the state of `complete`, for which a second delivery stands published."""
    published(complete)
    complete.table("trainings", {"title": "A wrong one"})
    published(complete)
    return state_folder(complete.path)


def shown_by(complete: Folder, state: Path) -> Publisher:
    def never(*arguments: str, seconds: float) -> None:
        pytest.fail("nothing is to be published")

    publisher = Publisher(complete.path, state, lambda: TODAY, never)  # type: ignore[arg-type]
    publisher.stop()
    publisher.start()
    return publisher


def test_every_process_shows_the_delivery_before_and_says_why(complete: Folder, state: Path) -> None:
    watching = [shown_by(complete, state) for _process in range(3)]
    assert [titles(each.publication.snapshot) for each in watching] == [["A wrong one"]] * 3
    return_to_previous(complete.path, state)
    for each in watching:
        each.look_again()
        each.look_again()  # at rest, and left alone
        assert titles(each.publication.snapshot) == ["A training"]
        assert each.publication.refusal
        assert [reason.code for reason in each.publication.refusal.reasons] == ["returned"]
        assert each.publication.refusal.snapshot
        assert titles(each.publication.snapshot) == ["A training"]
    assert titles(shown_by(complete, state).publication.snapshot) == ["A training"]


def test_a_night_job_does_not_undo_it_and_a_corrected_delivery_does(complete: Folder, state: Path) -> None:
    first = return_to_previous(complete.path, state).current
    assert published(complete).current == first
    complete.path.joinpath("trainings.csv").touch()  # the same content anew
    again = published(complete)
    assert again.current == first
    assert again.refused
    complete.table("trainings", {"title": "A corrected one"})
    corrected = published(complete)
    assert corrected.refused is None
    assert titles(shown_by(complete, state).publication.snapshot) == ["A corrected one"]


def test_a_second_time_it_goes_forth_again(complete: Folder, state: Path) -> None:
    before = read_state(state)
    return_to_previous(complete.path, state)
    after = return_to_previous(complete.path, state)
    assert after.refused is None
    assert after.current and before.current
    assert (after.current.fingerprint, after.current.file) == (before.current.fingerprint, before.current.file)
    assert after.previous == before.previous
    assert after.sequence == before.sequence + 2
    assert titles(shown_by(complete, state).publication.snapshot) == ["A wrong one"]
    assert published(complete) == after


def test_without_a_delivery_before_nothing_changes(complete: Folder) -> None:
    folder = state_folder(complete.path)
    with pytest.raises(NothingBeforeError):
        return_to_previous(complete.path, folder)
    first = published(complete)
    with pytest.raises(NothingBeforeError):
        return_to_previous(complete.path, folder)
    assert read_state(folder) == first != State()
    complete.table("trainings", {"title": "Another"})
    second = published(complete)
    assert second.previous
    (folder / second.previous).write_bytes(b"no database")
    with pytest.raises(NothingBeforeError):
        return_to_previous(complete.path, folder)
    assert read_state(folder) == second


def test_the_command_says_what_stands_published(
    complete: Folder, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["return", "--data", str(complete.path), "--state", str(state.parent)]
    assert main(command) == 0
    current = read_state(state).current
    assert current
    assert f"Published now: snapshot {current.fingerprint[:8]}" in capsys.readouterr().out
    assert main(["return", "--data", str(complete.path), "--state", str(state.parent / "elsewhere")]) == 1
    assert "no earlier snapshot" in capsys.readouterr().err
    assert not (state.parent / "elsewhere").exists()
