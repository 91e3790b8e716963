"""Deliveries made and broken at random: nothing is lost, nothing wrong is let in, and no file stops the loader.

`FUZZ_EXAMPLES=10000 pytest tests/extracts/test_fuzz.py` makes a long run, with other examples each time. Without it the
examples are always the same, so that the same tree passes or fails alike.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from extracts.build import load
from tests.extracts.conftest import TODAY, Folder, Loaded
from tests.extracts.deliveries import Sheet, Tables, sheets, tables
from tests.extracts.obedience import disobedience
from tests.thorough import THOROUGH
from words.codes import LABELS

LONG_RUN = int(os.environ.get("FUZZ_EXAMPLES", "0"))
# Of four examples one is whole and three are broken.
EXAMPLES = LONG_RUN or (100 if THOROUGH else 40)
COMMON = {
    "deadline": None,
    "derandomize": not LONG_RUN,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}
JUNK = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        '"',
        '""',
        "'",
        "\\",
        ";",
        ",",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "|",
        "-",
        "0",
        "-1",
        "1e309",
        "NaN",
    ),
    *("NULL", "None", "true", "99999999999999999999", "0000-00-00", "9999-12-31", "03/04/2020", "31.02.2020", "1,000"),
    *("1.234", "7,5", "Congo", "Korea", "ZZ", "Total", "Σ", "\ufeff", "\u202e", "\ud83d", "𝟙𝟚", "é" * 50, "x" * 2000),
    *("'; drop table trainings; --", "$codes", "{0}", "%s", "=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>"),
    *("[x](javascript:alert(1))", ":material/home:", r"$\frac{a}{b}$", "../../etc/passwd", "{{7*7}}"),
)


@contextmanager
def loaded_from(files: dict[str, bytes]) -> Iterator[Loaded]:
    with TemporaryDirectory() as name:
        for file, content in files.items():
            path = Path(name) / file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        snapshot = load(Path(name), today=TODAY)
        try:
            yield Loaded(snapshot)
        finally:
            snapshot.connection.close()


def assert_nothing_is_lost(loaded: Loaded) -> None:
    """Each row that was read is accepted or set aside, each with its place and a rule that has words."""
    rows = loaded.ask("select dataset, file, rows_read, rows_accepted, rows_set_aside from delivered_files")
    lines = dict(loaded.ask("select file, count(distinct line) from rows_set_aside group by file"))
    for _dataset, file, read, accepted, aside in rows:
        assert read == accepted + aside, file
        assert aside == lines.pop(file, 0), file
    assert lines == {}
    for table in {row[0] for row in rows}:
        [(count,)] = loaded.ask(f'select count(*) from "{table}"')
        assert count == sum(row[3] for row in rows if row[0] == table), table
    for _file, line, _column, _value, rule in loaded.faults:
        assert line >= 1 and rule in LABELS["rule"]
    for book in ("rows_suspected", "remarks"):
        assert {rule for (rule,) in loaded.ask(f"select rule from {book}")} <= set(LABELS["rule"])


@settings(max_examples=max(EXAMPLES // 4, 1), **COMMON)
@given(st.data())
def test_a_whole_delivery_in_any_form_comes_back_as_it_was(data: st.DataObject) -> None:
    delivered: Tables = data.draw(tables())
    files = {sheet.name: sheet.content() for sheet in data.draw(sheets(delivered))}
    with loaded_from(files) as loaded:
        assert loaded.faults == []
        assert_nothing_is_lost(loaded)
        for table, rows in delivered.items():
            columns = ", ".join(f'"{column}"' for column in rows[0]) if rows else "1"
            assert loaded.ask(f'select {columns} from "{table}"') == [tuple(row.values()) for row in rows], table


def break_cells(draw: st.DrawFn, sheet: Sheet) -> None:
    for row in sheet.rows:
        if row and draw(st.integers(0, 2)) == 0:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(JUNK) | st.text(max_size=20))


def break_dates(draw: st.DrawFn, sheet: Sheet) -> None:
    """Put days that are right by themselves where they may be wrong beside others."""
    for row in sheet.rows:
        for at, cell in enumerate(row):
            if "20" in str(cell) and draw(st.booleans()):
                row[at] = draw(st.sampled_from(["2014-12-31", "15.06.2017", "2021-01-01", "31-Dec-1999", ""]))


def break_rows(draw: st.DrawFn, sheet: Sheet) -> None:
    if not sheet.rows:
        return
    row = sheet.rows[draw(st.integers(0, len(sheet.rows) - 1))]
    what = draw(st.sampled_from(["twice", "dropped", "cut", "longer", "empty", "total"]))
    if what == "twice":
        sheet.rows.append(list(row))
    elif what == "dropped":
        sheet.rows.remove(row)
    elif what == "cut":
        del row[draw(st.integers(0, len(row))) :]
    elif what == "longer":
        row += ["more"] * draw(st.integers(1, 3))
    elif what == "empty":
        sheet.rows.append([""] * len(row))
    else:
        sheet.rows.append(["Total", *[""] * (len(row) - 2), "12"])


def break_header(draw: st.DrawFn, sheet: Sheet) -> None:
    at = draw(st.integers(0, len(sheet.header) - 1))
    what = draw(st.sampled_from(["renamed", "dropped", "twice", "gone"]))
    if what == "renamed":
        sheet.header[at] = draw(st.sampled_from(JUNK))
    elif what == "twice":
        sheet.header[at] = sheet.header[0]
    elif what == "gone":
        sheet.header = sheet.rows.pop(0) if sheet.rows else []
    else:
        del sheet.header[at]
        for row in sheet.rows:
            del row[at : at + 1]


def break_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    random = Random(draw(st.integers(0, 2**32)))
    broken = bytearray(content)
    what = draw(st.sampled_from(["flipped", "cut", "stuffed", "emptied", "doubled"]))
    if what == "flipped":
        for _time in range(random.randint(1, 8)):
            if broken:
                broken[random.randrange(len(broken))] ^= 1 << random.randrange(8)
    elif what == "cut":
        del broken[random.randint(0, len(broken)) :]
    elif what == "stuffed":
        at = random.randint(0, len(broken))
        broken[at:at] = random.choice([b"\0", b'"', b"\xff\xfe", b"\r", b"PAR1", b"PK\x03\x04", random.randbytes(20)])
    elif what == "doubled":
        broken += content
    else:
        broken.clear()
    return bytes(broken)


@st.composite
def broken_files(draw: st.DrawFn) -> dict[str, bytes]:
    """Return the files of a delivery, by name, of which at least one is broken in one or more ways."""
    made = draw(sheets(draw(tables())))
    files = {}
    for sheet in made:
        sheet.form["encoding"] = "utf-8" if sheet.form["encoding"] == "cp1252" else sheet.form["encoding"]
        for change in draw(st.lists(st.sampled_from([break_cells, break_dates, break_rows, break_header]), max_size=2)):
            if sheet.header:
                change(draw, sheet)
        try:
            content = sheet.content()
        except (UnicodeEncodeError, ValueError):  # a surrogate, or a header that Parquet does not take
            content = repr(sheet).encode(errors="replace")
        files[sheet.name] = break_bytes(draw, content) if draw(st.integers(0, 3)) == 0 else content
    return files


@settings(max_examples=max(EXAMPLES - EXAMPLES // 4, 1), **COMMON)
@given(broken_files())
def test_a_broken_delivery_loses_nothing_and_lets_nothing_in(files: dict[str, bytes]) -> None:
    with loaded_from(files) as loaded:
        note(str(loaded.faults))
        assert_nothing_is_lost(loaded)
        assert disobedience(loaded) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("offices", "region = 'EU'"),
        ("offices", "name = null"),
        ("trainings", "title = ' x'"),
        ("trainings", "end_date = date '2001-01-01'"),
        ("trainings", "start_date = date '1960-01-01'"),
        ("trainings", "host_office = 'ZZ'"),
        ("trainings", "topics = 'IPC,Nice'"),
        ("training_offices", "training_id = 'T9'"),
        ("training_offices", "participants = -1"),
        ("ocr_rollout", "trained_on = null"),
    ],
)
def test_a_row_that_disobeys_would_be_seen(complete: Folder, table: str, change: str) -> None:
    snapshot = complete.load().snapshot
    assert disobedience(Loaded(snapshot)) == []
    with snapshot.cursor() as cursor:
        cursor.execute(f"update {table} set {change}")
    assert disobedience(Loaded(snapshot)) != []
