"""What stands published, kept on disk: database files, and beside them the pointer `state.json`.

The pointer is replaced whole or not at all, and names only files that are complete: a process that is killed at any
moment leaves the state as it was before or as it is after, never between.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from extracts.comparison import News, TableChange
from extracts.contract import CONTRACT_FILE
from extracts.place import Place
from extracts.settings import ROOT, state_root

VERSION = 1
# What DuckDB calls the folder beside a database in which it puts what does not fit into memory.
SPILL_END = ".tmp"
POINTER = "state.json"
# What can change the rows that come out of the same files, besides the contract and this room itself.
READERS = ("duckdb", "pyarrow", "babel", "python-calamine")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reason:
    """Why a delivery was not published: `code` (of `words.codes`, list "refusal") with what it speaks of.

    `rule` is what is wrong with `file`, as in the books; `aside` of `read` rows of `dataset` were set aside.
    """

    code: str
    dataset: str = ""
    file: str = ""
    rule: str = ""
    aside: int = 0
    read: int = 0


@dataclass(frozen=True)
class Current:
    """The delivery that stands published: its snapshot in `file` of the state folder, made under `recipe`.

    `year` is the one that counted as running, `published_at` the time by the clock (UTC, ISO), which nothing rests on.
    """

    fingerprint: str
    file: str
    year: int
    recipe: str
    published_at: str


@dataclass(frozen=True)
class Refused:
    """The newest delivery, where it was not published; `file` is its snapshot, or None where it could not be read."""

    fingerprint: str | None
    file: str | None
    reasons: tuple[Reason, ...]
    seen_at: str


@dataclass(frozen=True)
class Seen:
    """What was judged last: the signature of the folder, the recipe, and the running year."""

    signature: str
    recipe: str
    year: int


@dataclass(frozen=True)
class State:
    """The pointer. `sequence` counts publications and refusals: it, never the clock, tells newer from older.

    `news` is what `current` has of new against the delivery before it, None where there was none or nobody compared.
    """

    sequence: int = 0
    current: Current | None = None
    refused: Refused | None = None
    seen: Seen | None = None
    previous: str | None = None
    news: News | None = None

    def has_judged(self, signature: str, recipe: str, year: int) -> bool:
        """Tell whether a folder that looks like `signature` has been judged; a clock set back makes no difference."""
        return self.seen is not None and self.seen == Seen(signature, recipe, max(year, self.seen.year))

    @property
    def files(self) -> set[str]:
        """The database files that somebody may want to open."""
        named = (self.current and self.current.file, self.refused and self.refused.file, self.previous)
        return {file for file in named if file}


def state_folder(data: Place, root: Path | None = None) -> Path:
    """Return the folder that keeps the state of `data`, where extracts lie, below `root` (default: the setting).

    It goes by the path as it was given: an operator may point a symbolic link to another delivery.
    """
    name = hashlib.sha256(os.fsencode(str(data.absolute()))).hexdigest()[:16]
    return (root or state_root()).absolute() / name


@cache
def recipe() -> str:
    """Return the hash of all that decides, besides the files, which rows a snapshot has: contract, code, libraries."""
    digest = hashlib.sha256()
    sources = (path for path in Path(__file__).parent.rglob("*") if path.suffix in (".py", ".sql", ".csv", ".json"))
    for path in (CONTRACT_FILE, ROOT / "words" / "codes.py", *sorted(sources)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    for name in READERS:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def read_state(folder: Path) -> State:
    """Return the state in `folder`; where there is none that can be read, an empty one that counts on."""
    try:
        found = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        if found.pop("version") != VERSION:
            raise ValueError("written by another version")
        return _state(found)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("%s cannot be used, publication begins anew: %s", folder / POINTER, error)
    return State(sequence=max((_number(path.name) for path in _databases(folder)), default=0))


def _state(found: dict[str, Any]) -> State:
    refused = found["refused"]
    if refused:
        refused["reasons"] = tuple(Reason(**reason) for reason in refused["reasons"])
    return State(
        sequence=int(found["sequence"]),
        current=Current(**found["current"]) if found["current"] else None,
        refused=Refused(**refused) if refused else None,
        seen=Seen(**found["seen"]) if found["seen"] else None,
        previous=found["previous"],
        news=_news(found.get("news")),
    )


def _news(found: dict[str, Any] | None) -> News | None:
    return News(**{**found, "tables": tuple(TableChange(**table) for table in found["tables"])}) if found else None


def write_state(folder: Path, state: State) -> None:
    """Make `state` the one in `folder`, whole and safe from a power cut. Raises OSError; the old one stays then."""
    text = json.dumps({"version": VERSION, **dataclasses.asdict(state)}, indent=1)
    beside = folder / f"{POINTER}.{os.getpid()}.new"
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / POINTER)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync(folder)


def database_name(kind: str, sequence: int, fingerprint: str) -> str:
    """Return the name of a database file: each is written once, so no two may ever share one."""
    return f"{kind}-{sequence:08d}-{fingerprint[:12]}.duckdb"


def clear_away(folder: Path, state: State) -> None:
    """Remove the files that `state` does not name: leftovers of killed workers, and old snapshots.

    Whoever has one open goes on reading it. To be called by the process that publishes.
    """
    for path in [*_databases(folder), *folder.glob("building-*"), *folder.glob(f"{POINTER}.*.new")]:
        if path.name.endswith(SPILL_END):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in state.files:
            path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, outlast a power cut. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _databases(folder: Path) -> list[Path]:
    return [*folder.glob("snapshot-*.duckdb"), *folder.glob("refused-*.duckdb")]


def _number(name: str) -> int:
    digits = name.split("-")[1]
    return int(digits) if digits.isdigit() else 0
