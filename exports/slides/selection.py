"""Which columns of a table stand on a slide: those that answer its question; the workbook holds all."""

from __future__ import annotations

from collections.abc import Sequence

from charts.columns import cell_texts, code_names, column_label
from queries.rows import Answer
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


def chosen_columns(name: str, columns: Sequence[str]) -> list[str]:
    """Return at most seven of the `columns` of the answer to question `name`, in their order on the slide."""
    chosen = [column for column in COLUMNS.get(name, ()) if column in columns]
    if not chosen:
        ranked = sorted(columns, key=lambda column: column in _LAST)[:MOST_COLUMNS]
        chosen = [column for column in columns if column in ranked]
    return chosen


def shown_rows(name: str, answer: Answer) -> tuple[dict[str, list[str]], set[str]]:
    """Return the chosen columns as text for people, by label, and the labels of those that hold numbers.

    A list of more than three offices names three and says how many more there are.
    """
    chosen = chosen_columns(name, answer.columns)
    table = {column_label(column): cell_texts(answer, column) for column in chosen}
    if "offices" in chosen and "offices" not in answer.numbers:
        header = column_label("offices")
        table[header] = [_shortened(cell) for cell in table[header]]
    return table, {column_label(column) for column in chosen if column in answer.numbers}


def _shortened(cell: str) -> str:
    names = code_names("offices", cell).split("; ")
    if len(names) <= NAMES_IN_CELL + 1:
        return cell
    named = "; ".join(names[:NAMES_IN_CELL])
    return _("{names} and {count} more").format(names=named, count=len(names) - NAMES_IN_CELL)
