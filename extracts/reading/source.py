"""The bytes of one delivered file: opened once, unpacked where it is compressed, and counted while they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

import pyarrow as pa

from extracts.folder import COMPRESSED_SUFFIXES, CSV_SUFFIXES, suffix_of
from extracts.limits import MEGABYTE
from extracts.reading.batches import TooLargeError, UnreadableError

# A line that never ends would have to be held in memory as a whole.
ROW_BYTES = 64 * MEGABYTE
# Programs that pack folders add files of their own.
NO_CONTENT = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file for reading. Raises OSError also where a link or a pipe has taken its place since it was found."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(f"{path.name} is no file")
    with path.open("rb") as handle:
        yield handle


def compression_of(name: str) -> str:
    """Return the suffix that says how the file `name` is compressed, or an empty text."""
    return next((suffix for suffix in COMPRESSED_SUFFIXES if suffix_of(name).endswith(suffix)), "")


class Unpacked(io.RawIOBase):
    """The content of a file, from its beginning.

    Raises UnreadableError where it cannot be unpacked further, and TooLargeError where more than `limit` bytes come out
    of a compressed file or more than ROW_BYTES before `mark` is moved up to `count`, the number of bytes read.
    """

    def __init__(self, handle: BinaryIO, compression: str, limit: int) -> None:
        super().__init__()
        handle.seek(0)
        self.count = self.mark = 0
        self._limit = limit if compression else None
        try:
            self._content: Any = _unpack(handle, compression)
        except UnreadableError:
            raise
        except Exception as error:  # each library of a format has errors of its own for what is none of it
            raise UnreadableError from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        content = self.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def read(self, size: int = -1, /) -> bytes:
        try:
            content: bytes = self._content.read(size)
        except Exception as error:
            raise UnreadableError from error
        self.count += len(content)
        if self._limit is not None and self.count > self._limit:
            raise TooLargeError(f"bytes unpacked ≤ {self._limit}")
        if self.count - self.mark > ROW_BYTES:
            raise TooLargeError(f"bytes of a row ≤ {ROW_BYTES}")
        return content


def _unpack(handle: BinaryIO, compression: str) -> Any:
    if compression == ".gz":
        return gzip.GzipFile(fileobj=handle, mode="rb")
    if compression == ".bz2":
        return bz2.BZ2File(handle)
    if compression == ".xz":
        return lzma.LZMAFile(handle)
    if compression == ".zst":
        copy = os.fdopen(os.dup(handle.fileno()), "rb")  # pyarrow closes what it has read
        copy.seek(0)
        return pa.CompressedInputStream(pa.PythonFile(copy, mode="r"), "zstd")
    if compression == ".zip":
        return _only_member(zipfile.ZipFile(handle))
    return handle


def _only_member(archive: zipfile.ZipFile) -> IO[bytes]:
    """Open the one CSV file in `archive`. Raises UnreadableError where it holds another file or several."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    files = [member for member in members if not any(name in member.filename for name in NO_CONTENT)]
    if len(files) != 1 or suffix_of(files[0].filename) not in CSV_SUFFIXES:
        raise UnreadableError("zip_content")
    return archive.open(files[0])
