"""Several tables as one ZIP: a CSV each, a data package that describes them to programs, and a README for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile

from exports.archive_package import package
from exports.csv_file import LINE_END, text_guard, tidy_csv_bytes
from exports.exhibit import Exhibit
from exports.notes import shared_notes
from exports.rules import counting_rules
from words import _, ngettext
from words.forms import grouped

README_WIDTH = 100  # letters


@dataclass(frozen=True)
class Entry:
    """One table of the archive: its name there (no two alike), its file, and the exhibit that it is from."""

    name: str
    path: str
    exhibit: Exhibit


def archive_bytes(exhibits: Sequence[Exhibit], title: str) -> bytes:
    """Return a ZIP named `title` with one tidy CSV per table, `datapackage.json` and `README.txt`.

    The files are numbered in the order of `exhibits`: `01_trainings_list.csv`. Two charts of one table bring it once.
    The CSVs hold nothing but header and rows; what they rest on is said in the other two files.
    """
    entries = _entries(exhibits)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _readme(title, entries).encode("utf-8-sig"))
        description = package(title, [(entry.name, entry.path, entry.exhibit) for entry in entries])
        archive.writestr("datapackage.json", json.dumps(description, ensure_ascii=False, indent=2) + "\n")
        for entry in entries:
            archive.writestr(entry.path, tidy_csv_bytes(entry.exhibit.sheet))
    return buffer.getvalue()


def _entries(exhibits: Sequence[Exhibit]) -> list[Entry]:
    """Return the tables in their order, each once; the same question under other filters gets a number."""
    kept: list[Exhibit] = []
    for exhibit in exhibits:
        if not any(_same_table(exhibit, other) for other in kept):
            kept.append(exhibit)
    entries: list[Entry] = []
    for number, exhibit in enumerate(kept, start=1):
        name, again = exhibit.sheet.name, 2
        while name in {entry.name for entry in entries}:
            name, again = f"{exhibit.sheet.name}_{again}", again + 1
        entries.append(Entry(name, f"{number:02}_{name}.csv", exhibit))
    return entries


def _same_table(one: Exhibit, other: Exhibit) -> bool:
    return one.sheet.name == other.sheet.name and one.sheet.rows.equals(other.sheet.rows)


def _readme(title: str, entries: Sequence[Entry]) -> str:
    """Return what a person should know before opening a table, as plain text."""
    common, own = shared_notes([entry.exhibit for entry in entries])
    lines = [title, "=" * len(title), ""]
    lines += _notes(common)
    lines += ["", _heading(_("How is counted")), *_notes(counting_rules())]
    lines += ["", _heading(_("How to read the files")), *_notes(_reading())]
    lines += ["", _heading(_("Tables"))]
    for entry, notes in zip(entries, own, strict=True):
        rows = len(entry.exhibit.sheet.rows)
        counted = ngettext("{count} row", "{count} rows", rows).format(count=grouped(rows))
        lines += ["", f"{entry.path}: {entry.exhibit.sheet.title} ({counted})"]
        lines += _notes([note for note in notes if note[1] != entry.exhibit.sheet.title], "    ")
    return LINE_END.join([*lines, ""])


def _reading() -> list[tuple[str, str]]:
    return [
        (_("Form"), _("UTF-8 with a byte order mark, commas, text in quotation marks, dates as year-month-day.")),
        (_("Empty cells"), _("Not known, or does not apply. A zero is written as 0.")),
        (_("Apostrophes"), text_guard()),
        (_("For programs"), _("datapackage.json describes every column (Frictionless Data Package, Table Schema).")),
    ]


def _heading(text: str) -> str:
    return f"{text}{LINE_END}{'-' * len(text)}"


def _notes(notes: Sequence[tuple[str, str]], indent: str = "") -> list[str]:
    return [
        line
        for name, text in notes
        for line in wrap(
            f"{name}: {text}",
            README_WIDTH,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
