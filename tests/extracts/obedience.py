"""The contract and the checks of the field once more, in plain Python over accepted rows, apart from the loader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.extracts.conftest import Loaded

PACKAGE = Path(__file__).resolve().parents[2] / "data" / "datapackage.json"
RESOURCES: list[dict[str, Any]] = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]
TYPES: dict[str, type] = {"string": str, "integer": int, "date": date}
Row = dict[str, Any]


def _in_order(first: str, last: str) -> Callable[[Row], bool]:
    return lambda row: row[first] is None or row[last] is None or row[first] <= row[last]


OF_THE_FIELD: dict[str, list[Callable[[Row], bool]]] = {
    "trainings": [_in_order("start_date", "end_date")],
    "business_solutions": [_in_order("in_use_from", "in_use_to")],
    "exchange_platforms": [_in_order("joined_on", "left_on")],
    "cws_participation": [_in_order("held_from", "held_to")],
    "ocr_rollout": [
        _in_order("received_on", "trained_on"),
        _in_order("trained_on", "production_on"),
        lambda row: row["production_on"] is None or row["trained_on"] is not None,
    ],
}


def disobedience(loaded: Loaded) -> list[str]:
    """Return what is wrong with the accepted rows, as text; nothing where all of them keep every rule."""
    tables = {resource["name"]: _rows(loaded, resource["name"]) for resource in RESOURCES}
    return [text for resource in RESOURCES for text in _wrong(resource, tables)]


def _rows(loaded: Loaded, table: str) -> list[Row]:
    columns = [row[0] for row in loaded.ask(f'describe "{table}"')]
    return [dict(zip(columns, row, strict=True)) for row in loaded.ask(f'select * from "{table}"')]


def _wrong(resource: dict[str, Any], tables: dict[str, list[Row]]) -> Iterator[str]:
    name, schema = resource["name"], resource["schema"]
    rows = tables[name]
    for row in rows:
        for field in schema["fields"]:
            if problem := _cell(field, row[field["name"]]):
                yield f"{name}.{field['name']}: {row[field['name']]!r} {problem}"
        if not all(holds(row) for holds in OF_THE_FIELD.get(name, [])):
            yield f"{name}: {row}"
    keys = [tuple(schema["primaryKey"])]
    keys += [(field["name"],) for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    for key in keys:
        values = [tuple(row[column] for column in key) for row in rows]
        if len(set(values)) < len(values):
            yield f"{name}: {key} twice"
    if any(row[column] is None for row in rows for column in schema["primaryKey"]):
        yield f"{name}: a key that is empty"
    for key in schema.get("foreignKeys", []):
        [column], target = key["fields"], key["reference"]
        known = {row[target["fields"][0]] for row in tables[target["resource"]]}
        if unknown := {row[column] for row in rows} - known - {None}:
            yield f"{name}.{column}: {unknown} refer to nothing"


def _cell(field: dict[str, Any], value: object) -> str | None:
    rules = field.get("constraints", {})
    if value is None:
        return "is missing" if rules.get("required") else None
    if type(value) is not TYPES[field["type"]]:
        return "has another type"
    if isinstance(value, str) and (not value or value != value.strip() or "\0" in value):
        return "is not trimmed"
    if "enum" in rules and value not in rules["enum"]:
        return "is no code"
    if "pattern" in rules and not re.fullmatch(rules["pattern"].removeprefix("^").removesuffix("$"), str(value)):
        return "has another form"
    limits = [(rules.get("minimum"), -1), (rules.get("maximum"), 1)]
    for limit, sign in limits:
        if limit is not None:
            bound = date.fromisoformat(limit) if field["type"] == "date" else limit
            if (value > bound) - (value < bound) == sign:
                return f"lies beyond {limit}"
    return None
