"""Deliveries small enough to count by hand: short rows are filled up, written as CSV and loaded as the app would."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pytest

from extracts import Snapshot, read_contract
from extracts.build import load
from queries import Filters, run

Row = Mapping[str, object]

# code, name, region, development, kind.
OFFICES = (
    ("KE", "Kenya", "AF", "developing", "state"),
    ("TZ", "Tanzania", "AF", "LDC", "state"),
    ("OA", "OAPI", "AF", "", "organization"),
    ("EG", "Egypt", "AR", "developing", "state"),
    ("OM", "Oman", "AR", "developing", "state"),
    ("BT", "Bhutan", "AP", "LDC", "state"),
    ("ID", "Indonesia", "AP", "developing", "state"),
    ("MY", "Malaysia", "AP", "developing", "state"),
    ("PA", "Panama", "LC", "developing", "state"),
    ("PE", "Peru", "LC", "developing", "state"),
    ("CS", "Czechoslovakia (former)", "TD", "", "former_state"),
    ("CZ", "Czechia", "TD", "developed", "state"),
    ("UA", "Ukraine", "TD", "transition", "state"),
    ("WO", "WIPO", "IN", "", "organization"),
)
ISO3 = {
    **{"KE": "KEN", "TZ": "TZA", "EG": "EGY", "OM": "OMN", "BT": "BTN", "ID": "IDN", "MY": "MYS"},
    **{"PA": "PAN", "PE": "PER", "CZ": "CZE", "UA": "UKR"},
}
COMMON = {"basis": "reported", "source": "a test"}
DEFAULTS: dict[str, Row] = {
    "offices": {},
    "trainings": {"title": "Training", "type": "course", "topics": "IPC", "mode": "online", "date_precision": "day"},
    "training_offices": {},
    "advice_requests": {"channel": "email"},
    "business_solutions": {"solution": "IPAS"},
    "exchange_platforms": {"platform": "CASE", "date_precision": "day"},
    "ocr_rollout": {"date_precision": "day"},
    "collections": {"database": "GBD"},
    "cws_participation": {},
    "tool_releases": {"version": "1", "date_precision": "day"},
    "events": {"date_precision": "day", "concerns": "trainings"},
    "reported_figures": {"kind": "printed", "document": "a report"},
}


@dataclass(frozen=True)
class Delivery:
    """A loaded delivery that can be asked the questions of the catalogue."""

    snapshot: Snapshot

    def ask(self, name: str, *columns: str, **filters: Any) -> list[tuple[Any, ...]]:
        """Answer the question `name` under `filters` as plain rows: all columns, or `columns` only; None is unknown."""
        rows = run(self.snapshot, name, Filters(**filters))
        return [
            tuple(_plain(value) for value in row)
            for row in (rows[list(columns)] if columns else rows).itertuples(index=False)
        ]


def _plain(value: Any) -> Any:
    """Return dates as ISO text, missing values as None, the rest as it is."""
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _filled(table: str, rows: Sequence[Row]) -> list[dict[str, object]]:
    filled = [{**COMMON, **DEFAULTS[table], **row} for row in rows]
    for row in filled:
        if table == "trainings":
            row.setdefault("end_date", row["start_date"])
        if table == "reported_figures":
            row.setdefault("as_of", f"{row['year']}-12-31")
    return filled


@pytest.fixture(scope="session")
def deliver(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Delivery]:
    """Return a function that takes rows per table, writes them as CSV files and loads them.

    Every delivery has the offices above. No row may be set aside unheard: a test would count without it.
    A delivery cannot change once it is loaded, so that the tests of a module may share one.
    """

    def _deliver(today: date = date(2026, 1, 15), faults: int = 0, **tables: Sequence[Row]) -> Delivery:
        folder = tmp_path_factory.mktemp("delivery")
        columns = {table.name: table.column_names for table in read_contract()}
        names = ("code", "name", "region", "development", "kind")
        offices = [{**dict(zip(names, office, strict=True)), "iso3": ISO3.get(office[0], "")} for office in OFFICES]
        for table, rows in {"offices": offices, **tables}.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns[table], extrasaction="ignore" if table == "offices" else "raise")
                writer.writeheader()
                writer.writerows(_filled(table, rows))
        delivery = Delivery(load(folder, today=today))
        assert len(delivery.ask("rows_set_aside")) == faults
        return delivery

    return _deliver
