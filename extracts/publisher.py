"""What this server process shows: adopts what stands published, and has new deliveries published by a worker."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import CompletedProcess

import duckdb

from extracts.comparison import News
from extracts.folder import look
from extracts.lookout import Lookout
from extracts.place import Place, Store, StoreError, folder_of
from extracts.settings import poll_seconds
from extracts.snapshot import Snapshot, open_snapshot
from extracts.standing import nothing, open_current
from extracts.state import POINTER, Current, Reason, Refused, State, read_state, recipe
from extracts.verdict import objections
from extracts.worker import DIED, DONE, REFUSED, TROUBLE, WorkerError, run_worker
from words import _

# A worker that has not ended by then never will.
WORKER_SECONDS = 3600
LONGEST_PAUSE_SECONDS = 300.0
# A store that fails is asked again more and more rarely, but so often that one that is back is soon seen.
LONGEST_BLIND_SECONDS = 60.0
# And one with very many objects is looked at so rarely that this costs one part in so many of a processor.
LOOK_PARTS = 20

log = logging.getLogger(__name__)

RunWorker = Callable[..., CompletedProcess[str]]


@dataclass(frozen=True)
class Refusal:
    """The newest delivery, which was not published: why, when it was seen (UTC, ISO), and what was read of it."""

    reasons: tuple[Reason, ...]
    seen_at: str
    snapshot: Snapshot | None


@dataclass(frozen=True)
class Publication:
    """What a session shows, never to change: a snapshot, and what must be said of it.

    `current` tells what stands published, None where nothing does and `snapshot` is empty or lives in memory alone.
    `refusal` is the newest delivery where it is not the one shown. `trouble` says in words why nothing newer could be
    published, or is ""; where that is a store which fails, `away` says it in any language. `news` is what is new since
    the delivery before, whose snapshot is the file `previous`.
    """

    snapshot: Snapshot
    current: Current | None = None
    refusal: Refusal | None = None
    trouble: str = ""
    news: News | None = None
    previous: Path | None = None
    away: StoreError | None = None


class Publisher:
    """Watches one data folder, or object store, and its state; `publication` is what to show now.

    `look_again` is one look and may be called by one thread only; `start` makes the first publication available and
    has a thread of its own look from then on. Nothing here reads delivered files but the last resort of `start`.
    """

    def __init__(
        self,
        data: Place,
        state_folder: Path,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        worker: RunWorker = run_worker,
    ) -> None:
        self.place, self.state_folder = data.absolute(), state_folder
        self.data = folder_of(self.place, state_folder)  # where deliveries are read
        self._lookout = Lookout(self.place) if isinstance(self.place, Store) else None
        self._today, self._worker = today, worker
        self._publication: Publication | None = None
        self._state: State | None = None
        self._pointer: tuple[int, ...] | None = None
        self._at_rest: str | None = None  # how the folder looked last time
        self._was_ours = False  # whether this program has made what stood published, at any time
        self._asked: tuple[str, int] | None = None  # what a worker of ours has judged: never twice the same
        self._has_warned = False
        self._failures = 0
        self._pause = 0.0  # seconds to go before a failed publication is tried again
        self._blind_looks, self._blind = 0, 0.0  # failed looks at a store; seconds to the next one
        self._stopped = threading.Event()

    @property
    def publication(self) -> Publication:
        """What to show now. Raises RuntimeError before `start`."""
        if self._publication is None:
            raise RuntimeError("the publisher has not been started")
        return self._publication

    def start(self) -> None:
        """Show the last good delivery, or publish the first one, and go on watching in a thread.

        Raises NotADirectoryError where nothing stands published and there is no data folder.
        """
        self.adopt()
        if self._publication is None:
            if self._lookout is None and not self.data.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, _("there is no such folder"), str(self.data))
            status, trouble = self._run_worker(settle=poll_seconds())
            self.adopt()
            if self._publication is None:
                self._publication = self._without_state(status, trouble)
        threading.Thread(target=self._watch, name="publisher", daemon=True).start()

    def stop(self) -> None:
        """End the watching; what is shown stays."""
        self._stopped.set()
        if self._lookout:
            self._lookout.stop()

    def look_again(self) -> None:
        """Take one look: adopt what another process has published, and have a delivery at rest published."""
        self.adopt()
        seen = self._looked_at()
        if seen is None:
            return
        was_at_rest, self._at_rest = seen == self._at_rest, seen
        if self._has_judged(seen):
            self._failures, self._pause = 0, 0.0
            self._say_trouble("")
        elif not was_at_rest:
            self._pause = 0.0  # on its way; and what is new is tried at once
        elif self._pause > 0:
            self._pause -= poll_seconds()
        else:
            status, trouble = self._run_worker(settle=0)
            self.adopt()
            self._asked = (seen, self._today().year) if status in (DONE, REFUSED) else None
            self._failures = self._failures + 1 if trouble else 0
            self._pause = min(poll_seconds() * 2**self._failures, LONGEST_PAUSE_SECONDS) if trouble else 0.0
            self._say_trouble(trouble)

    def _looked_at(self) -> str | None:
        """Return how the place looks, or None where it is a store that fails, which is said then."""
        if self._lookout is None:
            return look(self.data)
        if self._blind > 0:
            self._blind -= poll_seconds()
            return None
        try:
            seen = self._lookout.look()
        except StoreError as error:
            self._blind_looks += 1
            self._blind = min(poll_seconds() * 2**self._blind_looks, LONGEST_BLIND_SECONDS)
            self._at_rest = None
            self._say_trouble(error.told(), error)
            return None
        self._blind = LOOK_PARTS * self._lookout.cost - poll_seconds()
        if self._blind_looks:
            self._blind_looks = 0
            self._pause = 0.0  # what failed with the store may go well now
        return seen

    def adopt(self) -> None:
        """Show what the state points to, where that is something else than what is shown."""
        pointer = self._looked_up()
        if pointer == self._pointer:
            return
        state = read_state(self.state_folder)
        self._pointer, before, self._state = pointer, self._state, state
        self._was_ours |= state.seen is not None and state.seen.recipe == recipe()
        shown = self._publication
        if shown and before and state.current == before.current and shown.current:
            snapshot: Snapshot | None = shown.snapshot
        else:
            snapshot = open_current(self.data, self.state_folder, state)
        if snapshot:
            log.info("snapshot %s is shown, publication %s", snapshot.fingerprint[:8], state.sequence)
            previous = self.state_folder / state.previous if state.previous else None
            self._publication = Publication(
                snapshot, state.current, self._refusal(state.refused), news=state.news, previous=previous
            )
        elif state.refused and state.refused.file and (shown is None or shown.current is None):
            self._publication = Publication(nothing(self.data), None, self._refusal(state.refused))

    def _watch(self) -> None:
        while not self._stopped.wait(poll_seconds()):
            try:
                self.look_again()
            except Exception:  # whatever happens to one look, the next one may go well
                log.exception("looking at %s went wrong", self.place)

    def _has_judged(self, seen: str) -> bool:
        """Tell whether the folder, which looks like `seen`, needs no publication: it has been published or refused."""
        state, year = self._state or State(), self._today().year
        if state.current and year < state.current.year and not self._has_warned:
            self._has_warned = True
            log.warning("the clock says %s, before the year of what stands published, which is kept to", year)
        # A worker may go by another recipe than this process: the program on disk has been replaced under it. And what
        # another program has made after ours is left alone: it is to replace this one, process by process.
        is_followed = self._was_ours or self._asked == (seen, year)
        made_by = state.seen.recipe if state.seen and is_followed else recipe()
        return state.has_judged(seen, made_by, year)

    def _run_worker(self, settle: float) -> tuple[int, str]:
        """Have the delivery published by a worker; return its status, and in words what went wrong, or ""."""
        try:
            ended = self._worker(
                *("publish", "--data", str(self.place), "--state", str(self.state_folder.parent)),
                *("--settle", str(settle)),
                seconds=WORKER_SECONDS,
            )
        except WorkerError as error:
            return DIED, str(error)
        if ended.returncode == DONE:
            return DONE, ""
        said = ended.stderr.strip()
        log.warning("the delivery in %s was not published: %s", self.place, said)
        return ended.returncode, "" if ended.returncode == REFUSED else said.rpartition("\n")[2]

    def _without_state(self, status: int, trouble: str) -> Publication:
        """Return what to show where nothing stands published: no row, or without a place to keep it, what is there."""
        if status != TROUBLE or self._lookout:
            return Publication(nothing(self.data), trouble=trouble)
        # The last resort, for which alone a server would have to know how to read a delivery.
        from extracts.build import load

        snapshot = load(self.data, self._today())
        if reasons := objections(snapshot, None):
            refusal = Refusal(reasons, datetime.now(UTC).isoformat(timespec="seconds"), snapshot)
            return Publication(nothing(self.data), refusal=refusal, trouble=trouble)
        return Publication(snapshot, trouble=trouble)

    def _say_trouble(self, trouble: str, away: StoreError | None = None) -> None:
        """Say `trouble` with what is shown; what could not be kept goes on saying why."""
        shown = self.publication
        is_new = (shown.trouble, shown.away is None) != (trouble, away is None)
        if is_new and (trouble or shown.current):
            self._publication = replace(shown, trouble=trouble, away=away)

    def _refusal(self, refused: Refused | None) -> Refusal | None:
        if refused is None:
            return None
        snapshot = None
        if refused.file:
            try:
                snapshot = open_snapshot(self.state_folder / refused.file, self.data)
            except (duckdb.Error, OSError) as error:
                log.error("the refused snapshot %s cannot be opened: %s", refused.file, error)
        return Refusal(refused.reasons, refused.seen_at, snapshot)

    def _looked_up(self) -> tuple[int, ...]:
        try:
            found = (self.state_folder / POINTER).stat()
        except OSError:
            return ()
        return (found.st_ino, found.st_mtime_ns, found.st_size)
