"""The rules that are put to the rows of a table, as data: those of the contract and those of the field beside it.

A fault is a condition in SQL over a row of `_read`: `"column"` is the typed value, `"_raw_column"` the cell as text and
`"_rule_column"` what its reading found wrong. Names in the SQL are those of the contract; values are bound, under the
names in `bound`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extracts.contract import Field, ForeignKey, Table
from extracts.forms.offices import office_columns

TYPES_EXPECTED = {"integer": "1234", "date": "YYYY-MM-DD"}
# What its reading says of a value with two readings, between which the file does not decide.
AMBIGUOUS = {"integer": "number_ambiguous", "date": "date_ambiguous"}
# A foreign key whose breach has a name and a remedy of its own.
FOREIGN_KEY_RULES = {("training_offices", "training_id"): "participation_without_training"}


@dataclass(frozen=True)
class Check:
    """A row breaks `rule` where `fault` is true; `column` is the one whose value is shown to who can mend it.

    `expected` is what the contract asks for, or None.
    """

    rule: str
    column: str
    fault: str
    expected: str | None = None
    bound: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DomainCheck:
    """A row of `table` breaks `rule` where `fault`, a condition in SQL over its typed columns, is true.

    It compares columns of one row, which a Table Schema cannot state, and is put to rows that keep the contract.
    """

    rule: str
    table: str
    column: str
    fault: str


CHECKS = (
    DomainCheck("ends_before_start", "trainings", "end_date", "end_date < start_date"),
    DomainCheck("ends_before_start", "business_solutions", "in_use_to", "in_use_to < in_use_from"),
    DomainCheck("ends_before_start", "exchange_platforms", "left_on", "left_on < joined_on"),
    DomainCheck("ends_before_start", "cws_participation", "held_to", "held_to < held_from"),
    # The OCR ladder is climbed step by step: received, trained, in production.
    DomainCheck("trained_before_received", "ocr_rollout", "trained_on", "trained_on < received_on"),
    DomainCheck(
        "production_without_training",
        "ocr_rollout",
        "production_on",
        "production_on is not null and trained_on is null",
    ),
    DomainCheck("production_before_training", "ocr_rollout", "production_on", "production_on < trained_on"),
)


def contract_checks(table: Table) -> list[Check]:
    """Return the checks that the contract asks of each single row of `table`."""
    of_fields = [check for field_ in table.fields for check in field_checks(table, field_)]
    return [*of_fields, *foreign_key_checks(table, table.foreign_keys)]


def keys_of(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the columns of each key of `table`, the primary one first: no two rows may agree in them."""
    unique = ((field_.name,) for field_ in table.fields if field_.unique)
    return tuple(dict.fromkeys((table.primary_key, *unique)))


def domain_checks(table: Table) -> list[Check]:
    """Return the checks of the field that are put to rows of `table` which keep the contract."""
    return [Check(check.rule, check.column, check.fault) for check in CHECKS if check.table == table.name]


def field_checks(table: Table, field_: Field) -> list[Check]:
    """Return the checks that the contract asks of the cells of one column."""
    name = field_.name
    column, raw, rule = f'"{name}"', f'"_raw_{name}"', f'"_rule_{name}"'
    checks = []
    if field_.required:
        checks.append(Check("required", name, f"{raw} is null"))
    if expected := TYPES_EXPECTED.get(field_.type):
        unread = f"{raw} is not null and {column} is null and {rule} is null"
        checks.append(Check("type", name, unread, expected))
        ambiguous = AMBIGUOUS[field_.type]
        checks.append(Check(ambiguous, name, f"{rule} = '{ambiguous}'", expected))
    if field_.codes and not field_.separator:
        codes = {f"codes_{name}": list(field_.codes)}
        unknown = f"not list_contains($codes_{name}, {column})"
        checks.append(Check("enum", name, unknown, ", ".join(field_.codes), codes))
    # An office in the table of offices has a code of the right form already.
    if field_.pattern and name not in office_columns(table):
        unlike = f"not regexp_full_match({column}, $pattern_{name})"
        expected = ", ".join(field_.codes) or field_.pattern
        checks.append(Check("pattern", name, unlike, expected, {f"pattern_{name}": field_.pattern}))
    for limit_rule, limit, sign in (("minimum", field_.minimum, "<"), ("maximum", field_.maximum, ">")):
        if limit is not None:
            outside = f"{column} {sign} cast(${limit_rule}_{name} as {field_.sql_type})"
            checks.append(Check(limit_rule, name, outside, limit, {f"{limit_rule}_{name}": limit}))
    return checks


def foreign_key_checks(table: Table, keys: Sequence[ForeignKey]) -> list[Check]:
    """Return the checks that the foreign `keys` of `table` lead to a row."""
    return [check for key in keys for check in _foreign_key_checks(table, key)]


def bound_of(checks: Iterable[Check]) -> dict[str, Any]:
    """Return the values that the SQL of `checks` takes, by name."""
    return {name: value for check in checks for name, value in check.bound.items()}


def _foreign_key_checks(table: Table, key: ForeignKey) -> list[Check]:
    target = f"{key.references}.{key.references_column}"
    column, rule = f'"{key.column}"', f'"_rule_{key.column}"'
    absent = f'{column} is not null and {column} not in (select "{key.references_column}" from "{key.references}")'
    name = FOREIGN_KEY_RULES.get((table.name, key.column), "foreign_key")
    if key.column not in office_columns(table):
        return [Check(name, key.column, absent, target)]
    return [
        Check(name, key.column, f"{absent} and {rule} is null", target),
        Check("office_ambiguous", key.column, f"{rule} = 'office_ambiguous'", "ST.3"),
    ]
