"""In which encoding a text file is written: decided over the whole file, never guessed where letters would suffer."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extracts.reading.batches import TooLargeError, UnreadableError
from extracts.reading.source import Unpacked

BLOCK = 1_000_000
HEAD = 65_536
MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# No word in a language of Windows-1252 has so many accents in a row: these are letters of another alphabet, or, with
# signs between them, pairs of bytes of an East Asian script.
FOREIGN = re.compile(rb"[\x83\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]{4}|[\xa1-\xfe]{6}")
# What is left in the text where bytes were none of its encoding, and NUL, which other encodings are full of.
NO_TEXT = r"\0\ud800-\udfff"
# What may be something else if the file is not Windows-1252 after all; guillemets and dashes are the same elsewhere.
OTHERWISE = "ƒŠŒŽšœžŸ¡-ª¬-º¼-ÿ"


@dataclass(frozen=True)
class Encoding:
    """How a file is decoded: `codec` and `errors` for Python, `name` for a person, `head` its first bytes.

    `spoilt` finds letters that were not read right (None: there are none in the file). `is_assumed` says that nothing
    in the file proves the encoding, `is_ended` that its last line has an end.
    """

    codec: str
    name: str
    head: bytes
    errors: str = "surrogateescape"
    spoilt: re.Pattern[str] | None = None
    is_assumed: bool = False
    is_ended: bool = True

    @property
    def head_text(self) -> str:
        """The beginning of the text; what is wrong in it is left out."""
        return self.head.decode(self.codec, errors="ignore")


def examine(content: Unpacked) -> Encoding:
    """Return the encoding of `content`, which is read to its end or up to where it cannot be read."""
    blocks = _blocks(content)
    head = next(blocks, b"")
    codec, name = _wide(head)
    if codec:
        width = 4 if "32" in codec else 2
        tail = head
        for block in blocks:
            tail = tail[-4:] + block
        ended = tail[-width:].strip(b"\0") in (b"\n", b"\r", b"")
        return Encoding(codec, name, head[:HEAD], "replace", re.compile(r"[\0\ufffd]"), is_ended=ended)
    seen = _Bytes()
    seen.add(head)
    for block in blocks:
        seen.add(block)
    seen.add(b"", is_last=True)
    ended = seen.last in b"\r\n"
    if seen.is_utf_8 or seen.has_multibyte:
        spoilt = None if seen.is_utf_8 and not seen.has_nul else re.compile(f"[{NO_TEXT}]")
        return Encoding("utf-8-sig", "UTF-8", head[:HEAD], spoilt=spoilt, is_ended=ended)
    spoilt = re.compile(f"[{NO_TEXT}{OTHERWISE if seen.is_foreign else ''}]")
    return Encoding("cp1252", "Windows-1252", head[:HEAD], spoilt=spoilt, is_assumed=True, is_ended=ended)


def _blocks(content: Unpacked) -> Iterator[bytes]:
    try:
        while block := content.read(BLOCK):
            content.mark = content.count
            yield block
    except (UnreadableError, TooLargeError):  # the reading of rows will meet it at the same place, and say so
        return


def _wide(head: bytes) -> tuple[str, str]:
    """Return codec and name of a text in UTF-16 or UTF-32, else empty texts.

    Without a mark the pattern of zeros in the header, whose letters are those of English, tells UTF-16.
    """
    for mark, codec, name in MARKS:
        if head.startswith(mark):
            return codec, name
    start = head[:64]
    even, odd = start[0::2], start[1::2]
    if len(start) > 3 and odd.count(0) >= len(odd) - 1 and even.count(0) <= 1:
        return "utf-16-le", "UTF-16"
    if len(start) > 3 and even.count(0) >= len(even) - 1 and odd.count(0) <= 1:
        return "utf-16-be", "UTF-16"
    return "", ""


class _Bytes:
    """What the blocks of a file, added one after the other, say of its encoding."""

    def __init__(self) -> None:
        self.is_utf_8 = True
        self.has_multibyte = False
        self.has_nul = False
        self.is_foreign = False
        self.last = b"\n"
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._before = b""

    def add(self, block: bytes, is_last: bool = False) -> None:
        self.last = block[-1:] or self.last
        self.has_nul = self.has_nul or b"\0" in block
        if self.is_utf_8:
            self._before = self._decoder.getstate()[0]
            try:
                text = self._decoder.decode(block, is_last)
            except UnicodeDecodeError:
                self.is_utf_8 = False
            else:
                self.has_multibyte = self.has_multibyte or not text.isascii()
                return
        if not (block.isascii() or self.has_multibyte):
            bytes_ = self._before + block
            self.has_multibyte = MULTIBYTE.search(bytes_) is not None
            self.is_foreign = self.is_foreign or FOREIGN.search(bytes_) is not None
        self._before = block[-3:]
