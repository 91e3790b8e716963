"""Every SQL file keeps the style that lets it move to other engines, and says truly what it reads and returns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extracts import Snapshot, read_contract
from extracts.build import load
from extracts.cubes import CUBES, OFFICE_BITS, REACHED, REMADE, TOPIC_SETS, cube_sql
from queries import Filters, queries, run
from queries.catalogue import ALL_ROWS, AS_BITS, FOLDER, asking
from queries.filters import CODE_LISTS
from tests.queries.conftest import Delivery
from words.headers import read_header

FILES = sorted(FOLDER.glob("*.sql"))
PARTS = sorted((FOLDER / "parts").glob("*.sql"))
PARAMETERS = {"from_year", "to_year", "regions", "topics", "modes", "solutions", "platforms", "databases", "basis"}
HEADERS = ("title", "question", "grain", "unit", "sources", "definition")
TABLES = {table.name for table in read_contract()}
ACTIVITY_TABLES = {table.name for table in read_contract() if table.activity}
BASIS_TABLES = {table.name for table in read_contract() if "basis" in table.column_names}
# What DuckDB alone understands, or what hides which columns a result has.
UNPORTABLE = (r"::", r"\bgroup by all\b", r"\border by all\b", r"\bqualify\b", r"\bselect \*", r"\bfrom \w+ select\b")
BOOKS = {
    "checks",
    "delivered_files",
    "delivery_totals",
    "files_not_read",
    "remarks",
    "rows_set_aside",
    "rows_suspected",
}
# Deliveries themselves, the comparison of all rows with what was published, and events, which are chosen for a chart.
WITHOUT_BASIS = {"coverage", "events", "reconciliation"} | BOOKS
COLUMNS = {
    "trainings_by_region": "year region trainings year_trainings",
    "trainings_by_topic": "year topic trainings year_trainings",
    "trainings_by_mode": "year mode trainings year_trainings",
    "offices_trained": "year offices participants participants_unknown",
    "offices_trained_list": "office name region development trainings participants last_training",
    "trainings_by_office": "office name iso3 region trainings",
    "trainings_by_office_and_year": "office name region year trainings participants last_training",
    "trainings_by_month": "year month mode trainings",
    "trainings_count": "year start_month trainings",
    "training_attendances": "office name training_id start_date end_date date_precision title topics mode participants"
    " basis source",
    "trainings_hosted": "office name training_id start_date end_date date_precision title topics mode basis source",
    "trainings_list": "training_id start_date end_date date_precision title type topics mode host_office offices"
    " regions participants audience language basis source",
    "advice_requests": "year channel requests basis source",
    "business_solutions_by_region": "year region offices year_offices",
    "business_solutions_by_solution": "year solution offices year_offices",
    "business_solutions_newcomers": "year region offices year_offices",
    "business_solutions_newcomer_list": "office name region development solutions in_use_from basis source",
    "business_solutions_offices": "office name region development solutions count_solutions in_use_since basis source",
    "business_solutions_by_office": "office name iso3 region solutions count_solutions",
    "business_solutions_spells": "office name solution in_use_from in_use_to basis source",
    "exchange_platforms_by_year": "year platform offices year_offices",
    "exchange_platforms_offices": "office name region platform joined_on date_precision left_on basis source",
    "ocr_status": "year stage offices",
    "ocr_by_region": "region stage offices",
    "ocr_by_office": "office name iso3 region stage",
    "ocr_offices": "office name region languages received_on date_precision trained_on production_on pending basis"
    " source",
    "collections_by_database": "year database collections cumulative year_collections",
    "collections_by_region": "year region collections year_collections",
    "collections_by_office": "office name iso3 region collections",
    "collections_list": "year database order_in_report office name region added_on basis source",
    "cws_participation": "session year held_from held_to funded_participants basis source",
    "tool_releases": "tool version released_on date_precision basis source",
    "offices_list": "office name english_name region development kind",
    "events": "event happened_on date_precision concerns basis source",
    "headline_figures": "measure nature value previous origin is_partial has_illustrative",
    "headline_by_year": "measure year value",
    "reconciliation": "year measure as_of kind published computed difference status document paragraph",
    "published_figures": "year measure value as_of kind document paragraph source",
    "checks": "dataset column_name rule expected rows_set_aside rows_suspected",
    "coverage": "dataset year reported_rows illustrative_rows",
    "delivered_files": "dataset file form rows_read rows_accepted rows_set_aside rows_suspected changed_at",
    "delivery_totals": "files rows_read rows_accepted rows_set_aside",
    "files_not_read": "file rule",
    "remarks": "dataset file line column_name value rule expected",
    "rows_set_aside": "dataset file line column_name value rule expected",
    "rows_suspected": "dataset file line column_name value rule expected",
}
EVERYTHING = Filters(
    basis="reported",
    regions=("AF", "IN"),
    topics=("IPC", "Nice"),
    modes=("online",),
    solutions=("IPAS",),
    platforms=("DAS",),
    databases=("GBD",),
    development="all",
)


def without_comments(sql: str) -> str:
    return re.sub(r"--.*", "", sql)


def tables_read(sql: str) -> set[str]:
    """Return the tables of the contract that `sql` reads, by itself or by a table that is made of their rows."""
    names = set(re.findall(r"\b(?:from|join)\s+(\w+)", without_comments(sql)))
    made = names & {REMADE, OFFICE_BITS, REACHED, TOPIC_SETS, *CUBES}
    return (names & TABLES).union(*(tables_read(cube_sql(name)) for name in made))


def parts_used(path: Path) -> list[str]:
    """Return the names after `uses` in the header of a query or part."""
    uses = read_header(path.read_text(encoding="utf-8")).get("uses", "")
    return [name.strip() for name in uses.split(",") if name.strip()]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A delivery without a single file."""
    return load(tmp_path_factory.mktemp("empty"), today=date(2026, 1, 15))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_header_is_whole_and_plain(path: Path) -> None:
    header = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("--"))
    for field in HEADERS:
        assert re.search(rf"^-- {field}: \S", header, flags=re.MULTILINE), field
    question = queries()[path.stem]
    assert question.question.endswith("?")
    assert question.definition.endswith(".")
    assert question.caveats == "" or question.caveats.endswith(".")
    assert not re.search(r"[`*<>#]", header), "translators read plain sentences"


@pytest.mark.parametrize("path", [*FILES, *PARTS], ids=lambda path: path.stem)
def test_the_sql_is_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sql = without_comments(text)
    assert sql == sql.replace("\t", "    ")
    assert max(map(len, text.splitlines())) <= 120
    assert not [pattern for pattern in UNPORTABLE if re.search(pattern, sql, flags=re.IGNORECASE)]
    assert not re.search(r"\b(?:group|order) by \d", sql), "columns are named, not numbered"
    words = re.sub(r"'[^']*'", "", sql)
    assert words == words.lower()
    assert set(re.findall(r"\$(\w+)", sql)) <= PARAMETERS | {"development", *AS_BITS, *ALL_ROWS}


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_part_says_its_grain_first(path: Path) -> None:
    comment = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"-- .*\bone row (?:per|each)\b", comment, flags=re.IGNORECASE)


@pytest.mark.parametrize("path", [*FILES, *PARTS], ids=lambda path: path.stem)
def test_the_header_names_exactly_the_parts_that_are_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read = set(re.findall(r"\b(?:from|join)\s+(\w+)", without_comments(text)))
    own = set(re.findall(r"^(\w+) as \(", text, flags=re.MULTILINE))
    parts = {part.stem for part in PARTS}
    assert not own & parts, "a step must not hide a part"
    assert parts_used(path) == sorted(read & parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_completed_is_counted_by_what_the_header_says(empty: Snapshot, path: Path) -> None:
    question = queries()[path.stem]
    if (grid := question.every) is None:
        assert not {"every", "total"} & read_header(path.read_text(encoding="utf-8")).keys()
        return
    assert grid.dataset in ACTIVITY_TABLES & set(question.sources)
    assert grid.column in {"", *CODE_LISTS.values()}
    with asking(empty, question) as (cursor, sql, bound):
        counted = [name for name, *_kind in cursor.execute(sql, bound).description]
    assert counted[:2] == ["year", grid.bits or grid.column] if grid.column else counted[0] == "year"
    assert grid.total is None or grid.total[1] in counted


def test_every_part_is_used() -> None:
    assert {part for path in [*FILES, *PARTS] for part in parts_used(path)} == {path.stem for path in PARTS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_header_names_exactly_the_datasets_that_are_read(path: Path) -> None:
    question = queries()[path.stem]
    # What came in is told of every dataset; its rows are counted when it is loaded.
    told = {"coverage": ACTIVITY_TABLES} | dict.fromkeys(BOOKS, TABLES)
    assert set(question.sources) == told.get(path.stem, tables_read(question.sql))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_read_under_the_basis_that_was_chosen(path: Path) -> None:
    question = queries()[path.stem]
    reads_activity = bool(tables_read(question.sql) & BASIS_TABLES)
    assert ("basis" in question.parameters) == (reads_activity and path.stem not in WITHOUT_BASIS)


def test_every_question_returns_the_columns_that_were_agreed(empty: Snapshot) -> None:
    assert {name: " ".join(run(empty, name).columns) for name in queries()} == COLUMNS


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(basis="reported"), EVERYTHING], ids=("all", "reported", "every")
)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_empty_extracts_are_answered_without_an_error(empty: Snapshot, path: Path, filters: Filters) -> None:
    rows = run(empty, path.stem, filters)
    counts = rows.select_dtypes("number").drop(columns=["year"], errors="ignore")
    assert (counts.fillna(0) == 0).all(axis=None)
    if path.stem in ("trainings_by_region", "collections_by_region", "ocr_by_region"):
        assert set(rows["region"]) == ({"AF"} if filters.regions else {"AF", "AR", "AP", "LC", "TD"})
    if path.stem in ("headline_figures", "headline_by_year"):
        unknown = set(rows.loc[rows["value"].isna(), "measure"])
        assert unknown == {"advice_in_person", "cws_funded"} | ({"tool_releases"} if filters.regions else set())


def test_counts_are_integers_and_days_are_dates(deliver: Callable[..., Delivery]) -> None:
    delivery = deliver(
        trainings=[{"training_id": "A", "start_date": "2020-01-01"}],
        training_offices=[{"training_id": "A", "office": "KE", "participants": 3}],
        collections=[{"office": "KE", "year": 2020}],
        advice_requests=[{"year": 2020, "channel": "in_person", "requests": 1}],
    )
    for name in queries():
        kinds = {column: str(kind).lower() for column, kind in run(delivery.snapshot, name).dtypes.items()}
        assert "float64" not in kinds.values(), name
        for column, kind in kinds.items():
            if column.endswith(("_on", "_date", "_from", "_to", "_since")) or column in ("as_of", "last_training"):
                assert kind.startswith("datetime64"), (name, column)
