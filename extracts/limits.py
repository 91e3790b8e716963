"""How much the intake takes in before it says no: a guard against mistakes and against hostile files."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
# A table keeps the order delivered where not more rows than this were scanned; a larger one is not put back into it.
IN_ORDER = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bounds of one delivery; what goes beyond one is refused with a message, never cut silently.

    `file_bytes` is the size of one file as delivered, `expanded_bytes` of what comes out of a compressed one (and of
    all files of a ZIP together), `rows` and `columns` those of one file, `files` the number of files. `memory_bytes`
    and `seconds` (of the processor) are what a workbook may cost while it is opened: it is held in memory as a whole.
    """

    file_bytes: int
    expanded_bytes: int
    rows: int
    columns: int
    files: int
    memory_bytes: int = 4_000 * MEGABYTE
    seconds: int = 300


# The folder is written by people who are trusted with the server; an upload comes from a browser.
FOLDER = Limits(200_000 * MEGABYTE, 20_000 * MEGABYTE, 1_000_000_000, 1_000, 100_000)
UPLOAD = Limits(50 * MEGABYTE, 500 * MEGABYTE, 2_000_000, 200, 1_000, 1_500 * MEGABYTE, 60)
