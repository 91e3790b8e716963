"""Deliveries written by hand, one valid row per table, and loaded with the books checked every time."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from extracts import Snapshot, read_contract
from extracts.build import load

TODAY = date(2026, 1, 15)
BASIS = {"basis": "reported", "source": "a test"}
VALID: dict[str, Mapping[str, object]] = {
    "offices": {"code": "KE", "name": "Kenya", "iso3": "KEN", "region": "AF", "development": "LDC", "kind": "state"},
    "trainings": {
        "training_id": "T1",
        "title": "A training",
        "type": "course",
        "topics": "IPC;Nice",
        "mode": "online",
        "start_date": "2020-03-01",
        "end_date": "2020-03-02",
        "date_precision": "day",
        "host_office": "KE",
        "language": "en",
        **BASIS,
    },
    "training_offices": {"training_id": "T1", "office": "KE", "participants": "0", **BASIS},
    "advice_requests": {"year": "2020", "channel": "email", "requests": "3", **BASIS},
    "business_solutions": {"office": "KE", "solution": "IPAS", "in_use_from": "2019-05-01", **BASIS},
    "exchange_platforms": {
        "office": "KE",
        "platform": "CASE",
        "joined_on": "2019-05-01",
        "date_precision": "day",
        **BASIS,
    },
    "ocr_rollout": {
        "office": "KE",
        "languages": "en;fr",
        "received_on": "2018-05-01",
        "trained_on": "2019-05-01",
        "production_on": "2020-05-01",
        "date_precision": "by",
        **BASIS,
    },
    "collections": {"database": "GBD", "office": "KE", "year": "2020", "order_in_report": "1", **BASIS},
    "cws_participation": {"session": "CWS/8", "year": "2020", "funded_participants": "7", **BASIS},
    "tool_releases": {"tool": "WIPO Sequence", "version": "1.0", "date_precision": "day", **BASIS},
    "events": {
        "event": "An event",
        "happened_on": "2020-03-11",
        "date_precision": "day",
        "concerns": "trainings",
        **BASIS,
    },
    "reported_figures": {
        "year": "2020",
        "measure": "trainings",
        "value": "5",
        "as_of": "2020-12-31",
        "kind": "printed",
        "document": "a report",
        **BASIS,
    },
}
COLUMNS = {table.name: table.column_names for table in read_contract()}

Fault = tuple[str, int | None, str | None, str | None, str]


@dataclass(frozen=True)
class Loaded:
    """A loaded delivery and what can be asked about it."""

    snapshot: Snapshot

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with self.snapshot.cursor() as cursor:
            return cursor.execute(sql).fetchall()

    @property
    def faults(self) -> list[Fault]:
        """File, line, column, value and rule of each fault."""
        return self.ask("select file, line, column_name, value, rule from rows_set_aside order by all")

    @property
    def files(self) -> dict[str, tuple[int, int, int]]:
        """Rows read, accepted and set aside by file."""
        rows = self.ask("select file, rows_read, rows_accepted, rows_set_aside from delivered_files")
        return {file: (read, accepted, aside) for file, read, accepted, aside in rows}


@dataclass(frozen=True)
class Folder:
    """A folder of extracts in the making."""

    path: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def table(self, table: str, *changes: Mapping[str, object], name: str = "") -> Path:
        """Write a CSV of `table`: its valid row with each of `changes` in turn, one row per change."""
        return self.write(name or f"{table}.csv", csv_text(table, [{**VALID[table], **change} for change in changes]))

    def everything(self) -> None:
        """Write one valid row of each table."""
        for table in VALID:
            self.table(table, {})

    def load(self, today: date = TODAY) -> Loaded:
        """Load the folder; no row may get lost between what was read, accepted and set aside."""
        loaded = Loaded(load(self.path, today=today))
        assert all(read == accepted + aside for read, accepted, aside in loaded.files.values())
        for table in COLUMNS:
            [(rows,)] = loaded.ask(f'select count(*) from "{table}"')
            [(noted,)] = loaded.ask(
                f"select coalesce(sum(rows_accepted), 0) from delivered_files where dataset = '{table}'"
            )
            assert rows == noted, table
        return loaded


def csv_text(table: str, rows: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> str:
    """Return `rows` as CSV with the columns of the contract, or with `columns`."""
    buffer = StringIO(newline="")
    writer = csv.DictWriter(buffer, columns or COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder for extracts."""
    path = tmp_path / "extracts"
    path.mkdir()
    return Folder(path)


@pytest.fixture
def complete(folder: Folder) -> Folder:
    """A folder with one valid row of each table, in CSV."""
    folder.everything()
    return folder
