"""Values in statements of DuckDB that take none to bind, such as `attach` and `set`."""

from __future__ import annotations


def literal(text: str) -> str:
    """Return `text` as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
