"""Would this delivery be published? The reasons against it, each in words that say what to do."""

from __future__ import annotations

from extracts.contract import read_contract
from extracts.settings import max_set_aside
from extracts.snapshot import Snapshot
from extracts.spelling import plain
from extracts.state import Reason
from words import _, label

# A file with one of these is not read in full: what it would have said nobody knows.
WHOLE_FILE = ("unreadable", "column", "column_twice", "too_large")
# A file that could not be taken at all; `no_table`, which only remarks on a stray one, is not among them.
NOT_TAKEN = ("symbolic_link", "not_a_file", "object_name", "too_large", "too_many_files", "unreadable")
# These lines are no rows of the table, and leaving them out is no fault.
NO_FAULT = "total_row"


def objections(snapshot: Snapshot, published: Snapshot | None, share: float | None = None) -> tuple[Reason, ...]:
    """Return the reasons why the delivery in `snapshot` must not replace the one in `published`; none is a yes.

    `share` (default: the setting) is the part of a table's rows that may be set aside.
    """
    if published and len(snapshot.missing) == len(read_contract()) > len(published.missing):
        return (Reason("empty"),)
    files = (*_files_not_taken(snapshot), *_files_not_read_whole(snapshot))
    named = {reason.dataset for reason in files}
    # Rows that refer to a table which could not be read are set aside in consequence: nothing is wrong with them.
    named |= {table.name for table in read_contract() if named & {key.references for key in table.foreign_keys}}
    shares = _too_much_aside(snapshot, max_set_aside() if share is None else share)
    return (*files, *(reason for reason in shares if reason.dataset not in named), *_gone(snapshot, published))


def has_faults(snapshot: Snapshot) -> bool:
    """Tell whether a row was set aside for a fault, or a file was not taken."""
    with snapshot.cursor() as cursor:
        faults = cursor.execute(
            "select count(*) from rows_set_aside where rule <> $rule", {"rule": NO_FAULT}
        ).fetchall()
    return bool(faults[0][0]) or any(True for _reason in _files_not_taken(snapshot))


def reason_text(reason: Reason) -> str:
    """Return `reason` in words: what is wrong, and how to mend it. It holds names of files, so it is no Markdown."""
    dataset = label("dataset", reason.dataset)
    if reason.code == "file":
        return _("{file}: {rule}").format(file=reason.file, rule=label("rule", reason.rule))
    if reason.code == "share":
        return _(
            "{table}: {aside} of {read} rows would be set aside, more than is allowed. Correct them as their list says."
        ).format(table=dataset, aside=reason.aside, read=reason.read)
    if reason.code == "gone":
        return _(
            "{table}: it has rows so far but no file any more. Deliver it again; to empty it, deliver its header alone."
        ).format(table=dataset)
    return label("refusal", reason.code)


def _files_not_taken(snapshot: Snapshot) -> tuple[Reason, ...]:
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "select file, rule from files_not_read where list_contains($rules, rule) order by all",
            {"rules": list(NOT_TAKEN)},
        ).fetchall()
    return tuple(
        Reason("file", dataset=_table_of(file), file=file, rule=rule)
        for file, rule in rows
        if rule == "too_many_files" or _table_of(file)
    )


def _table_of(file: str) -> str:
    """Return the table that a file not taken would have belonged to, by its name or that of its folder, or ""."""
    first = plain(file.split("/")[0].split(".")[0])
    return next((table.name for table in read_contract() if plain(table.name) == first), "")


def _files_not_read_whole(snapshot: Snapshot) -> tuple[Reason, ...]:
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "select dataset, file, min(rule) from rows_set_aside where list_contains($rules, rule)"
            " group by dataset, file order by all",
            {"rules": list(WHOLE_FILE)},
        ).fetchall()
    return tuple(Reason("file", dataset=dataset, file=file, rule=rule) for dataset, file, rule in rows)


def _too_much_aside(snapshot: Snapshot, share: float) -> tuple[Reason, ...]:
    with snapshot.cursor() as cursor:
        rows = cursor.execute(
            "with totals as (select dataset, count(*) as lines from rows_set_aside where rule = $rule"
            " group by dataset), counts as (select delivered_files.dataset,"
            " sum(rows_set_aside) - coalesce(any_value(totals.lines), 0) as aside,"
            " sum(rows_read) - coalesce(any_value(totals.lines), 0) as read from delivered_files"
            " left join totals on totals.dataset = delivered_files.dataset group by delivered_files.dataset)"
            " select dataset, cast(aside as bigint), cast(read as bigint) from counts"
            " where aside > cast($share as double) * read order by dataset",
            {"rule": NO_FAULT, "share": share},
        ).fetchall()
    return tuple(Reason("share", dataset=dataset, aside=aside, read=read) for dataset, aside, read in rows)


def _gone(snapshot: Snapshot, published: Snapshot | None) -> tuple[Reason, ...]:
    if published is None:
        return ()
    with published.cursor() as cursor:
        held = {
            name
            for (name,) in cursor.execute(
                "select dataset from delivered_files group by dataset having sum(rows_accepted) > 0"
            ).fetchall()
        }
    return tuple(Reason("gone", dataset=table) for table in snapshot.missing if table in held)
