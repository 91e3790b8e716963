"""How far a worker is with a delivery, for those who wait for it: a small file that is alive as long as the worker is.

The worker writes it anew every second. A worker that dies leaves one that grows old, and nobody believes an old one.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

import duckdb

FILE = "progress.json"
BEAT_SECONDS = 1.0
OLD_SECONDS = 15.0
# How much of the whole work the steps of a table take, compared by the bytes that were delivered of it; fetching comes
# before, and how long a store takes nobody knows.
WEIGHTS = {"fetching": 0, "reading": 1, "writing": 1, "summing": 2}


@dataclass(frozen=True)
class Progress:
    """The `step` (of WEIGHTS) that a worker is at, the table `dataset` (or ""), and the `share` done (0 to 1)."""

    step: str
    dataset: str
    share: float


class Telling:
    """Tells, while it is entered, how far the work is, in the file `path`; without one it tells nobody.

    Nothing is raised where the file cannot be written: the work matters more.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._step, self._dataset, self._now = "", "", 0
        self._done, self._all, self._share = 0, 1, 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="progress", daemon=True)

    def __enter__(self) -> Telling:
        if self._path:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended.set()
        if self._path:
            self._thread.join()
            self._path.unlink(missing_ok=True)

    def begin(self, connection: duckdb.DuckDBPyConnection, tables: int) -> None:
        """Note that a delivery of so many bytes is read into `connection`, from its beginning."""
        self._done, self._all, self._now, self._share = 0, max(tables * sum(WEIGHTS.values()), 1), 0, 0.0
        if self._path:
            connection.execute("set enable_progress_bar = true")
            connection.execute("set enable_progress_bar_print = false")
            self._connection = connection

    def step(self, step: str, dataset: str = "", size: int = 0) -> None:
        """Note that the step before has ended and that `step` begins, with so many bytes of `dataset`."""
        self._done += self._now
        self._step, self._dataset, self._now = step, dataset, WEIGHTS[step] * size

    def end(self) -> None:
        """Note that the connection is not to be asked any more."""
        self._connection = None

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            if self._step and self._path:
                # Of several statements of a step each begins at 0 again: what was told is not taken back.
                self._share = max(self._share, (self._done + self._now * self._of_statement()) / self._all)
                text = json.dumps(asdict(Progress(self._step, self._dataset, min(self._share, 1.0))))
                beside = self._path.with_name(f"{FILE}.new")
                try:
                    beside.write_text(text, encoding="utf-8")
                    beside.replace(self._path)
                except OSError:
                    continue

    def _of_statement(self) -> float:
        """Return how much of the statement that runs is done (0 to 1)."""
        try:
            return min(max(self._connection.query_progress(), 0.0), 100.0) / 100 if self._connection else 0.0
        except duckdb.Error:  # closed in between
            return 0.0


def read_progress(folder: Path) -> Progress | None:
    """Return how far a worker is that publishes into the state folder `folder`; None where none does."""
    path = folder / FILE
    try:
        if time.time() - path.stat().st_mtime > OLD_SECONDS:
            return None
        return Progress(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
