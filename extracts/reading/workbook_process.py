"""Reads one workbook for `workbook_rows`, as a process of its own: `workbook_process.py FD BYTES SECONDS`.

A workbook is unpacked and held in memory as a whole by a parser that is not ours, and a small file can ask for more
memory than there is. Here that ends this process and not the dashboard. It is run as a script, imports nothing of the
project and may write no file.

First it writes a line of JSON: a list of [name, rows of the top] of each sheet that holds a cell, where a row is
[row number, texts of its cells]. It then reads the place of one sheet in that list from standard input and writes a
line for each row of it. The exit status is 0, 1 where the workbook cannot be read and 3 where it takes too much memory.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

TOP_ROWS = 20
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = f"{MAIN}sheet"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^<>]*\bt="e"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>([^<]*)</v>')
TOO_MUCH_MEMORY = 3


def main(descriptor: int, memory_bytes: int, seconds: int) -> int:
    """Write the sheets and then the rows of the chosen one; see above."""
    for limit, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, allowed))
    with os.fdopen(descriptor, "rb") as file:
        file.seek(0)
        workbook = CalamineWorkbook.from_filelike(file)
        sheets = [(name, list(islice(_filled(sheet, {}), TOP_ROWS))) for name, sheet in _sheets(workbook)]
        sheets = [(name, top) for name, top in sheets if top]
        print(json.dumps(sheets), flush=True)
        if chosen := sys.stdin.readline():
            name = sheets[int(chosen)][0]
            for row in _filled(workbook.get_sheet_by_name(name), _errors(file, name)):
                print(json.dumps(row))
    sys.stdout.flush()
    return 0


def _sheets(workbook: CalamineWorkbook) -> Iterator[tuple[str, CalamineSheet]]:
    for name in workbook.sheet_names:
        try:
            yield name, workbook.get_sheet_by_name(name)
        except CalamineError:  # a sheet that is a chart or a macro
            continue


def _errors(file: BinaryIO, sheet: str) -> dict[int, dict[int, str]]:
    """Return the cells of an .xlsx that hold an error (`#N/A`), by row and place in it; nothing for other workbooks.

    The parser takes them for empty, but what cannot be computed is not the same as what is not known.
    """
    found: dict[int, dict[int, str]] = {}
    try:
        with zipfile.ZipFile(file) as archive:
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {link.get("Id"): link.get("Target", "") for link in links}
            for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(SHEET):
                if element.get("name") == sheet:
                    part = targets[element.get(LINK)].removeprefix("/xl/")
                    for match in ERROR.finditer(archive.read(f"xl/{part}")):
                        column, line, text = (group.decode() for group in match.groups())
                        found.setdefault(int(line), {})[_place(column)] = text
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}
    return found


def _place(column: str) -> int:
    """Return the place of a column, from 0: "A" → 0, "AA" → 26."""
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _filled(sheet: CalamineSheet, errors: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number, from 1, and the cells of each row of `sheet` that holds one, as text, with its `errors`."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(value) for value in row]
        for place, text in errors.get(number, {}).items():
            if place < len(cells):
                cells[place] = text
        if any(cells):
            yield number, cells


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    try:
        sys.exit(main(*(int(argument) for argument in sys.argv[1:4])))
    except MemoryError:
        os._exit(TOO_MUCH_MEMORY)
