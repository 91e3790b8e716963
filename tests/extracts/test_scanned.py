"""Parquet with the contract's own types is read where it lies, and all is told as if it had been read as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts import read_contract
from extracts.build import load
from extracts.folder import find
from extracts.limits import FOLDER
from extracts.reading.batches import Columns
from extracts.reading.typed_parts import typed_parts
from tests.extracts.conftest import COLUMNS, TODAY, VALID, Loaded, csv_text
from tests.extracts.obedience import disobedience
from tests.thorough import THOROUGH

TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32()}
SCHEMAS = {
    table.name: pa.schema([(field.name, TYPES[field.type]) for field in table.fields]) for table in read_contract()
}
BOOKS = ("checks", "delivered_files", "files_not_read", "remarks", "rows_set_aside", "rows_suspected", "snapshot")
Row = Mapping[str, Any]


def typed(table: str, row: Row) -> dict[str, Any]:
    """Return the valid row of `table` with the changes of `row`, with the contract's types."""
    cells = {**dict.fromkeys(COLUMNS[table]), **VALID[table], **row}
    for field in SCHEMAS[table]:
        value = cells[field.name]
        if isinstance(value, str) and field.type == pa.date32():
            cells[field.name] = date.fromisoformat(value)
        elif isinstance(value, str) and field.type == pa.int64():
            cells[field.name] = int(value)
    return cells


def parquet(path: Path, table: str, rows: Sequence[Row], schema: pa.Schema | None = None, **options: Any) -> Path:
    """Write `rows`, changes to the valid row of `table`, with the contract's types or those of `schema`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = pa.Table.from_pylist([typed(table, row) for row in rows], schema or SCHEMAS[table])
    pq.write_table(whole, path, **options)
    return path


@contextmanager
def both_ways(folder: Path) -> Iterator[tuple[Loaded, Loaded]]:
    """Load a folder with Parquet scanned, and with all of it read as text."""
    loaded = [Loaded(load(folder, today=TODAY, may_scan=may_scan)) for may_scan in (True, False)]
    yield loaded[0], loaded[1]
    for one in loaded:
        one.snapshot.connection.close()


def assert_same_both_ways(folder: Path) -> Loaded:
    """Load `folder` both ways; every table and every book must be the same. Return what was scanned."""
    with both_ways(folder) as (scanned, as_text):
        tables = [name for (name,) in as_text.ask("select table_name from duckdb_tables() order by all")]
        assert [name for (name,) in scanned.ask("select table_name from duckdb_tables() order by all")] == tables
        assert scanned.ask("select view_name from duckdb_views() where not internal") == []
        for table in tables:
            order = "" if table in COLUMNS else " order by all"
            assert scanned.ask(f'from "{table}"{order}') == as_text.ask(f'from "{table}"{order}'), table
        assert scanned.snapshot.fingerprint == as_text.snapshot.fingerprint
    return Loaded(load(folder, today=TODAY))


def parts_of(folder: Path, table: str) -> list[str]:
    """Return the names of the files that are scanned."""
    [of] = [one for one in read_contract() if one.name == table]
    return [part.file.name for part in typed_parts(find(folder, [of]).of(table), Columns(of), FOLDER)]


# --- any delivery

OFFICES = ("KE", "TZ", "CI")
WRONG_OFFICES = ("ke", " KE", "ZZ", "Kenya", "", "K\0E", None)
TEXTS = ("A training", "a TRAINING", " padded", "", "nul\0", "\u200b", "é", None, "x\u00a0", "line\nend")
TOPICS = ("IPC", "IPC;Nice", "Nice;IPC", "IPC;IPC", "ipc", "IPC;", "IPC, Nice", "Nice;Vienna;Nice", "Haag", None)
DAYS = (date(2020, 3, 1), date(2020, 3, 2), date(2019, 1, 1), date(1969, 1, 1), date(9999, 12, 31), None)


def mostly(usual: Any, unusual: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 7).flatmap(lambda number: st.sampled_from(unusual) if number == 0 else usual)


def trainings() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "training_id": mostly(st.sampled_from([f"T{n}" for n in range(12)]), ("", " T1", "T\0", None)),
            "title": mostly(st.sampled_from(TEXTS[:2]), TEXTS),
            "topics": mostly(st.sampled_from(TOPICS[:3]), TOPICS),
            "mode": mostly(st.just("online"), ("Online", "on site", "elsewhere", "")),
            "start_date": mostly(st.sampled_from(DAYS[:2]), DAYS),
            "end_date": mostly(st.just(date(2020, 3, 5)), DAYS),
            "host_office": mostly(st.sampled_from(OFFICES), WRONG_OFFICES),
            "audience": mostly(st.none(), TEXTS),
            "language": mostly(st.just("en"), ("EN", "English", "x", "")),
            "basis": mostly(st.just("reported"), ("Reported", "guessed")),
        }
    )


def attendances() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "training_id": mostly(st.sampled_from([f"T{n}" for n in range(12)]), ("T99", " T1", "", None)),
            "office": mostly(st.sampled_from(OFFICES), WRONG_OFFICES),
            "participants": mostly(st.integers(0, 50), (-1, None, 2**62)),
            "source": mostly(st.just("a test"), TEXTS),
        }
    )


def parts(rows: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[tuple[str, list[dict[str, Any]]]]]:
    """Return files as kind and rows: most have the contract's types, others come as text."""
    kinds = st.sampled_from(["typed", "typed", "typed", "text", "csv", "narrow", "shuffled"])
    return st.lists(st.tuples(kinds, st.lists(rows, max_size=6)), min_size=1, max_size=4)


def deliver(folder: Path, table: str, files: Sequence[tuple[str, Sequence[Row]]]) -> None:
    schema = SCHEMAS[table]
    for number, (kind, rows) in enumerate(files):
        path = folder / table / f"{number}.parquet"
        if kind == "typed":
            parquet(path, table, rows, row_group_size=2)
        elif kind == "text":
            texts = [
                {name: None if cell is None else str(cell) for name, cell in typed(table, row).items()} for row in rows
            ]
            path.parent.mkdir(exist_ok=True)
            pq.write_table(pa.Table.from_pylist(texts, pa.schema([(name, pa.string()) for name in schema.names])), path)
        elif kind == "csv":
            path.parent.mkdir(exist_ok=True)
            cells = [
                {**VALID[table], **{name: "" if cell is None else cell for name, cell in row.items()}} for row in rows
            ]
            text = csv_text(table, cells).replace("\0", "?")
            path.with_suffix(".csv").write_text(text, encoding="utf-8", newline="")
        elif kind == "narrow":  # other names, an unknown column, one that may be empty left out
            whole = pa.Table.from_pylist([typed(table, row) for row in rows], schema)
            names = [name.upper().replace("_", " ") for name in whole.column_names]
            wide = whole.rename_columns(names).append_column("more", pa.array([1] * len(rows)))
            path.parent.mkdir(exist_ok=True)
            pq.write_table(wide.drop_columns(["AUDIENCE"] if table == "trainings" else ["PARTICIPANTS"]), path)
        else:
            fields = [schema.field(name) for name in reversed(schema.names)]
            parquet(path, table, rows, pa.schema(fields))


@settings(
    max_examples=30 if THOROUGH else 12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(parts(trainings()), parts(attendances()))
def test_any_delivery_is_told_alike_whether_scanned_or_read_as_text(
    of_trainings: list[tuple[str, list[dict[str, Any]]]], of_attendances: list[tuple[str, list[dict[str, Any]]]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        codes = [{"code": code, "name": code, "iso3": None} for code in OFFICES]
        parquet(folder / "offices.parquet", "offices", codes)
        deliver(folder, "trainings", of_trainings)
        deliver(folder, "training_offices", of_attendances)
        loaded = assert_same_both_ways(folder)
        assert disobedience(loaded) == []
        loaded.snapshot.connection.close()


@pytest.mark.parametrize("wrong", [0x00, 0x01, 0x28, 0x7F, 0xC3] if THOROUGH else [0x00, 0x7F, 0xC3])
def test_a_file_with_any_byte_of_its_footer_wrong_is_looked_at_without_harm(tmp_path: Path, wrong: int) -> None:
    path = parquet(tmp_path / "trainings.parquet", "trainings", [{}])
    content, [table] = path.read_bytes(), [table for table in read_contract() if table.name == "trainings"]
    footer = int.from_bytes(content[-8:-4], "little")
    for at in range(len(content) - 8 - footer, len(content) - 8):
        path.write_bytes(content[:at] + bytes([wrong]) + content[at + 1 :])
        typed_parts(find(tmp_path, read_contract()).files, Columns(table), FOLDER)


# Of a column: whether it may be empty, which one library dies of; what it converts to, which the other does not open.
@pytest.mark.parametrize(("at", "wrong"), [(19, 0), (20, 0), (5, 0x12), (20, 0x12), (32, 0x02), (32, 0x12)])
def test_a_false_word_about_a_column_neither_ends_the_process_nor_the_loading(
    tmp_path: Path, at: int, wrong: int
) -> None:
    path = parquet(tmp_path / "collections.parquet", "collections", [{}])
    content = bytearray(path.read_bytes())
    start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    content[start + at] = wrong
    path.write_bytes(content)
    loaded = Loaded(load(tmp_path, today=TODAY))
    [(read, accepted, aside)] = loaded.ask(
        "select rows_read, rows_accepted, rows_set_aside from delivered_files where dataset = 'collections'"
    )
    assert read == accepted + aside


def test_the_name_of_a_column_that_is_no_text_where_its_bytes_lie_is_read_as_text(tmp_path: Path) -> None:
    path = parquet(tmp_path / "collections.parquet", "collections", [{}])
    before, name, after = path.read_bytes().rpartition(b"order_in_report")
    path.write_bytes(before + name[:8] + b"\xc3" + name[9:] + after)
    loaded = assert_same_both_ways(tmp_path)
    [(read, accepted, aside)] = loaded.ask(
        "select rows_read, rows_accepted, rows_set_aside from delivered_files where dataset = 'collections'"
    )
    assert read == accepted + aside
