"""Files from a browser, put into a private folder in the shape of a delivery: nothing climbs out, nothing swells.

A ZIP is taken apart once, whatever it says of itself: sizes are counted while it expands. What cannot be taken is
refused as a whole with a message that names the file, so that nobody tries half of a delivery.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from extracts.contract import read_contract
from extracts.folder import CSV_SUFFIXES, HIDDEN_ENDS, HIDDEN_STARTS, find, suffix_of
from extracts.limits import MEGABYTE, UPLOAD, Limits
from extracts.spelling import plain
from words import _, ngettext

CHUNK = 1 << 16
NAME_BYTES = 120
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# The end record of a ZIP, and the locator of its larger form, which no ZIP of this size needs.
_END, _END_SIZE, _LOCATOR, _LOCATOR_SIZE = b"PK\x05\x06", 22, b"PK\x06\x07", 20
_ENTRY_BYTES = 1_000  # what the list of contents may take for each file that is allowed
# What a damaged or hostile ZIP makes the library raise while it is read.
_UNREADABLE = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    LookupError,  # a name cut to nothing
)

Uploaded = tuple[str, BinaryIO]  # name as the browser gives it, and content


class UploadError(Exception):
    """An upload cannot be taken; the message is for the person who sent it, and no Markdown."""


def unpack(uploaded: Sequence[Uploaded], into: Path, limits: Limits = UPLOAD) -> None:
    """Write the `uploaded` files, and those inside uploaded ZIPs, below the empty folder `into`.

    A ZIP that is called like a table is left as it is: the table's one file, compressed. A folder that holds all of a
    ZIP is left out unless it is called like a table. Raises UploadError.
    """
    budget = _Budget(limits)
    for name, content in uploaded:
        own = PurePosixPath(name.replace("\\", "/")).name
        if own.lower().endswith(".zip") and table_of(own) is None:
            _unzip(own, content, into, budget)
        else:
            _write(own, _chunks(content), _path(into, [own], own), budget)


def not_assigned(folder: Path) -> list[Path]:
    """Return the data files in `folder` that belong to no table by their name, as paths below it."""
    read = {file.path for file in find(folder, read_contract(), UPLOAD).files}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and suffix_of(path.name))
    return [
        path.relative_to(folder) for path in files if path not in read and _may_be_assigned(path.relative_to(folder))
    ]


def guess(path: Path) -> str | None:
    """Return the only table that the header of the file at `path` fits, or None; CSV alone is looked into."""
    if suffix_of(path.name) not in CSV_SUFFIXES:
        return None
    with path.open("rb") as opened:
        start = opened.read(CHUNK)
    is_utf_16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    first = start.decode("utf-16" if is_utf_16 else "utf-8-sig", errors="replace").splitlines()[:1]
    headers = [{plain(cell) for cell in first[0].split(separator)} for separator in ",;\t|"] if first else []
    fitting = {
        table.name
        for table in read_contract()
        if any({plain(field.name) for field in table.fields if field.required} <= header for header in headers)
    }
    return fitting.pop() if len(fitting) == 1 else None


def assign(folder: Path, path: Path, table: str) -> None:
    """Make the file at `path` below `folder` a part of `table`."""
    target = folder / table / path.name
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        raise UploadError(_("{name} is there twice.").format(name=path.name))
    (folder / path).rename(target)


def table_of(name: str) -> str | None:
    """Return the table that a file or folder called `name` belongs to, or None."""
    stem = plain(name[: len(name) - len(suffix_of(name))])
    return next((table.name for table in read_contract() if plain(table.name) == stem), None)


class _Budget:
    """What may still be written of one upload: files, and bytes of all together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files = 0
        self.bytes = 0

    def count_file(self) -> None:
        self.files += 1
        if self.files > self.limits.files:
            raise UploadError(
                ngettext(
                    "These are more files than the {count} that can be tried at once.",
                    "These are more files than the {count} that can be tried at once.",
                    self.limits.files,
                ).format(count=self.limits.files)
            )

    def count_bytes(self, name: str, in_file: int, more: int) -> None:
        self.bytes += more
        if in_file > self.limits.file_bytes:
            raise UploadError(
                _("{name} is larger than {size} MB.").format(name=name, size=self.limits.file_bytes // MEGABYTE)
            )
        if self.bytes > self.limits.expanded_bytes:
            size = self.limits.expanded_bytes // MEGABYTE
            raise UploadError(
                _("With {name} the files are larger than {size} MB together.").format(name=name, size=size)
            )


def _unzip(name: str, content: BinaryIO, into: Path, budget: _Budget) -> None:
    _check_contents_list(name, content, budget.limits)
    try:
        with ZipFile(content) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            paths = [_safe_parts(entry) for entry in entries]
            tops = {parts[0] for parts in paths if not _is_hidden(parts)}
            has_cover = len(tops) == 1 and table_of(next(iter(tops))) is None and all(len(parts) > 1 for parts in paths)
            for entry, parts in zip(entries, paths, strict=True):
                if _is_hidden(parts):
                    continue
                shown = "/".join(parts)
                if parts[-1].lower().endswith(".zip"):
                    raise UploadError(_("{name} is a ZIP inside a ZIP: unpack it first.").format(name=shown))
                with archive.open(entry) as opened:
                    _write(shown, _chunks(opened), _path(into, parts[1:] if has_cover else parts, shown), budget)
    except _UNREADABLE as error:
        raise UploadError(_("{name} is no ZIP that can be read: make it again.").format(name=name)) from error


def _check_contents_list(name: str, content: BinaryIO, limits: Limits) -> None:
    """Look at the end of a ZIP before it is opened: opening reads the whole list of contents into memory."""
    size = content.seek(0, 2)
    content.seek(max(0, size - _END_SIZE - _LOCATOR_SIZE - 0xFFFF))
    tail = content.read()
    content.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_SIZE:
        raise UploadError(_("{name} is no ZIP that can be read: make it again.").format(name=name))
    list_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    is_larger_form = tail[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR)
    if is_larger_form or list_bytes > limits.files * _ENTRY_BYTES:
        raise UploadError(_("{name} holds more files than can be tried at once.").format(name=name))


def _safe_parts(entry: ZipInfo) -> list[str]:
    """Return the path of an entry in parts. Raises UploadError for one that climbs out, or is no plain file."""
    # `orig_filename`: the library cuts `filename` at a NUL, so that it might look like another.
    name = entry.orig_filename.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    shown = _shown(name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise UploadError(_("{name} is a link, which is never followed: put the file itself there.").format(name=shown))
    if kind not in (0, stat.S_IFREG):
        raise UploadError(_("{name} is no plain file.").format(name=shown))
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\0" in name or not parts:
        raise UploadError(_("{name} points out of the ZIP: make it again with plain names.").format(name=shown))
    if entry.flag_bits & 0x1:
        raise UploadError(_("{name} is encrypted: make the ZIP without a password.").format(name=shown))
    return parts


def _write(name: str, chunks: Iterator[bytes], path: Path, budget: _Budget) -> None:
    budget.count_file()
    shown, written = _shown(name), 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in chunks:
                written += len(chunk)
                budget.count_bytes(shown, written, len(chunk))
                file.write(chunk)
    except FileExistsError as error:
        raise UploadError(_("{name} is there twice.").format(name=shown)) from error
    except NotADirectoryError as error:
        raise UploadError(_("{name} is there twice, as a file and as a folder.").format(name=shown)) from error


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _path(into: Path, parts: Sequence[str], name: str) -> Path:
    """Return where a file goes: below `into`, whatever it is called."""
    safe = [_safe_name(part) for part in parts]
    if not safe or len(safe) > 10:
        raise UploadError(_("{name} lies too deep in folders.").format(name=_shown(name)))
    return into.joinpath(*safe)


def _safe_name(part: str) -> str:
    """Return a name that any system can write: not too long, without signs that control or turn round a text."""
    name = _CONTROL.sub("_", part).strip()
    suffix = suffix_of(name)
    stem = name[: len(name) - len(suffix)].encode("utf-8", "replace")[:NAME_BYTES].decode("utf-8", "ignore")
    return f"{stem}{suffix}" if stem.strip(". ") else f"_{suffix}"


def _shown(name: str) -> str:
    """Return `name` as a message can show it."""
    text = _CONTROL.sub("_", name)
    return text if len(text) <= NAME_BYTES else f"{text[:NAME_BYTES]}…"


def _is_hidden(parts: Sequence[str]) -> bool:
    """Tell whether the intake would not look at a file: what programs leave beside those of a person."""
    return any(part.startswith(HIDDEN_STARTS) or part.lower().endswith(HIDDEN_ENDS) for part in parts)


def _may_be_assigned(path: Path) -> bool:
    return not _is_hidden(path.parts) and table_of(path.parts[0]) is None
