"""A delivery tried out: read beside the live data under the same rules, told, and thrown away."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from operator import add
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from exports.csv_file import csv_bytes
from exports.sheet import sheet_of
from extracts import Snapshot, read_contract
from extracts.folder import find
from extracts.limits import UPLOAD
from extracts.snapshot import open_snapshot
from extracts.upload import assign, guess, not_assigned, unpack
from extracts.verdict import objections, reason_text
from extracts.worker import build_apart
from queries import Filters, ask, query
from queries.paging import ask_where
from queries.provenance import provenance
from queries.rows import Answer
from queries.trial import changed_only, headline_changes
from words import _, label

# What is shown of a delivery, by question; the rows of each that are kept for the file to take along.
BOOKS = ("rows_set_aside", "rows_suspected", "remarks")
ROWS_KEPT = 100_000
AT_ONCE = 2  # trials of all people of this server together: each may cost a processor and a gigabyte

_places = threading.BoundedSemaphore(AT_ONCE)

Files = Sequence[tuple[str, bytes]]  # name as the browser gives it, and content


class BusyError(Exception):
    """As many deliveries as the server tries at once are being tried."""


@dataclass(frozen=True)
class Book:
    """The rows of one book: at most `ROWS_KEPT` of `count`, and the same as a CSV file."""

    name: str
    rows: Answer
    count: int
    csv: bytes


@dataclass(frozen=True)
class Trial:
    """What would become of a delivery.

    `files` are its files and those of other tables that it touches (`delivered_files`), `not_read` the names of files
    that are not looked at, each with the reason, `objections` the reasons against publishing it in words, `changes`
    the headline figures that would be others.
    """

    files: Answer
    books: tuple[Book, ...]
    not_read: tuple[tuple[str, str], ...]
    objections: tuple[str, ...]
    changes: Answer


def unassigned(files: Files) -> dict[str, str | None]:
    """Return the uploaded files whose name is no table's, as paths, each with the table that its header fits, if one.

    Raises UploadError, BusyError, and OSError where the server cannot write.
    """
    with _private_folder() as folder:
        _unpack(files, folder)
        return {path.as_posix(): guess(folder / path) for path in not_assigned(folder)}


def try_out(files: Files, tables: Mapping[str, str], live: Snapshot) -> Trial:
    """Return what would become of the `files`, laid over those of the `live` snapshot table by table.

    `tables` says of files that `unassigned` has named which table they belong to. The live data is not touched. Raises
    UploadError, WorkerError, BusyError, OSError where the server cannot write, and duckdb.Error.
    """
    with _private_folder() as folder:
        upload, database = folder / "upload", folder / "trial.duckdb"
        upload.mkdir()
        _unpack(files, upload)
        for path, table in tables.items():
            assign(upload, Path(path), table)
        build_apart(live.folder, database, upload, UPLOAD)
        trial = open_snapshot(database, live.folder)
        try:
            return _told(trial, live, upload)
        finally:
            trial.connection.close()


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Make a folder that only this server may open, and remove it afterwards; only so many at a time."""
    if not _places.acquire(blocking=False):
        raise BusyError
    try:
        with TemporaryDirectory(prefix="trial-") as folder:
            yield Path(folder)
    finally:
        _places.release()


def _unpack(files: Files, into: Path) -> None:
    unpack([(name, BytesIO(content)) for name, content in files], into, UPLOAD)


def _told(trial: Snapshot, live: Snapshot, upload: Path) -> Trial:
    found = find(upload, read_contract(), UPLOAD)
    concerned = {file.table for file in found.files} | _touched(trial, live)
    files = ask(trial, "delivered_files")
    return Trial(
        files=files.of([row for row in files.rows if row["dataset"] in concerned]),
        books=tuple(book for name in BOOKS if (book := _book(trial, name, concerned)).count),
        not_read=tuple((PurePosixPath(name).as_posix(), label("rule", rule)) for name, rule in found.not_read),
        objections=tuple(reason_text(reason) for reason in objections(trial, live)),
        changes=changed_only(headline_changes(live, trial)),
    )


def _touched(trial: Snapshot, live: Snapshot) -> set[str]:
    """Return the tables whose rows fare otherwise with this delivery than without it."""
    new, old = (_fates(snapshot) for snapshot in (trial, live))
    return {table for table in {*new, *old} if new.get(table) != old.get(table)}


def _fates(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    """Return how many rows of each delivered table were read, accepted and set aside."""
    fates: dict[str, tuple[int, ...]] = {}
    for row in ask(snapshot, "delivered_files").rows:
        counts = row["rows_read"], row["rows_accepted"], row["rows_set_aside"]
        fates[row["dataset"]] = tuple(map(add, fates.get(row["dataset"], (0, 0, 0)), counts))
    return fates


def _book(trial: Snapshot, name: str, concerned: set[str]) -> Book:
    question = query(name)
    part = ask_where(trial, name, None, "list_contains($tables, dataset)", {"tables": sorted(concerned)}, ROWS_KEPT)
    basis = provenance(trial, question, Filters())
    sheet = sheet_of(trial, question, Filters().within(trial), basis, part.answer, link="")
    about = (_("Trial"), _("Files that were tried and are not published."))
    return Book(name, part.answer, part.total, csv_bytes(replace(sheet, notes=(about, *sheet.notes))))
