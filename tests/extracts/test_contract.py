"""The contract as the loader understands it, against the file read as plain JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extracts import read_contract
from extracts.checks import CHECKS
from extracts.contract import SQL_TYPES
from words.codes import LABELS

PACKAGE = Path(__file__).resolve().parents[2] / "data" / "datapackage.json"
RESOURCES: list[dict[str, Any]] = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]
TABLES = {table.name: table for table in read_contract()}


def test_tables_stand_in_the_order_of_the_package() -> None:
    assert list(TABLES) == [resource["name"] for resource in RESOURCES]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_each_table_is_read_as_declared(resource: dict[str, Any]) -> None:
    table, schema = TABLES[resource["name"]], resource["schema"]
    assert (table.title, table.description) == (resource["title"], resource["description"])
    assert table.primary_key == tuple(schema["primaryKey"])
    assert table.paths == (resource["path"], *resource.get("extrapaths", ()))
    keys = [(key["fields"], key["reference"]) for key in schema.get("foreignKeys", [])]
    assert [
        ([key.column], {"resource": key.references, "fields": [key.references_column]}) for key in table.foreign_keys
    ] == keys
    for field, declared in zip(table.fields, schema["fields"], strict=True):
        rules = declared.get("constraints", {})
        assert (field.name, field.type, field.description) == tuple(
            declared[x] for x in ("name", "type", "description")
        )
        assert field.required is rules.get("required", False)
        assert field.unique is rules.get("unique", False)
        assert field.pattern == rules.get("pattern")
        assert field.codes == tuple(declared.get("members", rules.get("enum", ())))
        for limit, name in ((field.minimum, "minimum"), (field.maximum, "maximum")):
            assert limit == (None if name not in rules else str(rules[name]))
        assert (field.separator, field.member) == (declared.get("separator"), declared.get("member"))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_each_activity_names_columns_of_its_table(resource: dict[str, Any]) -> None:
    table, declared = TABLES[resource["name"]], resource["schema"].get("activity")
    if declared is None:
        assert table.activity is None
        return
    assert table.activity is not None
    named = {table.activity.on, table.activity.active_from, table.activity.active_to} - {None}
    assert named == set(declared.values())
    assert named <= set(table.column_names)
    assert table.activity.on_is_year == ("year" in declared)
    assert {"basis", "source"} <= set(table.column_names)


def test_a_table_comes_after_those_it_refers_to() -> None:
    names = list(TABLES)
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            assert names.index(key.references) < names.index(name)
            assert key.references_column in TABLES[key.references].column_names


def test_every_type_can_be_published() -> None:
    assert {field.type for table in TABLES.values() for field in table.fields} <= set(SQL_TYPES)


def test_checks_of_the_field_name_columns_of_the_contract_and_rules_with_a_remedy() -> None:
    for check in CHECKS:
        assert check.column in TABLES[check.table].column_names
        assert check.rule in LABELS["rule"]


def test_every_code_of_the_contract_has_a_name() -> None:
    lists = {"regions": "region", "topics": "topic", "channel": "channel", "kind": "kind", "concerns": "dataset"}
    for table in TABLES.values():
        for field in table.fields:
            names = LABELS[lists.get(field.name, field.name)] if field.codes else {}
            assert set(field.codes) <= set(names), f"{table.name}.{field.name}"
