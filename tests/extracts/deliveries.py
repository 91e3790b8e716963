"""Small deliveries with consistent keys, made by hypothesis, and the many forms in which offices write them down."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import strategies as st

from tests.extracts.conftest import COLUMNS

Value = str | int | date | None
Row = dict[str, Value]
Tables = dict[str, list[Row]]

# code, name and ISO code; each is written in one of the three ways.
OFFICES = (
    ("KE", "Kenya", "KEN"),
    ("CI", "Côte d'Ivoire", "CIV"),
    ("KR", "Republic of Korea", "KOR"),
    ("NA", "Namibia", "NAM"),
    ("OA", "OAPI", None),
)
WORDS = ("Séminaire", "on ST.26", 'the "Vienna" class', "a;b", "x,y", "pipe|d", "it's", "naïve", "=1+1", "<b>", "NULL")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BASIS: Row = {"basis": "reported", "source": "A report"}

DATE_FORMS: dict[str, Callable[[date], str]] = {
    "ISO": date.isoformat,
    "slashes": lambda day: day.strftime("%Y/%m/%d"),
    "points": lambda day: f"{day.day}.{day.month}.{day.year}",
    "names": lambda day: f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year}",
    "moment": lambda day: f"{day.isoformat()} 00:00:00",
}
NUMBER_FORMS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "spaces": lambda number: f"{number:,}".replace(",", " "),
    "apostrophes": lambda number: f"{number:,}".replace(",", "’"),
    "decimals": lambda number: f"{number}.0",
}
HEADER_FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "spaces": lambda name: f" {name.replace('_', ' ').title()} ",
    "dashes": lambda name: name.replace("_", "-"),
}


@dataclass
class Sheet:
    """One file in the making: its name, how it is written, the header and the rows of cells under it."""

    name: str
    table: str
    form: dict[str, Any]
    header: list[str]
    rows: list[list[Any]] = field(default_factory=list)

    def content(self) -> bytes:
        kind = self.form["kind"]
        return {"csv": self._csv, "parquet": self._parquet, "xlsx": self._xlsx}[kind]()

    def _csv(self) -> bytes:
        buffer = StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self.form["separator"], lineterminator=self.form["line_end"])
        writer.writerows([self.header, *self.rows])
        content = buffer.getvalue().encode(self.form["encoding"], errors="surrogatepass")
        return gzip.compress(content, 1) if self.form["is_zipped"] else content

    def _parquet(self) -> bytes:
        width = max((len(row) for row in self.rows), default=0)
        names = [*self.header, *(f"more {number}" for number in range(len(self.header), width))]
        columns = [[row[at] if at < len(row) else None for row in self.rows] for at in range(len(names))]
        arrays = [
            pa.array([None if cell in (None, "") else str(cell) for cell in cells], pa.string()) for cells in columns
        ]
        buffer = BytesIO()
        pq.write_table(pa.Table.from_arrays(arrays, names=names), buffer)
        return buffer.getvalue()

    def _xlsx(self) -> bytes:
        buffer = BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet = book.add_worksheet(self.table[:31])
            for at, cells in enumerate([self.header, *self.rows]):
                for column, cell in enumerate(cells):
                    sheet.write_string(at, column, str(cell)[:30_000])
        return buffer.getvalue()


def days(first: date = date(2015, 1, 1)) -> st.SearchStrategy[date]:
    return st.integers(0, 2000).map(lambda number: first + timedelta(days=number))


def titles() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Return rows of some tables that keep the contract, with the types that they are accepted with."""
    codes = [code for code, _name, _iso3 in OFFICES]
    offices: list[Row] = [
        {"code": code, "name": name, "iso3": iso3, "region": "AF", "development": None, "kind": "state"}
        for code, name, iso3 in OFFICES
    ]
    trainings, attendances = [], []
    for number in range(draw(st.integers(0, 4))):
        start = draw(days())
        training: Row = {
            "training_id": f"T{number}",
            "title": f"{draw(titles())} {number}",
            "type": "course",
            "topics": draw(st.sampled_from(["IPC", "IPC;Nice", "Exchange;Sequence;Nice"])),
            "mode": draw(st.sampled_from(["online", "on_site", "hybrid"])),
            "start_date": start,
            "end_date": start + timedelta(days=draw(st.integers(0, 9))),
            "date_precision": "day",
            "host_office": draw(st.sampled_from([None, *codes])),
            "audience": draw(st.none() | titles()),
            "language": draw(st.sampled_from([None, "en", "fr"])),
        }
        trainings.append(training | BASIS)
        for office in draw(st.lists(st.sampled_from(codes), unique=True, max_size=3)):
            participants = draw(st.none() | st.integers(0, 5000))
            attendances.append({"training_id": f"T{number}", "office": office, "participants": participants} | BASIS)
    found: Tables = {"offices": offices, "trainings": trainings, "training_offices": attendances}
    other = draw(st.sampled_from(["business_solutions", "ocr_rollout", "collections", "advice_requests", None]))
    if other:
        chosen = draw(st.lists(st.sampled_from(codes), unique=True, max_size=4))
        found[other] = [draw(OTHERS[other](office, number)) | BASIS for number, office in enumerate(chosen)]
    return found


def _solution(office: str, _number: int) -> st.SearchStrategy[Row]:
    return st.builds(
        lambda start, length: {
            "office": office,
            "solution": "IPAS",
            "in_use_from": start,
            "in_use_to": None if length is None else start + timedelta(days=length),
        },
        days(),
        st.none() | st.integers(0, 500),
    )


def _rollout(office: str, _number: int) -> st.SearchStrategy[Row]:
    return st.builds(
        lambda start, steps: {
            "office": office,
            "languages": "en;fr",
            "received_on": start,
            "trained_on": start + timedelta(days=30) if steps > 0 else None,
            "production_on": start + timedelta(days=60) if steps > 1 else None,
            "date_precision": "by",
        },
        days(),
        st.integers(0, 2),
    )


def _collection(office: str, number: int) -> st.SearchStrategy[Row]:
    return st.builds(
        lambda day, order: {
            "database": "GBD",
            "office": office,
            "year": 2015 + number,
            "added_on": day,
            "order_in_report": order,
        },
        st.none() | days(),
        st.none() | st.integers(1, 20),
    )


def _request(_office: str, number: int) -> st.SearchStrategy[Row]:
    return st.builds(
        lambda requests: {"year": 2015 + number, "channel": "email", "requests": requests},
        st.none() | st.integers(0, 20_000),
    )


OTHERS = {
    "business_solutions": _solution,
    "ocr_rollout": _rollout,
    "collections": _collection,
    "advice_requests": _request,
}


def forms() -> st.SearchStrategy[dict[str, Any]]:
    """Return the ways to write one file down."""
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["csv", "csv", "csv", "csv", "parquet", "xlsx"]),
            "separator": st.sampled_from(",;\t|"),
            "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
            "line_end": st.sampled_from(["\n", "\r\n", "\r"]),
            "is_zipped": st.booleans(),
            "dates": st.sampled_from(sorted(DATE_FORMS)),
            "numbers": st.sampled_from(sorted(NUMBER_FORMS)),
            "offices": st.integers(0, 2),
            "header": st.sampled_from(sorted(HEADER_FORMS)),
            "order": st.randoms(use_true_random=False),
            "has_more": st.booleans(),
        }
    )


@st.composite
def sheets(draw: st.DrawFn, rows: Mapping[str, Sequence[Row]]) -> list[Sheet]:
    """Return the files of a delivery of `rows`, each in a form of its own; a table may come in two parts."""
    made = []
    for table, table_rows in rows.items():
        if draw(st.integers(0, 3)) == 0:
            half = len(table_rows) // 2
            made.append(_sheet(table, f"{table}/1", table_rows[:half], draw(forms())))
            made.append(_sheet(table, f"{table}/2", table_rows[half:], draw(forms())))
        else:
            made.append(_sheet(table, table, table_rows, draw(forms())))
    return made


def _sheet(table: str, name: str, rows: Sequence[Row], form: dict[str, Any]) -> Sheet:
    columns = list(COLUMNS[table])
    form["order"].shuffle(columns)
    more = ["remark of ours"] if form["has_more"] else []
    suffix = ".csv.gz" if form["kind"] == "csv" and form["is_zipped"] else f".{form['kind']}"
    header = [HEADER_FORMS[form["header"]](column) for column in columns] + more
    cells = [[_text(table, column, row[column], form) for column in columns] + ["?" for _ in more] for row in rows]
    return Sheet(f"{name}{suffix}", table, form, header, cells)


def _text(table: str, column: str, value: Value, form: Mapping[str, Any]) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return DATE_FORMS[form["dates"]](value)
    if isinstance(value, int):
        return NUMBER_FORMS[form["numbers"]](value)
    if column in ("office", "host_office"):
        [names] = [office for office in OFFICES if office[0] == value]
        return names[form["offices"]] or value
    return value
