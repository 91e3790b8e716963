"""Every column that a query can return: its label, its number format and its code list, declared once.

A number format is an Excel format code; the same code drives the screen, Excel, PowerPoint and Word. `display` makes a
table for people out of an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from queries.rows import Answer
from words import _, label, language
from words.codes import N_
from words.countries import office_name, office_names
from words.forms import grouped

COUNT = "#,##0"
PLAIN = "0"
DATE = "yyyy-mm-dd"
TIME = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Column:
    """One result column: `label` is a message to translate, `code_field` a list of `words.codes.LABELS`.

    `is_measure` says that a missing number means "not known" and not "does not apply".
    """

    label: str
    number_format: str | None = None
    code_field: str | None = None
    is_measure: bool = False


def _measure(label_: str) -> Column:
    return Column(label_, COUNT, is_measure=True)


def _code(label_: str, code_field: str) -> Column:
    return Column(label_, code_field=code_field)


COLUMNS: dict[str, Column] = {
    # counts
    "trainings": _measure(N_("Trainings")),
    "year_trainings": _measure(N_("Trainings in the year, each counted once")),
    "offices": _measure(N_("Offices")),
    "year_offices": _measure(N_("Offices in the year, each counted once")),
    "participants": _measure(N_("Participants")),
    "participants_unknown": _measure(N_("Attendances without a number of participants")),
    "requests": _measure(N_("Requests")),
    "collections": _measure(N_("Collections")),
    "year_collections": _measure(N_("Collections in the year")),
    "cumulative": _measure(N_("Collections so far")),
    "funded_participants": _measure(N_("Funded participants")),
    "count_solutions": _measure(N_("Number of solutions")),
    "value": _measure(N_("Value")),
    "previous": _measure(N_("Previous period")),
    "published": _measure(N_("Published")),
    "computed": _measure(N_("Computed")),
    "difference": Column(N_("Difference"), COUNT),
    # a comparison
    "now": _measure(N_("This side")),
    "then": _measure(N_("Other side")),
    "now_at_least": Column(N_("This side: at least")),
    "then_at_least": Column(N_("Other side: at least")),
    "change": Column(N_("Change in per cent"), "0.0"),
    "counted": Column(N_("What is counted")),
    "code": Column(N_("Code")),
    "mark": _code(N_("Result"), "mark"),
    "in_now": Column(N_("On this side")),
    "in_then": Column(N_("On the other side")),
    # what a delivery would change
    "period": Column(N_("Period")),
    "before": _measure(N_("Now")),
    "after": _measure(N_("With this delivery")),
    # what the delivery that is shown has changed
    "earlier": _measure(N_("Before")),
    "shown": _measure(N_("Now")),
    "added": _measure(N_("Added")),
    "removed": _measure(N_("Removed")),
    "changed": _measure(N_("Changed")),
    "reported_rows": _measure(N_("Reported rows")),
    "illustrative_rows": _measure(N_("Illustrative rows")),
    "files": _measure(N_("Files")),
    "rows_read": _measure(N_("Rows read")),
    "rows_accepted": _measure(N_("Rows accepted")),
    "rows_set_aside": _measure(N_("Rows set aside")),
    "rows_suspected": _measure(N_("Rows suspected")),
    # numbers that are names or places in an order, never grouped by thousands
    "year": Column(N_("Year"), PLAIN),
    "month": Column(N_("Month"), PLAIN),
    "start_month": Column(N_("Month"), PLAIN),
    "order_in_report": Column(N_("Order in the report"), PLAIN),
    "line": Column(N_("Line"), PLAIN),
    # dates
    "start_date": Column(N_("Start"), DATE),
    "end_date": Column(N_("End"), DATE),
    "last_training": Column(N_("Last training"), DATE),
    "in_use_from": Column(N_("In use from"), DATE),
    "in_use_since": Column(N_("In use since"), DATE),
    "in_use_to": Column(N_("In use to"), DATE),
    "joined_on": Column(N_("Joined on"), DATE),
    "left_on": Column(N_("Left on"), DATE),
    "received_on": Column(N_("Received on"), DATE),
    "trained_on": Column(N_("Trained on"), DATE),
    "production_on": Column(N_("In production on"), DATE),
    "added_on": Column(N_("Added on"), DATE),
    "held_from": Column(N_("Held from"), DATE),
    "held_to": Column(N_("Held to"), DATE),
    "released_on": Column(N_("Released on"), DATE),
    "happened_on": Column(N_("Happened on"), DATE),
    "as_of": Column(N_("As of"), DATE),
    "changed_at": Column(N_("Changed at"), TIME),
    # codes, one or several in a cell
    "region": _code(N_("Region"), "region"),
    "regions": _code(N_("Regions"), "region"),
    "topic": _code(N_("Topic"), "topic"),
    "topics": _code(N_("Topics"), "topic"),
    "mode": _code(N_("Mode"), "mode"),
    "type": _code(N_("Type"), "type"),
    "development": _code(N_("Development status"), "development"),
    "solution": _code(N_("Solution"), "solution"),
    "solutions": _code(N_("Solutions"), "solution"),
    "platform": _code(N_("Platform"), "platform"),
    "platforms": _code(N_("Platforms"), "platform"),
    "database": _code(N_("Database"), "database"),
    "stage": _code(N_("Stage"), "stage"),
    "pending": _code(N_("Still to come"), "pending"),
    "channel": _code(N_("Channel"), "channel"),
    "language": _code(N_("Language"), "language"),
    "languages": _code(N_("Languages"), "language"),
    "basis": _code(N_("Basis"), "basis"),
    "date_precision": _code(N_("Precision of the date"), "date_precision"),
    "measure": _code(N_("Measure"), "measure"),
    "nature": _code(N_("Counted"), "nature"),
    "origin": _code(N_("Origin"), "origin"),
    "kind": _code(N_("Kind"), "kind"),
    "status": _code(N_("Result"), "status"),
    "dataset": _code(N_("Dataset"), "dataset"),
    "concerns": _code(N_("Concerns"), "dataset"),
    "event": _code(N_("Event"), "event"),
    # yes or no
    "is_partial": Column(N_("Incomplete list")),
    "has_illustrative": Column(N_("Counts illustrative rows")),
    "is_complete": Column(N_("Complete year")),
    # text
    "training_id": Column(N_("Training")),
    "title": Column(N_("Title")),
    "host_office": Column(N_("Host office")),
    "office": Column(N_("ST.3 code")),
    "name": Column(N_("Office")),
    "iso3": Column(N_("ISO 3166 code")),
    "english_name": Column(N_("Name in English")),
    "audience": Column(N_("Audience")),
    "session": Column(N_("Session")),
    "tool": Column(N_("Tool")),
    "version": Column(N_("Version")),
    "source": Column(N_("Source")),
    "document": Column(N_("Document")),
    "paragraph": Column(N_("Paragraph")),
    "file": Column(N_("File")),
    "form": Column(N_("Form")),
    "column_name": Column(N_("Column")),
    "rule": _code(N_("Rule"), "rule"),
    "expected": Column(N_("Expected")),
}

_UNDECLARED = Column("")

# The contract's `date_precision` speaks of these dates only; the others of a row are known to the day.
DATES_WITH_PRECISION = ("start_date", "end_date", "joined_on", "received_on", "released_on", "happened_on")


def column_label(name: str) -> str:
    """Return the header of column `name` in the language in use; an undeclared column keeps its name, readable."""
    return _(COLUMNS.get(name, _UNDECLARED).label) or name.replace("_", " ").capitalize()


def number_format(name: str) -> str | None:
    """Return the Excel format code of column `name`, or None for text."""
    return COLUMNS.get(name, _UNDECLARED).number_format


def code_field(name: str) -> str | None:
    """Return the field of `words.label` that names the codes of column `name`, or None where it holds no codes."""
    return COLUMNS.get(name, _UNDECLARED).code_field


def code_names(name: str, cell: object) -> str:
    """Return the names of the codes in `cell` (one code, or several joined by ";") of column `name`, joined by "; "."""
    field = code_field(name)
    if field is None:
        return str(cell)
    return "; ".join(label(field, code.strip()) for code in str(cell).split(";") if code.strip())


def number_text(value: float, name: str) -> str:
    """Return `value` as text in the number format of column `name`: 1234 is "1,234" as a count, "1234" as a year."""
    return f"{value:.0f}" if number_format(name) == PLAIN else grouped(value)


def date_text(day: date, precision: str = "day") -> str:
    """Return `day` as ISO text no more exact than `precision` (day, month, year, or "by" for at the latest)."""
    if precision == "by":
        return _("by {date}").format(date=day.strftime("%Y-%m-%d"))
    return day.strftime({"month": "%Y-%m", "year": "%Y"}.get(precision, "%Y-%m-%d"))


def named(answer: Answer) -> Answer:
    """Return `answer` with the names of its offices, which the extracts give in English, in the language in use."""
    if language() == "en" or not answer.rows:
        return answer
    if "offices" in answer.columns and "offices" not in answer.numbers:  # names, not a count
        rows = [row | {"offices": row["offices"] and office_names(row["offices"])} for row in answer.rows]
    elif {"office", "name"} <= set(answer.columns):
        rows = [row | {"name": office_name(str(row["office"]), str(row["name"]))} for row in answer.rows]
    else:
        return answer
    return answer.of(rows)


def display(answer: Answer) -> dict[str, list[str]]:
    """Return `answer` as text for people, by column: same rows and order, labels as headers, names in place of codes.

    Numbers follow their number format. An unknown count reads "not known", a zero "0"; any other missing cell is empty.
    Dates are ISO and only as exact as `date_precision`, which is then left out.
    """
    is_dated = any(name in DATES_WITH_PRECISION for name in answer.columns)
    return {
        column_label(name): cell_texts(answer, name)
        for name in answer.columns
        if name != "date_precision" or not is_dated
    }


def cell_texts(answer: Answer, name: str) -> list[str]:
    """Return the cells of column `name` as `display` shows them."""
    is_number = name in answer.numbers
    if name in DATES_WITH_PRECISION and "date_precision" in answer.columns:
        return [cell_text(name, row[name], row["date_precision"], is_number) for row in answer.rows]
    return [cell_text(name, row[name], is_number=is_number) for row in answer.rows]


def cell_text(name: str, cell: Any, precision: str = "day", is_number: bool = True) -> str:
    """Return one cell of column `name` as `display` shows it; `is_number` tells a missing count from a missing text."""
    if cell is None:
        return _("not known") if is_number and COLUMNS.get(name, _UNDECLARED).is_measure else ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d %H:%M") if number_format(name) == TIME else date_text(cell, precision)
    if isinstance(cell, int | float):
        return number_text(cell, name)
    return code_names(name, cell)
