"""The shipped data as sheets, and one sheet with every kind of cell."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from charts.series import PlainChart
from exports.exhibit import Exhibit, exhibit
from exports.sheet import Sheet
from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters
from queries.report import report_queries
from tests.frames import answer_of

# Text that a spreadsheet would run, take for a comment or cut in two.
HOSTILE = [
    '=HYPERLINK("http://example.org","click")',
    "+1",
    "@SUM(A1:A9)",
    "-2+3",
    "\tled by a tab",
    "\rled by a return",
    "\nled by a line feed",
    "#x",
    "a # within",
    'commas, "quotes"\nand lines',
    "Côte d’Ivoire 日本",
    "'quoted'",
    "007",
    "TRUE",
    "2020-01-01",
    "",
]
KINDS: dict[str, list[object]] = {
    "title": list(HOSTILE),
    "difference": [-5, 0, 3, 1_000_000, None, -1, 7, 1.5, 2, 2, 2, 2, 2, 2, 2, 2],
    "value": [None, 0, *range(1, 15)],
    "start_date": [date(2020, 2, 29), None, date(1899, 12, 31), *[date(2020, 1, 1)] * 13],
    "changed_at": [datetime(2020, 2, 29, 13, 14, 15), None, *[datetime(2020, 1, 1)] * 14],
    "is_partial": [True, False, None, *[True] * 13],
    "region": ["AF", None, *["TD"] * 14],
    "region_name": ["Africa", None, *["Transition and Developed Countries"] * 14],
}


@pytest.fixture(scope="session")
def shipped() -> Snapshot:
    return load(data_folder())


@pytest.fixture(scope="session")
def report(shipped: Snapshot) -> list[Exhibit]:
    """All tables of the report, 2016 to 2020."""
    filters, link = Filters(2016, 2020), "https://example.org/?from=2016&to=2020"
    return [exhibit(shipped, name, filters, link) for name in report_queries()]


def shown(sheet: Sheet, chart: PlainChart | None = None, has_illustrative: bool = False) -> Exhibit:
    """Return `sheet` as an exhibit named as it is."""
    return Exhibit(sheet.name, sheet.title, answer_of(sheet.rows), sheet, chart, has_illustrative, len(sheet.rows))


@pytest.fixture
def kinds() -> Sheet:
    """A sheet with every kind of cell, and notes that are as bad as its text."""
    notes = (
        ("Table", "Kinds"),
        ("Beware", 'of "quotes", commas\nand\r\nlines # and more'),
        ("Link", "https://x.org/?a=1#b"),
    )
    return Sheet("kinds_of_cells", "Kinds: of/cells [all]", pd.DataFrame(KINDS, dtype=object), notes)


@pytest.fixture
def nothing() -> Sheet:
    """A sheet without rows."""
    return Sheet("nothing", "Nothing", pd.DataFrame({"year": [], "region": [], "region_name": []}, dtype=object), ())
