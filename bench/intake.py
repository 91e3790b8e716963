"""A million dirty CSV rows through `python -m extracts check`: seconds, processor time and memory of the whole.

The delivery is made anew each time and is always the same: trainings and their offices in the form of a European office
(semicolons, Windows-1252, dd.mm.yyyy, country names), with faults of every kind in about seven rows of a hundred.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from bench.processes import cost
from bench.tables import Table
from extracts.contract import CONTRACT_FILE, read_contract

ROWS = 1_000_000
SEED = 20
FAULTY = 0.07
LINE_END = "\r\n"
COLUMNS = (("rows", ","), ("seconds", ".1f"), ("processor s", ".1f"), ("peak MB", ".0f"), ("lines told", ","))
COUNTRIES = (
    *("Kenya", "KE", "KEN", "Ivory Coast", "Côte d'Ivoire", "CIV", "Tanzania", "Viet Nam", "Türkiye", "Brésil"),
    *("Deutschland", "Korea, Republic of", "Mexico", "México", "Indonesia", "ID", "PE", "Peru", "Chile", "Ghana"),
)
TITLES = ("Séminaire", "Atelier", "Curso", "Training", "Workshop", "Webinar")
TOPICS = ("IPC", "Nice", "IPC, Nice", "Vienna; Locarno", "nice classification", "WIPO Standards", "Exchange")

Row = list[str]
Breaker = Callable[[random.Random, Row], Row]


def deliver(folder: Path, rows: int = ROWS) -> int:
    """Write the delivery into `folder` and return its rows: about a quarter trainings, the rest their offices."""
    draw = random.Random(SEED)
    columns = {table.name: table.column_names for table in read_contract()}
    copyfile(CONTRACT_FILE.parent / "offices.csv", folder / "offices.csv")
    trainings = max(rows // 4, 1)
    _write(folder / "trainings.csv", columns["trainings"], draw, _trainings(draw, trainings), _TRAINING_FAULTS)
    attendances = _attendances(draw, trainings, rows - trainings)
    _write(folder / "training_offices.csv", columns["training_offices"], draw, attendances, _ATTENDANCE_FAULTS)
    return rows


def _trainings(draw: random.Random, count: int) -> Iterator[Row]:
    for number in range(count):
        start = date(2011, 1, 1) + timedelta(days=draw.randrange(5000))
        days = [day.strftime("%d.%m.%Y") for day in (start, start + timedelta(days=draw.randrange(5)))]
        title = f"{draw.choice(TITLES)} {number}"
        cells = ["course", draw.choice(TOPICS), draw.choice(("On site", "online", "HYBRID"))]
        host = draw.choice(COUNTRIES)
        yield [f"T{number}", title, *cells, *days, "day", host, "", "fr", "illustrative", "Fichier du bureau"]


def _attendances(draw: random.Random, trainings: int, count: int) -> Iterator[Row]:
    # Three offices per training, by turns, so that no two rows have the same key.
    offices = ("KE", "Ghana", "Viet Nam", "Côte d'Ivoire", "Peru", "Mexico", "Chile")
    for number in range(count):
        training, turn = number % trainings, number // trainings
        office = offices[(training + turn) % len(offices)]
        participants = draw.choice(("", "12", "7,0", "1 250", str(draw.randrange(400))))
        yield [f"T{training}", office, participants, "illustrative", "Fichier du bureau"]


def _cell(at: int, *values: str) -> Breaker:
    return lambda draw, row: [*row[:at], draw.choice(values), *row[at + 1 :]]


_COMMON_FAULTS: tuple[Breaker, ...] = (
    lambda _draw, row: row[:-1],  # a cell lost
    lambda _draw, row: [*row, "?"],
    lambda _draw, row: [*row[:-1], ""],
    lambda _draw, row: [*row[:-2], "guessed", row[-1]],
)
_TRAINING_FAULTS: tuple[Breaker, ...] = (
    *_COMMON_FAULTS,
    _cell(3, "Madrid", "IPC; Haag"),
    _cell(5, "31.02.2020", "12.05.20", "soon", "01.01.1920"),
    _cell(6, "01.01.2001"),
    _cell(8, "Congo", "Atlantis", "ZZ"),
)
_ATTENDANCE_FAULTS: tuple[Breaker, ...] = (
    *_COMMON_FAULTS,
    _cell(0, "T-1", ""),
    _cell(1, "Korea", "Nowhere", ""),
    _cell(2, "many", "7,5", "-3"),
)


def _write(
    path: Path, columns: Sequence[str], draw: random.Random, rows: Iterator[Row], faults: Sequence[Breaker]
) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator=LINE_END)
        writer.writerow(columns)
        writer.writerows(draw.choice(faults)(draw, row) if draw.random() < FAULTY else row for row in rows)


def measure(rows: int = ROWS) -> Table:
    """Make the delivery and check it once, in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{rows:,} rows …", file=sys.stderr)
        deliver(folder, rows)
        answer = folder / "answer.txt"
        taken = cost([sys.executable, "-m", "extracts", "check", "--data", name], answer)
        if taken.status != 1:  # there are faults, so 1 is the status of a check that came to its end
            raise RuntimeError(f"check ended with {taken.status}")
        lines = sum(1 for _line in answer.open("rb"))
    row = [rows, taken.seconds, taken.processor_seconds, taken.megabytes, lines]
    return Table("Check of dirty CSV", COLUMNS, [row], ("duckdb", "pyarrow"))
