"""The right to publish into a state folder, which one process at a time has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

LOCK_SECONDS = 600


@contextmanager
def publishing(folder: Path) -> Iterator[None]:
    """Hold the right to publish into `folder`, which is made where needed; one process at a time has it.

    Raises OSError where the folder cannot be written and TimeoutError (one too) where another process does not end. The
    system takes the right away from a process that dies.
    """
    for path in (folder.parent, folder):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", timeout=LOCK_SECONDS, mode=0o600, fallback_to_soft=False, preserve_lock_file=True)
    with lock:
        yield
