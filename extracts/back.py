"""The way back to the delivery that stood published before, for the hour in which the newest one turns out wrong.

All server processes of the state show it at their next look. The delivery that was left stays where it lies and is
refused until the folder holds another one, or until the way back is taken a second time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extracts.lock import publishing
from extracts.snapshot import open_snapshot
from extracts.state import Current, Reason, Refused, State, clear_away, read_state, write_state

# The code of the reason against a delivery that an operator has left.
RETURNED = "returned"


class NothingBeforeError(Exception):
    """There is no earlier snapshot to return to, or none that can be opened."""


def return_to_previous(data: Path, folder: Path) -> State:
    """Let what stood published before stand again in the state `folder` of the data folder `data`; return the state.

    A second time it is the other way round. Raises NothingBeforeError, and OSError where the state cannot be written.
    """
    if not folder.is_dir():
        raise NothingBeforeError
    with publishing(folder):
        state = read_state(folder)
        if state.current is None or state.previous is None:
            raise NothingBeforeError
        try:
            snapshot = open_snapshot(folder / state.previous, data)
        except (duckdb.Error, OSError) as error:
            raise NothingBeforeError from error
        was_left = has_returned(state)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        left = Refused(state.current.fingerprint, state.current.file, (Reason(RETURNED),), now)
        # By which program it was made nobody knows any more: its tables are looked at before it is shown.
        current = Current(snapshot.fingerprint, state.previous, state.current.year, "", now)
        after = replace(
            state,
            sequence=state.sequence + 1,
            current=current,
            previous=state.current.file,
            refused=None if was_left else left,
            news=None,
        )
        snapshot.connection.close()
        write_state(folder, after)
        clear_away(folder, after)
        return after


def has_returned(state: State) -> bool:
    """Tell whether the newest delivery is one that an operator has left."""
    return state.refused is not None and any(reason.code == RETURNED for reason in state.refused.reasons)


def is_left(state: State, fingerprint: str) -> bool:
    """Tell whether a delivery of this content is the one that an operator has left."""
    return has_returned(state) and state.refused is not None and state.refused.fingerprint == fingerprint
