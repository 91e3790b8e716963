"""Who may see some regions gets exactly the answers of a delivery that holds their rows alone, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts import Snapshot, data_folder
from extracts.build import load
from queries import Filters, codes_of, queries, query, run
from queries.describe import regions_text
from queries.guard import guarded, guards
from queries.provenance import provenance
from tests.queries.conftest import OFFICES, Delivery

REGION_OF = {office[0]: office[2] for office in OFFICES}
# Numbers of the whole delivery, without a row of any office.
ABOUT_THE_DELIVERY = {"coverage", "delivered_files", "delivery_totals"}
CHOICES = [("AF",), ("AR",), ("IN",), ("AF", "AR"), ("AP", "LC", "TD"), codes_of("regions")]


@dataclass(frozen=True)
class Training:
    """A training in the making: host and the offices that took part, each with its number of participants."""

    training_id: str
    host: str
    offices: dict[str, int]


# Every office hosts one, takes part alone, and takes part with the next two, which belong to other regions.
TRAININGS = [
    *(Training(f"hosted-{code}", code, {}) for code in REGION_OF),
    *(Training(f"alone-{code}", "", {code: 7}) for code in REGION_OF),
    *(
        Training(
            f"shared-{code}",
            list(REGION_OF)[place - 1],
            dict(zip((list(REGION_OF) * 2)[place:][:3], (11, 100, 1000), strict=True)),
        )
        for place, code in enumerate(REGION_OF)
    ),
]


def tables(regions: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    """Return rows of every table: all of them, less what an office outside `regions` has in them."""
    is_seen = {code: region in regions for code, region in REGION_OF.items()}
    trainings: list[dict[str, object]] = []
    attendances: list[dict[str, object]] = []
    for number, training in enumerate(TRAININGS):
        seen = {code: count for code, count in training.offices.items() if is_seen[code]}
        if not seen and not is_seen.get(training.host, False):
            continue
        key = training.training_id
        host = training.host if is_seen.get(training.host, False) else ""
        day = f"{2018 + number % 3}-05-01"
        trainings.append({"training_id": key, "start_date": day, "host_office": host, "source": f"source of {key}"})
        attendances += [
            {"training_id": key, "office": code, "participants": count, "source": f"source of {code}"}
            for code, count in seen.items()
        ]
    offices = [code for code in REGION_OF if is_seen[code]]
    own = [{"office": code, "source": f"source of {code}"} for code in offices]
    return {
        "trainings": trainings,
        "training_offices": attendances,
        "business_solutions": [{**row, "in_use_from": "2018-01-01"} for row in own],
        "exchange_platforms": [{**row, "joined_on": "2019-01-01"} for row in own],
        "ocr_rollout": [
            {**row, "languages": "en;fr", "received_on": "2018-01-01", "trained_on": "2019-01-01"} for row in own
        ],
        "collections": [{**row, "year": 2019} for row in own],
        # The years of these hold the span of years, whoever is left.
        "advice_requests": [{"year": year, "channel": "in_person", "requests": 5} for year in range(2018, 2021)],
        "cws_participation": [{"session": "CWS/8", "year": 2020, "funded_participants": 7}],
        "tool_releases": [{"tool": "WIPO Sequence", "released_on": "2020-01-01"}],
        "reported_figures": [{"year": 2020, "measure": "collections", "value": 19}],
    }


@pytest.fixture(scope="module")
def whole(deliver: Callable[..., Delivery]) -> Snapshot:
    """A delivery with every office in every table."""
    return deliver(**tables(codes_of("regions"))).snapshot


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(data_folder())


@pytest.mark.parametrize("regions", CHOICES, ids="-".join)
def test_answers_are_those_of_a_delivery_of_the_allowed_rows_alone(
    deliver: Callable[..., Delivery], whole: Snapshot, regions: tuple[str, ...]
) -> None:
    allowed = replace(whole, regions=regions)
    alone = deliver(**tables(regions)).snapshot
    for filters in (Filters(), Filters(2019, 2020, basis="reported"), Filters(regions=("AF", "TD"), development="all")):
        chosen = tuple(code for code in filters.regions if code in regions) or regions
        for name in set(queries()) - ABOUT_THE_DELIVERY:
            answer = run(allowed, name, filters)
            expected = run(alone, name, replace(filters, regions=chosen))
            if query(name).needs_all_regions:
                assert answer.empty
                assert list(answer.columns) == list(expected.columns)
            else:
                pd.testing.assert_frame_equal(answer, expected, obj=f"{name} {filters}")


@pytest.mark.parametrize("regions", CHOICES[:-1], ids="-".join)
def test_only_documents_of_allowed_rows_are_named(whole: Snapshot, regions: tuple[str, ...]) -> None:
    allowed = replace(whole, regions=regions)
    named = {text for name in queries() for text in provenance(allowed, query(name), Filters()).documents}
    offices = {text.removeprefix("source of ") for text in named if text.startswith("source of ")} & set(REGION_OF)
    assert offices == {code for code, region in REGION_OF.items() if region in regions}


def words_of(rows: pd.DataFrame) -> set[str]:
    """Return every word that a cell of `rows` consists of, where it is text, between semicolons."""
    texts = [str(value) for column in rows.columns for value in rows[column].dropna() if isinstance(value, str)]
    return {word.strip() for text in texts for word in text.split(";")}


choices = st.lists(st.sampled_from(codes_of("regions")), unique=True)


@settings(max_examples=60, deadline=None)
@given(
    allowed=choices.filter(bool),
    regions=choices,
    years=st.tuples(st.integers(2005, 2030), st.integers(2005, 2030)),
    basis=st.sampled_from([None, "reported"]),
    name=st.sampled_from(sorted(queries())),
)
def test_no_cell_holds_an_office_or_a_region_that_is_not_allowed(
    shipped: Snapshot, allowed: list[str], regions: list[str], years: tuple[int, int], basis: Any, name: str
) -> None:
    ordered = tuple(code for code in codes_of("regions") if code in allowed)
    filters = Filters(*years, regions=tuple(regions), basis=basis, development="all")
    with shipped.cursor() as cursor:
        bound = {"regions": list(ordered)}
        found = cursor.execute("select code, name from offices where not list_contains($regions, region)", bound)
        codes, names = (set(column) for column in zip(*found.fetchall(), ("", ""), strict=True))
    rows = run(replace(shipped, regions=ordered), name, filters)
    # The same two letters may be a region and an office: AR is Arab Countries and Argentina.
    assert not words_of(rows.filter(["region", "regions"])) & (set(codes_of("regions")) - set(ordered))
    assert not words_of(rows.filter(["office", "host_office"])) & (codes - {""})
    assert not words_of(rows) & (names - {""})


def test_a_training_of_two_regions_shows_only_the_allowed_part_of_it(whole: Snapshot) -> None:
    rows = run(replace(whole, regions=("AF",)), "trainings_list").set_index("training_id")
    # Hosted by Tanzania; OAPI took part with 11, Egypt and Oman with 100 and 1,000.
    assert rows.loc["shared-OA", ["host_office", "offices", "regions", "participants"]].to_list() == [
        "TZ",
        "OAPI",
        "AF",
        11,
    ]
    # Hosted by WIPO, which is in no allowed region.
    assert pd.isna(rows.loc["shared-KE", "host_office"])


def test_filters_never_say_all_regions(whole: Snapshot) -> None:
    allowed = replace(whole, regions=("AF", "AR"))
    assert regions_text(Filters().within(allowed)) == "Africa, Arab Countries"
    assert regions_text(Filters(regions=("AR", "TD")).within(allowed)) == "Arab Countries"
    assert regions_text(Filters(regions=("TD",)).within(allowed)) == "Africa, Arab Countries"
    assert Filters().within(whole).regions == ()


def test_a_published_total_never_stands_in_for_some_regions(whole: Snapshot) -> None:
    filters = Filters(2020, 2020, basis="reported")
    for snapshot, origin in ((whole, "published"), (replace(whole, regions=("AF",)), "rows")):
        rows = run(snapshot, "headline_figures", filters).set_index("measure")
        assert rows.loc["collections", "origin"] == origin


def test_no_region_at_all_shows_no_office(whole: Snapshot) -> None:
    nobody = replace(whole, regions=())
    for name in queries():
        assert not words_of(run(nobody, name)) & {*REGION_OF, *(office[1] for office in OFFICES)}, name


def test_every_question_goes_through_the_guard_and_quotes_no_row_as_delivered(whole: Snapshot) -> None:
    books = {"rows_set_aside", "rows_suspected", "remarks"}
    with whole.cursor() as cursor:
        for question in queries().values():
            sql = guarded(cursor, question.sql)
            hidden = {book for book in books if f'from main."{book}" where false' in sql}
            assert not hidden or question.needs_all_regions, question.name
        assert 'from main."a_new_table" where false' in guarded(cursor, "select x from a_new_table")


@pytest.mark.parametrize(
    "sql", ["select name from main.offices", 'select 1 where exists (select 1 from main."offices")']
)
def test_a_question_cannot_reach_past_the_guard(whole: Snapshot, sql: str) -> None:
    with whole.cursor() as cursor, pytest.raises(ValueError, match="main"):
        guarded(cursor, sql)


def test_every_table_with_offices_has_a_guard(whole: Snapshot) -> None:
    with whole.cursor() as cursor:
        columns = cursor.execute(
            "select distinct table_name from information_schema.columns"
            " where column_name in ('office', 'host_office', 'region')"
        ).fetchall()
    assert {name for (name,) in columns} <= set(guards())
