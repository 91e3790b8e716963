"""The objects of a store as files: what is new is fetched, and the folder to read is then put in place whole.

Every content lies once in `objects/`, under a name that only it has; `mirror/` holds links to them under the names of
the store. What was fetched before an attempt failed is therefore not fetched again, nor is what has not changed.
"""

from __future__ import annotations

import errno
import os
import queue
import re
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from extracts.folder import NotRead, table_of_name
from extracts.limits import FOLDER, MEGABYTE
from extracts.place import MIRROR, AtHand, StoreError
from extracts.settings import store_seconds
from extracts.state import sync
from extracts.store import PARALLEL, S3, StoredObject
from words.codes import N_

OBJECTS = "objects"
# What is left free on the disk: the database is still to be written.
SPARE_BYTES = 50 * MEGABYTE
# How long those who fetch may take to notice that they are to stop.
STOP_SECONDS = 2.0
_UNSAFE = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")


def sorted_out(listed: Sequence[StoredObject]) -> tuple[list[StoredObject], list[NotRead]]:
    """Return the objects that are files of a table, and name and rule of others that somebody may have meant as such.

    The rule is `object_name` (a name that leads out of the folder, or that no file can have), or one of
    `extracts.folder.find`.
    """
    wanted, not_read = [], dict[str, str]()
    for stored in listed:
        *folders, last = parts = stored.name.split("/")
        if not last:  # what programs put in place of a folder
            continue
        if not all(map(_is_safe, parts)):
            not_read[stored.name] = "object_name"
            continue
        found = table_of_name(parts)
        if found is None:
            continue
        table, is_file = found
        if not table:
            not_read[parts[0]] = "no_table"
        elif not is_file:
            not_read[folders[0]] = "not_a_file"
        elif stored.size > FOLDER.file_bytes:
            not_read[stored.name] = "too_large"
        else:
            wanted.append(stored)
    return wanted, list(not_read.items())


def mirror(store: S3, listed: Sequence[StoredObject], folder: Path) -> AtHand:
    """Bring the objects `listed` of `store` into `folder` and return where they can be read.

    Raises StoreError where the store fails or the time is up, ChangedError where an object changed meanwhile, and
    another OSError where the disk does; what was mirrored before stays then.
    """
    wanted, not_read = sorted_out(listed)
    pool, kept = folder / OBJECTS, {stored.content for stored in wanted}
    pool.mkdir(parents=True, exist_ok=True)
    _sweep(pool, kept)
    new = [stored for stored in wanted if not _is_there(pool, stored)]
    try:
        _fetch(store, new, pool)
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        # What came whole need not come again; but a disk that is full must not stay so.
        _sweep(pool, kept - {stored.content for stored in new} if is_full else kept)
        if is_full:
            raise OSError(error.errno, error.strerror, str(pool)) from error
        raise
    not_read += _lay(wanted, pool, folder)
    return AtHand(folder / MIRROR, tuple(not_read))


def _is_safe(part: str) -> bool:
    return part not in ("", ".", "..") and not _UNSAFE.search(part) and len(part.encode(errors="replace")) <= 255


def _is_there(pool: Path, stored: StoredObject) -> bool:
    with suppress(FileNotFoundError):
        return (pool / stored.content).stat().st_size == stored.size
    return False


def _fetch(store: S3, new: Sequence[StoredObject], pool: Path) -> None:
    size = sum(stored.size for stored in new)
    if new and size + SPARE_BYTES > shutil.disk_usage(pool).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(pool))

    def fetch(stored: StoredObject, check: Callable[[], None]) -> None:
        part = pool / f"{stored.content}.{threading.get_ident()}.part"
        try:
            with part.open("xb") as file:
                store.fetch(stored, file, check)
                file.flush()
                os.fsync(file.fileno())
            part.replace(pool / stored.content)
        finally:
            part.unlink(missing_ok=True)

    seconds = store_seconds()
    try:
        _in_parallel(fetch, new, seconds)
    except TimeoutError:
        reason = N_(
            "the delivery did not arrive within {seconds} seconds; what came is kept, and the next attempt goes on from"
            " there (ACTIVITY_STORE_SECONDS allows more time)"
        )
        raise StoreError(store.store, reason, seconds=round(seconds)) from None
    sync(pool)


class _StoppedError(Exception):
    """Another of those who fetch has failed, or the time is up."""


def _in_parallel(
    work: Callable[[StoredObject, Callable[[], None]], None], items: Sequence[StoredObject], seconds: float
) -> None:
    """Do `work` for all `items`, several at a time; raise the first failure, or TimeoutError when the time is up."""
    waiting, ended, stop = deque(items), queue.SimpleQueue[BaseException | None](), threading.Event()

    def check() -> None:
        if stop.is_set():
            raise _StoppedError

    def run() -> None:
        while not stop.is_set():
            try:
                work(waiting.popleft(), check)
            except IndexError:
                return
            except BaseException as error:
                ended.put(error)
                return
            ended.put(None)

    # Not an executor, which waits at the end of the process for a store that sends a byte from time to time.
    crew = [threading.Thread(target=run, name="fetching", daemon=True) for _number in range(min(PARALLEL, len(items)))]
    for thread in crew:
        thread.start()
    deadline = time.monotonic() + seconds
    try:
        for _item in items:
            error = ended.get(timeout=max(0.0, deadline - time.monotonic()))
            if error:
                raise error
    except queue.Empty:
        raise TimeoutError from None
    finally:
        stop.set()
        until = time.monotonic() + STOP_SECONDS
        for thread in crew:
            thread.join(max(0.0, until - time.monotonic()))


def _lay(wanted: Sequence[StoredObject], pool: Path, folder: Path) -> list[NotRead]:
    """Put `mirror/` in place, made of links to what lies in `pool`; return what cannot be a file beside the others."""
    tree, old = folder / f"{MIRROR}.new", folder / f"{MIRROR}.old"
    for left in (tree, old):
        shutil.rmtree(left, ignore_errors=True)
    tree.mkdir(mode=0o700)
    not_read = []
    for stored in sorted(wanted, key=lambda stored: stored.name):
        source, target = pool / stored.content, tree / stored.name
        changed = round(stored.changed_at.timestamp() * 1e9)
        if source.stat().st_mtime_ns != changed:
            os.utime(source, ns=(changed, changed))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(source, target)
        except OSError as error:
            # A name may be a file and a folder at once, or differ in case only, which not every disk can keep.
            if error.errno not in (errno.EEXIST, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EISDIR):
                raise
            not_read.append((stored.name, "object_name"))
    # Killed between these two, the next attempt lays it again, without fetching.
    with suppress(FileNotFoundError):
        (folder / MIRROR).replace(old)
    tree.replace(folder / MIRROR)
    shutil.rmtree(old, ignore_errors=True)
    return not_read


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.ENOSYS):
            raise
        shutil.copy2(source, target)  # not every disk knows links


def _sweep(pool: Path, kept: set[str]) -> None:
    """Remove all but what is `kept`: what is no longer delivered, and pieces. `mirror/` has links of its own."""
    for path in pool.iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)
