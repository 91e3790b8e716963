"""The catalogue: what a question file must hold, how filters are made safe, and what is bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import duckdb
import pytest

from extracts import Snapshot, data_folder, read_contract
from extracts.build import load
from queries import Filters, UnknownQueryError, codes_of, queries, query, run
from queries import catalogue as catalogue_module
from queries.catalogue import ALL_ROWS, AS_BITS, REQUIRED_HEADERS, parameters
from queries.filters import CODE_COLUMNS, CODE_LISTS, bits_of
from queries.report import report_queries

HEADER = {
    "title": "Offices",
    "question": "Which offices are there?",
    "grain": "one row per office",
    "unit": "offices",
    "sources": "offices",
    "definition": "All offices.",
}
OFFICE_ROWS = ({"training_id": "A", "start_date": "2018-05-01"}, {"training_id": "B", "start_date": "2020-05-01"})


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(data_folder())


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that puts one question into a catalogue of its own."""
    monkeypatch.setattr(catalogue_module, "FOLDER", tmp_path)
    queries.cache_clear()

    def _write(sql: str, name: str = "mine", **header: str | None) -> None:
        lines = [f"-- {what}: {text}" for what, text in {**HEADER, **header}.items() if text is not None]
        (tmp_path / f"{name}.sql").write_text("\n".join([*lines, sql]), encoding="utf-8")
        queries.cache_clear()

    return _write


@pytest.fixture(autouse=True)
def _own_catalogue_again() -> object:
    yield
    queries.cache_clear()


# --- headers


@pytest.mark.parametrize("lacking", REQUIRED_HEADERS)
def test_every_header_is_required(write: Callable[..., None], lacking: str) -> None:
    write("select 1 as one", **{lacking: None})
    with pytest.raises(ValueError, match=rf"mine\.sql: the header lacks {lacking}$"):
        queries()


def test_a_header_may_go_on_in_the_next_line(write: Callable[..., None]) -> None:
    write(
        "select 1 as one -- title: no header",
        definition="Offices that\n--   go on,\n--   and on.",
        sources="a,\n--   b",
    )
    question = query("mine")
    assert question.definition == "Offices that go on, and on."
    assert question.sources == ("a", "b")
    assert (question.title, question.caveats) == ("Offices", "")


def test_the_header_ends_where_the_sql_begins(write: Callable[..., None]) -> None:
    write("select 1 as one\n-- caveats: too late")
    assert query("mine").caveats == ""


def test_parts_come_before_the_question_that_uses_them(write: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "numbers.sql").write_text("-- two numbers\nselect 1 as number union all select $from_year")
    write(
        "with doubled as (select number * 2 as number from numbers)\nselect sum(number) as total from doubled",
        uses="numbers",
    )
    assert query("mine").parameters == {"from_year"}
    with duckdb.connect() as connection:
        assert connection.execute(query("mine").sql, {"from_year": 4}).fetchall() == [(10,)]


def test_a_part_comes_once_and_after_the_parts_that_it_uses(write: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for name, text in {
        "sums": "-- uses: doubles, numbers\nselect doubles.number + numbers.number as number from doubles, numbers",
        "doubles": "-- uses: numbers\nselect number * 2 as number from numbers",
        "numbers": "select 7 as number",
    }.items():
        (tmp_path / "parts" / f"{name}.sql").write_text(text)
    write("select number from sums", uses="sums")
    assert query("mine").sql.count("numbers as (") == 1
    with duckdb.connect() as connection:
        assert connection.execute(query("mine").sql).fetchall() == [(21,)]


# --- only one select


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing but a remark",
        "select 1; select 2",
        "select 1; drop table offices",
        "drop table offices",
        "insert into offices select * from offices",
        "update offices set name = ''",
        "delete from offices",
        "create table stolen as select * from offices",
        "copy offices to 'stolen.csv'",
        "attach 'other.db'",
        "set threads = 1",
        "pragma version",
        "explain select 1",
        "call duckdb_settings()",
    ],
)
def test_anything_but_one_select_is_refused(write: Callable[..., None], sql: str) -> None:
    write(sql)
    with pytest.raises(ValueError, match=r"mine\.sql: exactly one select is expected"):
        queries()


def test_an_unknown_question(shipped: Snapshot) -> None:
    for name in ("nothing", "", "../queries/coverage", "coverage.sql"):
        with pytest.raises(UnknownQueryError, match=rf"^{name}$"):
            run(shipped, name)


# --- what is bound


def test_exactly_the_named_parameters_are_bound(shipped: Snapshot, write: Callable[..., None]) -> None:
    # DuckDB refuses a missing name and one too many alike, so that an answer proves both.
    write("select $from_year as first, list_contains(cast($regions as varchar[]), 'AF') as africa")
    assert query("mine").parameters == {"from_year", "regions"}
    row = run(shipped, "mine", Filters(from_year=2015, regions=("AF",), topics=("IPC",)))
    assert row.to_dict("records") == [{"first": 2015, "africa": True}]
    write("select 1 as one", name="none")
    assert run(shipped, "none", Filters(from_year=2015)).to_dict("list") == {"one": [1]}


def test_a_filter_can_be_named_for_every_field() -> None:
    assert set(parameters(Filters())) - set(AS_BITS) == {field.name for field in fields(Filters)}
    assert set(CODE_LISTS) == set(CODE_COLUMNS)


def test_an_empty_list_is_null_and_chooses_all() -> None:
    bound = parameters(Filters(topics=("IPC",)))
    assert bound["regions"] is None
    assert bound["topics"] == ["IPC"]


def test_a_choice_is_a_set_in_a_number_too(shipped: Snapshot) -> None:
    bound = parameters(Filters(regions=("TD", "AR"), topics=("IPC",)))
    assert (bound["region_bits"], bound["topic_bits"]) == (0b10010, 1)
    assert parameters(Filters())["region_bits"] is None
    # As the snapshot numbers them.
    with shipped.cursor() as cursor:
        for bits, name in AS_BITS.items():
            rows = cursor.execute("select code, bit from codes where field = ?", [CODE_COLUMNS[name]]).fetchall()
            assert dict(rows) == {code: bits_of(name, [code]) for code in codes_of(name)}, bits


def test_every_question_names_known_parameters_tables_and_columns(shipped: Snapshot) -> None:
    tables = {table.name for table in read_contract()}
    for question in queries().values():
        assert question.parameters <= {*parameters(Filters()), *ALL_ROWS}, question.name
        assert set(question.sources) <= tables, question.name
        columns = [str(column) for column in run(shipped, question.name).columns]
        assert all(column.isidentifier() and column == column.lower() for column in columns), question.name
        assert len(columns) == len(set(columns)), question.name


def test_the_report_names_questions_that_exist_each_once() -> None:
    assert set(report_queries()) <= set(queries())
    assert len(set(report_queries())) == len(report_queries())


# --- filters made safe


@pytest.mark.parametrize(
    ("chosen", "safe"),
    [
        ((None, None), (2018, 2020)),
        ((2019, 2019), (2019, 2019)),
        ((2020, 2018), (2018, 2020)),
        ((1066, 2400), (2018, 2020)),
        ((2400, 1066), (2018, 2020)),
        ((1066, 1066), (2018, 2018)),
        ((2400, None), (2020, 2020)),
        ((None, -5), (2018, 2018)),
        ((0, 0), (2018, 2018)),
        ((10**30, None), (2020, 2020)),
    ],
)
def test_years_come_in_order_and_within_the_data(
    three_years: Snapshot, chosen: tuple[int | None, int | None], safe: tuple[int, int]
) -> None:
    assert Filters(*chosen).within(three_years).period == safe


@pytest.fixture(scope="module")
def three_years(deliver: Callable[..., object]) -> Snapshot:
    return deliver(trainings=OFFICE_ROWS).snapshot  # type: ignore[attr-defined]


def test_only_codes_of_the_contract_stay_each_once_in_its_order(three_years: Snapshot) -> None:
    safe = Filters(
        regions=("TD", "XX", "AF", "TD", "af"),
        topics=("Vienna", "IPC", "Madrid"),
        modes=("hybrid", "online"),
        solutions=("",),
        platforms=("DAS", "CASE"),
        databases=("GDD", "GBD"),
    ).within(three_years)
    assert safe.regions == ("AF", "TD")
    assert safe.topics == ("IPC", "Vienna")
    assert safe.modes == ("online", "hybrid")
    assert safe.solutions == ()
    assert safe.platforms == ("CASE", "DAS")
    assert safe.databases == ("GBD", "GDD")


def test_basis_and_development_fall_back_to_the_usual(three_years: Snapshot) -> None:
    safe = Filters(basis="illustrative", development="rich").within(three_years)  # type: ignore[arg-type]
    assert (safe.basis, safe.development) == (None, "developing")
    safe = Filters(basis="reported", development="all").within(three_years)
    assert (safe.basis, safe.development) == ("reported", "all")


def test_safe_filters_stay_as_they_are(three_years: Snapshot) -> None:
    safe = Filters(2020, 2018, ("TD", "AF")).within(three_years)
    assert safe.within(three_years) == safe
    assert hash(safe) == hash(safe.within(three_years))


def test_an_open_period_is_told_before_it_is_used() -> None:
    with pytest.raises(ValueError, match="within"):
        _ = Filters(from_year=2019).period


def test_the_codes_of_a_filter_are_those_of_the_contract() -> None:
    assert codes_of("regions") == ("AF", "AR", "AP", "LC", "TD", "IN")
    assert codes_of("databases") == ("GBD", "PATENTSCOPE", "GDD")


@pytest.mark.parametrize("hostile", ["AF'; drop table offices; --", "AF') or 1=1 --", "$basis", "\x00", "AF\nAR", "%"])
def test_sql_in_a_filter_does_nothing(shipped: Snapshot, hostile: str) -> None:
    hostile_filters = Filters(regions=(hostile,), topics=(hostile,), basis=hostile)  # type: ignore[arg-type]
    name = "trainings_by_region"
    assert run(shipped, name, hostile_filters).equals(run(shipped, name))
    assert run(shipped, name, Filters(regions=(hostile, "AF"))).equals(run(shipped, name, Filters(regions=("AF",))))


def test_values_are_bound_even_past_the_check(shipped: Snapshot, write: Callable[..., None]) -> None:
    write("select list_contains(cast($regions as varchar[]), code) as found from offices where code = 'KE'")
    with shipped.cursor() as cursor:
        values = {"regions": ["KE'; drop table offices; --"]}
        assert cursor.execute(query("mine").sql, values).fetchall() == [(False,)]
        assert cursor.execute("select count(*) > 200 from offices").fetchall() == [(True,)]
