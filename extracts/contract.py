"""The contract of the extracts: `data/datapackage.json`, a Frictionless Data Package, as typed objects.

The file is the only place where a column is declared. Besides Table Schema it holds four properties of ours:
`activity` (which column dates a row), `separator` and `member` (a cell with several values and the name of one of them)
and `members` (the codes that such a cell may hold).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTRACT_FILE = Path(__file__).resolve().parent.parent / "data" / "datapackage.json"
SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "date": "DATE"}


@dataclass(frozen=True)
class Field:
    """One declared column."""

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    codes: tuple[str, ...] = ()
    separator: str | None = None
    member: str | None = None

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class ForeignKey:
    """`column` must hold a value of `references_column` in the table `references`, or be empty."""

    column: str
    references: str
    references_column: str


@dataclass(frozen=True)
class Activity:
    """How a row of a table falls into years: on the day `on`, or active from `active_from` until `active_to`.

    `on_is_year` says that the column `on` holds a year, not a date.
    """

    on: str | None = None
    on_is_year: bool = False
    active_from: str | None = None
    active_to: str | None = None


@dataclass(frozen=True)
class Table:
    """One declared table."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    activity: Activity | None = None
    paths: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@cache
def read_contract(path: Path = CONTRACT_FILE) -> tuple[Table, ...]:
    """Return the tables declared in the data package at `path`, in order: a table comes after those it refers to."""
    package = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_table(resource) for resource in package["resources"])


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    activity = schema.get("activity")
    return Table(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", ())
        ),
        activity=activity and _activity(activity),
        paths=(resource["path"], *resource.get("extrapaths", ())),
    )


def _field(field: dict[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    return Field(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        minimum=_text(constraints.get("minimum")),
        maximum=_text(constraints.get("maximum")),
        codes=tuple(field.get("members", constraints.get("enum", ()))),
        separator=field.get("separator"),
        member=field.get("member"),
    )


def _activity(activity: dict[str, str]) -> Activity:
    if "year" in activity:
        return Activity(on=activity["year"], on_is_year=True)
    if "year_of" in activity:
        return Activity(on=activity["year_of"])
    return Activity(active_from=activity["active_from"], active_to=activity.get("active_to"))


def _text(limit: object) -> str | None:
    return None if limit is None else str(limit)
