"""The description of an archive for programs: a Frictionless Data Package with a Table Schema per table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from charts.columns import COUNT, DATE, PLAIN, TIME, code_field, number_format
from exports.csv_file import TIME_FORM, text_guard
from exports.exhibit import Exhibit
from exports.notes import shared_notes
from exports.workbook_table import headers
from words import _
from words.codes import LABELS

# The type of a column without a known cell; without a format it is text.
_TYPES = {COUNT: "integer", PLAIN: "integer", DATE: "date", TIME: "datetime"}


def package(title: str, tables: Sequence[tuple[str, str, Exhibit]]) -> dict[str, Any]:
    """Return `datapackage.json` as a dict: `tables` are (name, path, exhibit) of each CSV file.

    Besides what the standard names, `filters`, `basis`, `snapshot` and `link` say what the tables were made with, under
    the package where they hold for all tables, and under a table where they differ. `guard` explains the text guard.
    """
    common, own = shared_notes([exhibit for _name, _path, exhibit in tables])
    said = {
        "profile": "tabular-data-package",
        "name": "tables",
        "title": title,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "guard": text_guard(),
        **_own_words(common),
    }
    resources = [
        _resource(name, path, exhibit, notes) for (name, path, exhibit), notes in zip(tables, own, strict=True)
    ]
    return {**said, "resources": resources}


def _resource(name: str, path: str, exhibit: Exhibit, notes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    sheet = exhibit.sheet
    keys = [str(key) for key in sheet.rows.columns]
    fields = [
        _field(key, title, list(sheet.rows[key]), name_of(key, keys))
        for key, title in zip(keys, headers(sheet), strict=True)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": sheet.title,
        "description": " ".join(f"{what}: {text}" for what, text in sheet.notes),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",  # UTF-8 with a byte order mark
        "has_illustrative_rows": exhibit.has_illustrative,
        "rows": len(sheet.rows),
        **_own_words(notes),
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _own_words(notes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return those of `notes` that a program may look for, under names that no translation changes."""
    said = dict(notes)
    names = {
        "filters": _("Filters"),
        "basis": _("Basis"),
        "data_of": _("Data of"),
        "snapshot": _("Snapshot"),
        "link": _("Link"),
    }
    found: dict[str, Any] = {key: said[name] for key, name in names.items() if name in said}
    if sources := said.get(_("Sources")):
        found["sources"] = [{"title": sources}]
    return found


def name_of(key: str, keys: Sequence[str]) -> str:
    """Return the column of codes whose names column `key` holds, or "" where it holds none."""
    base = key.removesuffix("_name")
    return base if base != key and base in keys else ""


def _field(key: str, title: str, cells: Sequence[object], codes: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": key, "title": title, "type": _type(key, cells)}
    if field["type"] == "datetime":
        field["format"] = TIME_FORM
    if codes:
        field["description"] = _("Names of the codes in {column}.").format(column=codes)
    elif (codes_field := code_field(key)) and field["type"] == "string":
        known = "; ".join(f"{code} = {_(name)}" for code, name in LABELS.get(codes_field, {}).items())
        field["description"] = _("Codes, several joined by a semicolon: {codes}.").format(codes=known)
    return field


def _type(key: str, cells: Iterable[object]) -> str:
    """Return the Table Schema type that holds every known cell of a column."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if not kinds:
        return "boolean" if key.startswith(("is_", "has_")) else _TYPES.get(number_format(key) or "", "string")
    if kinds == {bool}:
        return "boolean"
    if kinds <= {int, float}:
        return "number" if float in kinds else "integer"
    if kinds == {datetime}:
        return "datetime"
    return "date" if kinds == {date} else "string"
