"""The header of a question: the comment lines at the top of its SQL file that say what it asks and how it counts."""

from __future__ import annotations

import re

HEADER_LINE = re.compile(r"-- (?P<name>[a-z]+): (?P<text>.+)")
# The parts that people read; the others name tables and files.
TRANSLATED = ("title", "question", "grain", "unit", "definition", "caveats")


def read_header(sql: str) -> dict[str, str]:
    """Return the `-- name: text` lines at the top; a line that starts with `--   ` continues the one before."""
    header: dict[str, str] = {}
    last = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        if line.startswith("--   ") and last:
            header[last] += " " + line.removeprefix("--").strip()
        elif found := HEADER_LINE.fullmatch(line):
            last = found["name"]
            header[last] = found["text"].strip()
    return header
