"""The account of a delivery as lines of text: what was read, what was set aside, and where to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import duckdb

from extracts.snapshot import Snapshot
from words import _, label
from words.codes import N_

# Lines go out in blocks: a delivery may have a hundred thousand faults.
BLOCK = 10_000
# The books that have a line per row, and what is said around it where it is no fault.
BOOKS = {"rows_set_aside": "{line}", "rows_suspected": N_("suspected: {line}"), "remarks": N_("remark: {line}")}


def account(snapshot: Snapshot) -> Iterator[str]:
    """Yield blocks of lines: each file with its counts, each fault, suspicion and remark with its place and remedy.

    A line begins with the place (`file:line:column:`); what is no fault of a row has a word before it.
    """
    with snapshot.cursor() as cursor:
        cursor.execute(
            "select file, form, rows_read, rows_accepted, rows_set_aside, rows_suspected"
            " from delivered_files order by all"
        )
        yield from _blocks(cursor, _file_line)
        for table, around in BOOKS.items():
            cursor.execute(f"select file, line, column_name, value, rule, expected from {table} order by all")
            yield from _blocks(cursor, partial(_place_line, _(around)))
        cursor.execute("select file, rule from files_not_read order by all")
        yield from _blocks(
            cursor, lambda file, rule: _("not read: {line}").format(line=f"{printable(file)}: {_rule(rule)}")
        )


def headline_lines(changes: Sequence[tuple[str, str, int | None, int | None]]) -> list[str]:
    """Return a line for each changed headline figure, given as its period, measure, value before and value after."""
    if not changes:
        return [_("The headline figures stay as they are.")]
    return [_("Headline figures that would change:")] + [
        f"- {label('measure', measure)}, {period}: {_number(before)} → {_number(after)}"
        for period, measure, before, after in changes
    ]


def _blocks(cursor: duckdb.DuckDBPyConnection, line: Callable[..., str]) -> Iterator[str]:
    while rows := cursor.fetchmany(BLOCK):
        yield "".join([line(*row) + "\n" for row in rows])


def _file_line(file: str, form: str | None, read: int, accepted: int, aside: int, suspected: int) -> str:
    text = _("{file}: rows read {read}, accepted {accepted}, set aside {aside}").format(
        file=printable(file), read=read, accepted=accepted, aside=aside
    )
    more = _(", suspected {suspected}").format(suspected=suspected) if suspected else ""
    return f"{text}{more}" + (f" ({form})" if form else "")


def _place_line(
    around: str, file: str, line: int | None, column: str | None, value: str | None, rule: str, expected: str | None
) -> str:
    place = ":".join([str(part) for part in (printable(file), line, column) if part])
    # As a literal: no cell may write a line of its own, or to the terminal.
    shown = "" if value is None else f" {value!r}"
    wanted = f" ({printable(expected)})" if expected else ""
    return around.format(line=f"{place}:{shown} {_rule(rule)}{wanted}")


@cache
def _rule(rule: str) -> str:
    return label("rule", rule)


def printable(text: str) -> str:
    """Return `text` as one line that cannot steer a terminal, whatever a file is called."""
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")


def _number(value: int | None) -> str:
    return _("not known") if value is None else str(value)
