"""The cells of a table that are not written as the contract writes them, each spelling once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb

from extracts.contract import Field, Table
from extracts.forms.codes import has_codes
from extracts.forms.offices import office_columns

# How the contract's own form of a date and a number is told in SQL.
CANONICAL = {
    "date": "regexp_full_match({column}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') and not starts_with({column}, '0000')",
    "integer": "regexp_full_match({column}, '[+-]?[0-9]+')",
}
# Spellings are taken in blocks: a column of rubbish may have a million.
BLOCK = 20_000


class Spelling(NamedTuple):
    """A cell that is not in the contract's form.

    Of dates and numbers, which may mean something else in another file, `file` is told, and the first `line` of it.
    """

    column_name: str
    file: str | None
    raw: str
    line: int | None


def canonical(field: Field, column: str) -> str:
    """Return the condition in SQL that `column`, a cell of the date or number `field`, has the contract's form."""
    return CANONICAL[field.type].format(column=column)


def spellings(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Spelling]:
    """Yield what stands in `_staged`; `connection` takes no other statement until all is read."""
    selects: list[str] = []
    bound: dict[str, Any] = {}
    for field in table.fields:
        name = f'"{field.name}"'
        of_file = field.type in CANONICAL
        own = canonical(field, name) if of_file else own_text(table, field, bound)
        if own:
            place = ("_file", "min(_line)", f"_file, {name}") if of_file else ("null", "null", name)
            selects.append(
                f"select '{field.name}' as column_name, {place[0]} as file, {name} as raw, {place[1]} as line"
                f" from _staged where _problem is null and {name} is not null and not ({own}) group by {place[2]}"
            )
    if selects:
        found = connection.execute(" union all ".join(selects), bound)
        while rows := found.fetchmany(BLOCK):
            yield from (Spelling(*row) for row in rows)


def own_list(field: Field) -> str:
    """Return the condition that a text with several codes is written as the contract writes it, each code once."""
    codes = [re.escape(code) for code in field.codes]
    separator, one = re.escape(field.separator or ""), f"(?:{'|'.join(codes)})"
    twice = "|".join(f"{code}{separator}(?:.*{separator})?{code}" for code in codes)
    around = f"(?:^|{separator})(?:{twice})(?:{separator}|$)"
    whole = f"{one}(?:{separator}{one})*"
    name = f'"{field.name}"'
    return (
        f"regexp_full_match({name}, '{whole}') and"
        f" not (contains({name}, '{field.separator}') and regexp_matches({name}, '{around}'))"
    )


def own_text(table: Table, field: Field, bound: dict[str, Any]) -> str | None:
    """Return the condition that a text has the contract's form, or None where it has no other; adds to `bound`."""
    name = f'"{field.name}"'
    if field.name in office_columns(table):
        return f"{name} in (select code from offices)"
    if field.codes:
        bound[field.name] = list(field.codes)
        return f"list_contains(${field.name}, {name})"
    if has_codes(field):
        return f"regexp_full_match({name}, '[a-z]{{2}}')"
    if table.name == "offices" and field.name in ("code", "iso3"):
        return f"regexp_full_match({name}, '[A-Z]+')"
    return None
