"""The lists of the yearly report as small records: what the rows of the queries say, row by row, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from queries.rows import Row, Rows


@dataclass(frozen=True)
class Training:
    """One training; `offices` are names, `participants` None where unknown, `type` and `topics` are codes."""

    title: str
    type: str
    topics: tuple[str, ...]
    mode: str
    offices: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    precision: str
    participants: int | None
    is_illustrative: bool


@dataclass(frozen=True)
class Requests:
    """The requests for advice through one channel, None where no number was published."""

    channel: str
    requests: int | None
    is_illustrative: bool


@dataclass(frozen=True)
class Office:
    """An office by name."""

    name: str
    is_illustrative: bool


@dataclass(frozen=True)
class Session:
    """A session of the Committee and the participants funded for it, None where no number was published."""

    session: str
    funded: int | None
    held_from: date | None
    held_to: date | None
    is_illustrative: bool


@dataclass(frozen=True)
class Release:
    """A release of a tool in the year."""

    tool: str
    version: str
    released_on: date
    precision: str
    is_illustrative: bool


@dataclass(frozen=True)
class Collection:
    """A collection that joined a database (a code), named by its office."""

    database: str
    name: str
    is_illustrative: bool


def trainings(rows: Rows) -> tuple[Training, ...]:
    """Return the rows of `trainings_list`."""
    return tuple(
        Training(
            title=row["title"] or "",
            type=row["type"] or "",
            topics=_several(row["topics"], ";"),
            mode=row["mode"] or "",
            offices=_several(row["offices"], "; "),
            starts_on=row["start_date"],
            ends_on=row["end_date"],
            precision=row["date_precision"] or "day",
            participants=row["participants"],
            is_illustrative=_is_illustrative(row),
        )
        for row in rows
    )


def requests(rows: Rows) -> tuple[Requests, ...]:
    """Return the rows of `advice_requests`."""
    return tuple(Requests(row["channel"], row["requests"], _is_illustrative(row)) for row in rows)


def offices_untrained(rows: Rows) -> tuple[Office, ...]:
    """Return the offices of `ocr_offices` that have the software and wait for their training."""
    return tuple(Office(row["name"], _is_illustrative(row)) for row in rows if row["pending"] == "training")


def sessions(rows: Rows) -> tuple[Session, ...]:
    """Return the rows of `cws_participation`."""
    return tuple(
        Session(
            row["session"],
            row["funded_participants"],
            row["held_from"],
            row["held_to"],
            _is_illustrative(row),
        )
        for row in rows
    )


def releases(rows: Rows) -> tuple[Release, ...]:
    """Return the rows of `tool_releases` that have a date; the others belong to no year."""
    return tuple(
        Release(
            row["tool"],
            row["version"] or "",
            row["released_on"],
            row["date_precision"] or "day",
            _is_illustrative(row),
        )
        for row in rows
        if row["released_on"] is not None
    )


def collections_added(rows: Rows) -> tuple[Collection, ...]:
    """Return the rows of `collections_list`, by database in the order reported."""
    return tuple(Collection(row["database"], row["name"], _is_illustrative(row)) for row in rows)


def _is_illustrative(row: Row) -> bool:
    return bool(row["basis"] != "reported")


def _several(cell: str | None, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split(separator) if part.strip())
