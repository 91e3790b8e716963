"""One publication: read the delivery beside what stands, judge it, and move it into place whole, or say why not.

This runs in a process of its own (`python -m extracts publish`), started by the server or by an operator's night job.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from extracts.back import RETURNED, has_returned, is_left
from extracts.build import build
from extracts.comparison import News, compare
from extracts.lock import publishing
from extracts.place import AwayError, ChangedError, Place, folder_of
from extracts.progress import FILE as PROGRESS
from extracts.progress import Telling
from extracts.settings import poll_seconds
from extracts.snapshot import Snapshot, open_snapshot
from extracts.source import Source, source
from extracts.standing import open_current
from extracts.state import (
    Current,
    Reason,
    Refused,
    Seen,
    State,
    clear_away,
    database_name,
    read_state,
    recipe,
    sync,
    write_state,
)
from extracts.verdict import objections
from words import _

# How often a delivery that goes on changing is read again before it is left to the next time.
ATTEMPTS = 3

log = logging.getLogger(__name__)


class StateError(Exception):
    """The state cannot be written; the message says why. What stood published still does."""


class UnsettledError(Exception):
    """The delivery went on changing while it was read."""


def running_year(today: date, state: State) -> int:
    """Return the year to count as running: a clock that has been set back does not bring back a year."""
    if state.current and today.year < state.current.year:
        log.warning(
            "the clock says %s, but %s was running when the published snapshot was made, which is kept to;"
            " if the clock was wrong then, remove the state folder",
            today.year,
            state.current.year,
        )
        return state.current.year
    return today.year


def publish(data: Place, state_folder: Path, today: date | None = None, settle: float | None = None) -> State:
    """Publish the delivery in `data` where it is new and good; return the state, whose `refused` says why it is not.

    `today` (default: the clock's day in UTC) decides which year is running. A delivery that has changed within the last
    `settle` seconds (default: the setting), or does so while it is read, is given as many to come to rest. Raises
    StateError, UnsettledError, and AwayError where an object store or an engine fails.
    """
    try:
        with publishing(state_folder):
            state = read_state(state_folder)
            clear_away(state_folder, state)
            day = today or datetime.now(UTC).date()
            found, folder = source(data, state_folder), folder_of(data, state_folder)
            return _publish(found, folder, state_folder, state, day, poll_seconds() if settle is None else settle)
    except AwayError:
        raise
    except OSError as error:
        raise StateError(f"{error.strerror or error} ({error.filename})" if error.filename else str(error)) from error
    except duckdb.OutOfMemoryException as error:
        raise StateError(
            _("The memory that ACTIVITY_MEMORY allows does not suffice, or the disk is full: {reason}").format(
                reason=str(error).partition("\n")[0]
            )
        ) from error
    except duckdb.Error as error:
        raise StateError(str(error)) from error


def _publish(found: Source, data: Path, folder: Path, state: State, today: date, settle: float) -> State:
    """Publish or refuse what is `found`, and read in the folder `data`."""
    year = running_year(today, state)
    building = folder / f"building-{os.getpid()}.duckdb"
    for _attempt in range(ATTEMPTS):
        before = found.look()
        seen = Seen(before, recipe(), year)
        if state.seen == seen and (not state.refused or has_returned(state)) and open_current(data, folder, state):
            return state
        if settle and found.changed_within(settle):
            time.sleep(settle)
            if found.look() != before:
                continue
        building.unlink(missing_ok=True)
        try:
            with Telling(folder / PROGRESS) as telling:
                not_read = found.bring(telling).not_read
                build(data, building, date(year, 12, 31), telling=telling, not_read=not_read)
        except ChangedError:
            continue
        except AwayError:
            raise
        except OSError as error:
            if error.filename != str(data):
                raise
            if found.look() == before:
                building.unlink(missing_ok=True)
                return _refuse(folder, state, seen, (Reason("folder"),), None)
        else:
            if found.look() == before:
                return _judge(data, folder, state, seen, building)
    building.unlink(missing_ok=True)
    raise UnsettledError


def _judge(data: Path, folder: Path, state: State, seen: Seen, building: Path) -> State:
    """Publish or refuse what has been built."""
    published = open_current(data, folder, state)
    new = open_snapshot(building, data)
    fingerprint = new.fingerprint
    reasons = objections(new, published)
    if published and is_left(state, fingerprint):
        reasons = (*reasons, Reason(RETURNED))
    # Closed before it is moved: some systems do not move an open file.
    new.connection.close()
    if reasons:
        return _refuse(folder, state, seen, reasons, building, fingerprint)
    if published and state.current and (fingerprint, seen.recipe) == (published.fingerprint, state.current.recipe):
        # The same content, touched: what stands published goes on.
        building.unlink()
        kept = replace(state, seen=seen, refused=None)
        write_state(folder, kept)
        clear_away(folder, kept)
        return kept
    sequence = state.sequence + 1
    name = _into_place(building, database_name("snapshot", sequence, fingerprint))
    after = State(
        sequence=sequence,
        current=Current(fingerprint, name, seen.year, seen.recipe, _now()),
        seen=seen,
        previous=state.current.file if state.current else None,
        news=_news(folder, state, published, fingerprint, name),
    )
    write_state(folder, after)
    clear_away(folder, after)
    return after


def _news(folder: Path, state: State, published: Snapshot | None, fingerprint: str, new_file: str) -> News | None:
    """Return what the snapshot in `new_file` has of new; the same delivery read anew has what it had before."""
    if not published or not state.current:
        return None
    if published.fingerprint == fingerprint:
        return state.news
    try:
        tables = compare(folder / state.current.file, folder / new_file)
    except duckdb.Error as error:  # what is new is not worth a delivery that is not shown
        log.error("the snapshot could not be compared with the one before it: %s", error)
        return None
    day = published.changed_on.isoformat() if published.changed_on else ""
    return News(published.fingerprint, state.current.published_at, day, tables)


def _refuse(
    folder: Path, state: State, seen: Seen, reasons: tuple[Reason, ...], building: Path | None, fingerprint: str = ""
) -> State:
    """Note that the delivery is not published, and keep what was built of it for whoever has to mend it."""
    sequence = state.sequence + 1
    file = _into_place(building, database_name("refused", sequence, fingerprint)) if building else None
    after = replace(state, sequence=sequence, refused=Refused(fingerprint or None, file, reasons, _now()), seen=seen)
    write_state(folder, after)
    clear_away(folder, after)
    return after


def _into_place(building: Path, name: str) -> str:
    sync(building)
    building.replace(building.with_name(name))
    sync(building.parent)
    return name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
