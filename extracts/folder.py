"""Which files of a folder belong to which table.

A table is delivered as one file called like it (`trainings.csv`, `Training Offices.XLSX`), as several, or as a folder
called like it with parts of any kind, at any depth. A folder of parts named `column=value` gives that value to the
parts that lack the column. Symbolic links below the folder are never followed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from extracts.contract import Table, read_contract
from extracts.limits import FOLDER, Limits
from extracts.spelling import plain

CSV_SUFFIXES = (".csv", ".tsv", ".txt")
COMPRESSED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".zip")
WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsb")
PARQUET_SUFFIXES = (".parquet", ".pq")
SUFFIXES = {
    *CSV_SUFFIXES,
    *(inner + outer for inner in CSV_SUFFIXES for outer in COMPRESSED_SUFFIXES),
    ".zip",
    *WORKBOOK_SUFFIXES,
    *PARQUET_SUFFIXES,
}
# Names of what is still being written, of locks of office programs and of what only one system knows.
HIDDEN_STARTS = (".", "~$", "_temporary", "__MACOSX")
HIDDEN_ENDS = (".tmp", ".part", "~")
# What a folder of parts is called where the value is missing.
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"

Given = dict[str, str | None]  # values that the folders of a part give to all of its rows, by column
NotRead = tuple[str, str]  # name of a file and the rule that keeps it from being read


@dataclass(frozen=True)
class DeliveredFile:
    """One file of a table: `name` is its path below the folder, as text; `given` what its folders say of its rows.

    `unknown` are the keys of those of its folders that are named `key=value` after no column of the table.
    """

    table: str
    name: str
    path: Path
    given: Given = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What lies in a folder: the files of each table in order, and the name and rule of each that is not read."""

    files: tuple[DeliveredFile, ...] = ()
    not_read: tuple[NotRead, ...] = ()

    def of(self, table: str) -> list[DeliveredFile]:
        return [file for file in self.files if file.table == table]


def suffix_of(name: str) -> str:
    """Return the longest suffix of `name` that a delivered file may have, in lower case, or an empty text."""
    *_start, inner, outer = ("", "", *name.lower().split("."))
    return next((suffix for suffix in (f".{inner}.{outer}", f".{outer}") if suffix in SUFFIXES), "")


def find(folder: Path, contract: Sequence[Table], limits: Limits = FOLDER) -> Found:
    """Return what `folder` holds for the tables of `contract`.

    The rule of what is not read is `symbolic_link`, `not_a_file` (a pipe, a device, a folder called like a file),
    `too_large`, `too_many_files` (told once, of the first one too many), `unreadable` (a folder that may not be
    opened) or `no_table` (a data file called like no table: worth a note, no fault). Raises OSError where `folder`
    itself cannot be read.
    """
    columns = {table.name: {plain(name): name for name in table.column_names} for table in contract}
    files: dict[str, list[DeliveredFile]] = {table.name: [] for table in contract}
    not_read: list[NotRead] = []
    count = 0
    for entry, name, table in _candidates(folder, contract, not_read):
        rule = _refusal(entry, limits) if table else "no_table"
        if table and not rule:
            count += 1
            if count <= limits.files:
                files[table.name].append(_file(table, name, Path(entry.path), columns[table.name]))
                continue
            rule = "too_many_files"
        if rule and (rule != "too_many_files" or count == limits.files + 1):
            not_read.append((name, rule))
    # The order of names is the order of rows, and of rows with the same key the first one stays.
    in_order = (file for of_table in files.values() for file in sorted(of_table, key=lambda file: file.name))
    return Found(tuple(in_order), tuple(not_read))


def table_of_name(parts: Sequence[str]) -> tuple[str, bool] | None:
    """Return the table (or "") to which a file belongs whose path has these `parts`, and whether it is read as one.

    It is not where its folder is called like a file. None is returned for what `find` would not even mention.
    """
    if any(map(_is_hidden, parts)):
        return None
    suffix = suffix_of(parts[0])
    stem = plain(parts[0][: len(parts[0]) - len(suffix)])
    table = next((table.name for table in read_contract() if plain(table.name) == stem), "")
    if suffix:
        return table, len(parts) == 1
    return (table, True) if table and len(parts) > 1 and suffix_of(parts[-1]) else None


def signature(folder: Path, contract: Sequence[Table] | None = None) -> tuple[tuple[str | int, ...], ...]:
    """Return name, kind, size, inode and times of the last change (ns; content, attributes) of all that `find` meets.

    Where it changes, the delivery has changed. It is cheap: no file is opened. Nothing is raised: what has vanished or
    may not be looked at is left out, and a folder that is gone has the empty signature.
    """
    seen = []
    try:
        for entry, name, table in _candidates(folder, contract or read_contract(), []):
            state = _state(entry)
            if table and state:
                # The time of the attributes changes with the permissions, which may let a file be read at last.
                kind = stat.S_IFMT(state.st_mode)
                seen.append((name, kind, state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns))
    except OSError:
        return ()
    return tuple(seen)


def _candidates(
    folder: Path, contract: Sequence[Table], not_read: list[NotRead]
) -> Iterator[tuple[os.DirEntry[str], str, Table | None]]:
    """Yield what is called like a data file in `folder` and its folders of parts, with its path as text and its table.

    Links are among them, to be told, and so are data files beside the tables, which have none.
    """
    tables = {plain(table.name): table for table in contract}
    for entry in _listed(folder):
        suffix, name = suffix_of(entry.name), _text(entry.name)
        table = tables.get(plain(entry.name[: len(entry.name) - len(suffix)]))
        if suffix or (table and entry.is_symlink()):
            yield entry, name, table
        elif table and entry.is_dir(follow_symlinks=False):
            for part, path in _below(entry, name, not_read):
                if part.is_symlink() or suffix_of(part.name):
                    yield part, path, table


def _below(folder: os.DirEntry[str], name: str, not_read: list[NotRead]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield all files below `folder`, in order, with their path as text; a folder that may not be read is noted."""
    waiting = [(folder, name)]
    while waiting:
        entry, path = waiting.pop()
        if not entry.is_dir(follow_symlinks=False):
            yield entry, path
            continue
        try:
            inside = _listed(entry.path)
        except OSError:
            not_read.append((path, "unreadable"))
            continue
        waiting.extend((child, f"{path}/{_text(child.name)}") for child in reversed(inside))


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not _is_hidden(entry.name)]
    return sorted(shown, key=lambda entry: entry.name)


def _is_hidden(name: str) -> bool:
    return name.startswith(HIDDEN_STARTS) or name.lower().endswith(HIDDEN_ENDS)


def _refusal(entry: os.DirEntry[str], limits: Limits) -> str | None:
    """Return the rule that keeps `entry` from being read, or None."""
    state = _state(entry)
    if state is None:  # gone since the folder was listed: opening it will say so
        return None
    if stat.S_ISLNK(state.st_mode):
        return "symbolic_link"
    if not stat.S_ISREG(state.st_mode):
        return "not_a_file"
    return "too_large" if state.st_size > limits.file_bytes else None


def _state(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:
        return None


def _file(table: Table, name: str, path: Path, columns: dict[str, str]) -> DeliveredFile:
    given: Given = {}
    unknown = []
    for folder in name.split("/")[:-1]:
        key, is_pair, value = folder.partition("=")
        if not is_pair:
            continue
        if column := columns.get(plain(unquote(key))):
            given[column] = None if value == NO_VALUE else unquote(value).strip() or None
        else:
            unknown.append(key)
    return DeliveredFile(table.name, name, path, given, tuple(unknown))


def _text(name: str) -> str:
    """A name on disk may be no text at all; its bytes are shown then, so that it can be told and stored."""
    return os.fsencode(name).decode(errors="backslashreplace")


def look(folder: Path) -> str:
    """Return what tells one state of `folder` from another without reading its files; "" where there is no folder."""
    return hashlib.sha256(repr(signature(folder)).encode()).hexdigest() if folder.is_dir() else ""
