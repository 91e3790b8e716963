"""Which columns of a table stand on a slide: those that answer its question; the workbook holds all."""

from __future__ import annotations

import pandas as pd

from charts.columns import DATES_WITH_PRECISION, code_names, display
from words import _

MOST_COLUMNS = 7
NAMES_IN_CELL = 3  # of a list of offices

COLUMNS: dict[str, tuple[str, ...]] = {
    "trainings_list": ("start_date", "title", "topics", "mode", "offices", "participants", "basis"),
    "offices_trained_list": ("name", "region", "development", "trainings", "last_training", "topics", "basis"),
    "business_solutions_offices": ("name", "region", "development", "solutions", "in_use_since", "basis"),
    "business_solutions_newcomer_list": ("name", "region", "development", "solutions", "in_use_since", "basis"),
    "exchange_platforms_offices": ("name", "region", "platform", "joined_on", "left_on", "basis"),
    "ocr_offices": ("name", "region", "received_on", "trained_on", "production_on", "pending", "basis"),
    "collections_list": ("year", "database", "order_in_report", "name", "region", "added_on", "basis"),
    "published_figures": ("year", "measure", "value", "as_of", "kind", "document", "paragraph"),
    "reconciliation": ("year", "measure", "published", "computed", "difference", "status", "document"),
    "tool_releases": ("tool", "version", "released_on", "basis"),
    "cws_participation": ("session", "year", "held_from", "held_to", "funded_participants", "basis"),
}
# Of a table without a choice of its own these are left for the workbook first.
_LAST = ("source", "document", "paragraph", "training_id", "office", "date_precision")


def chosen_columns(name: str, rows: pd.DataFrame) -> list[str]:
    """Return at most seven columns of the answer to question `name`, in their order on the slide."""
    chosen = [column for column in COLUMNS.get(name, ()) if column in rows.columns]
    if not chosen:
        ranked = sorted(map(str, rows.columns), key=lambda column: column in _LAST)[:MOST_COLUMNS]
        chosen = [str(column) for column in rows.columns if column in ranked]
    return chosen


def shown_rows(name: str, rows: pd.DataFrame) -> tuple[pd.DataFrame, set[str]]:
    """Return the chosen columns as text for people, and the labels of those that hold numbers.

    A list of more than three offices names three and says how many more there are.
    """
    chosen = chosen_columns(name, rows)
    part = rows[chosen]
    if any(column in DATES_WITH_PRECISION for column in chosen) and "date_precision" in rows:
        part = rows[[*chosen, "date_precision"]]
    table = display(part)
    if "offices" in chosen and not pd.api.types.is_numeric_dtype(rows["offices"]):
        header = table.columns[chosen.index("offices")]
        table[header] = [_shortened(cell) for cell in table[header]]
    numeric = {
        str(header)
        for column, header in zip(chosen, table.columns, strict=False)
        if pd.api.types.is_numeric_dtype(rows[column]) and not pd.api.types.is_bool_dtype(rows[column])
    }
    return table, numeric


def _shortened(cell: str) -> str:
    names = code_names("offices", cell).split("; ")
    if len(names) <= NAMES_IN_CELL + 1:
        return cell
    named = "; ".join(names[:NAMES_IN_CELL])
    return _("{names} and {count} more").format(names=named, count=len(names) - NAMES_IN_CELL)
