"""The lists of the yearly report as small records: what the rows of the queries say, row by row, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd


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


def trainings(rows: pd.DataFrame) -> tuple[Training, ...]:
    """Return the rows of `trainings_list`."""
    return tuple(
        Training(
            title=_text(row["title"]),
            type=_text(row["type"]),
            topics=_several(row["topics"], ";"),
            mode=_text(row["mode"]),
            offices=_several(row["offices"], "; "),
            starts_on=row["start_date"].date(),
            ends_on=_day(row["end_date"]),
            precision=_text(row["date_precision"]) or "day",
            participants=None if pd.isna(row["participants"]) else int(row["participants"]),
            is_illustrative=_is_illustrative(row),
        )
        for row in _records(rows)
    )


def requests(rows: pd.DataFrame) -> tuple[Requests, ...]:
    """Return the rows of `advice_requests`."""
    return tuple(
        Requests(row["channel"], None if pd.isna(row["requests"]) else int(row["requests"]), _is_illustrative(row))
        for row in _records(rows)
    )


def offices_untrained(rows: pd.DataFrame) -> tuple[Office, ...]:
    """Return the offices of `ocr_offices` that have the software and wait for their training."""
    return tuple(Office(row["name"], _is_illustrative(row)) for row in _records(rows) if row["pending"] == "training")


def sessions(rows: pd.DataFrame) -> tuple[Session, ...]:
    """Return the rows of `cws_participation`."""
    return tuple(
        Session(
            row["session"],
            None if pd.isna(row["funded_participants"]) else int(row["funded_participants"]),
            _day(row["held_from"]),
            _day(row["held_to"]),
            _is_illustrative(row),
        )
        for row in _records(rows)
    )


def releases(rows: pd.DataFrame) -> tuple[Release, ...]:
    """Return the rows of `tool_releases` that have a date; the others belong to no year."""
    return tuple(
        Release(
            row["tool"],
            _text(row["version"]),
            row["released_on"].date(),
            _text(row["date_precision"]) or "day",
            _is_illustrative(row),
        )
        for row in _records(rows)
        if not pd.isna(row["released_on"])
    )


def collections_added(rows: pd.DataFrame) -> tuple[Collection, ...]:
    """Return the rows of `collections_list`, by database in the order reported."""
    return tuple(Collection(row["database"], row["name"], _is_illustrative(row)) for row in _records(rows))


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def _is_illustrative(row: dict[str, Any]) -> bool:
    return bool(row["basis"] != "reported")


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _several(cell: Any, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _text(cell).split(separator) if part.strip())


def _day(cell: Any) -> date | None:
    return None if pd.isna(cell) else cell.date()
