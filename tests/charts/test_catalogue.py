"""All charts on the shipped extracts: they draw exactly the rows of their queries, under every usual filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from charts.catalogue import CHARTS, Context
from charts.clicks import filters_of, rows_behind
from charts.columns import code_field
from charts.questions import chart_question
from extracts import Snapshot
from extracts.build import load
from queries import Filters, ask, query, run
from queries.provenance import provenance
from tests.charts.conftest import build
from tests.frames import frame_of
from words.codes import LABELS

DATA = Path(__file__).parents[2] / "data"
VIEWS = [
    Filters(2011, 2025),
    Filters(2011, 2025, basis="reported"),
    Filters(2020, 2020, regions=("AR", "AP")),
    Filters(2020, 2020, basis="reported"),
    Filters(2024, 2026, regions=("TD",), development="all"),
]

# Charts whose lists have one row per counted unit.
EXACT = ("trainings_by_mode", "offices_trained", "collections_by_database", "ocr_status", "ocr_by_region")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load(DATA, today=date(2026, 1, 15))


def context_of(snapshot: Snapshot, name: str, chosen: Filters) -> Context:
    return Context(
        chosen.period,
        chosen.regions,
        chosen.basis,
        source_line="Extracts",
        incomplete_years=frozenset({2026}),
        partial_years=provenance(snapshot, query(CHARTS[name].query), chosen).partial_years,
    )


@pytest.mark.parametrize("chosen", VIEWS, ids=lambda view: "-".join(map(str, [*view.period, view.basis])))
@pytest.mark.parametrize("name", CHARTS)
def test_what_is_drawn_are_the_rows(snapshot: Snapshot, name: str, chosen: Filters) -> None:
    spec = CHARTS[name]
    rows = run(snapshot, spec.query, chosen)
    chart = build(name, rows, context_of(snapshot, name, chosen))
    assert (chart.figure is None) == rows.empty
    if chart.figure is None or spec.kind in ("calendar", "releases", "map"):
        return
    drawn = {}
    for trace in chart.figure.data:
        values = trace.x if trace.orientation == "h" else trace.y
        for point, value in zip(trace.customdata, values, strict=True):
            if trace.type == "bar" or trace.mode != "text":
                drawn[tuple(point)] = None if pd.isna(value) else int(value)
    if spec.kind == "ladder":
        rows = rows[rows["year"] == rows["year"].max()]
    columns = ["year", "session"] if spec.kind == "sessions" else [spec.x, *([spec.series] if spec.series else [])]
    expected = {
        tuple(row[column] for column in columns): None if pd.isna(row[spec.value]) else int(row[spec.value])
        for row in rows.to_dict("records")
    }
    # Positions without a row are gaps, and lines of totals carry the year alone.
    assert {point: value for point, value in drawn.items() if point in expected} == expected
    assert all(value is None or len(point) < len(columns) for point, value in drawn.items() if point not in expected)


@pytest.mark.parametrize("name", [name for name, spec in CHARTS.items() if spec.kind == "map"])
def test_a_map_has_each_office_with_a_place_once(snapshot: Snapshot, name: str) -> None:
    spec = CHARTS[name]
    for chosen in VIEWS:
        rows = run(snapshot, spec.query, chosen)
        if rows.empty:
            continue
        chart = build(name, rows, context_of(snapshot, name, chosen))
        assert chart.figure is not None
        drawn = [tuple(point) for trace in chart.figure.data for point in trace.customdata or ()]
        placed = rows[rows["iso3"].notna()]
        assert sorted(drawn) == sorted(zip(placed["region"], placed["office"], strict=True))
        absent = rows[rows["iso3"].isna()]
        assert (f"{len(absent)} office" in chart.alt) or absent.empty


@pytest.mark.parametrize("name", ["trainings_calendar", "tool_releases"])
def test_no_row_of_a_list_is_lost(snapshot: Snapshot, name: str) -> None:
    for chosen in VIEWS[:3]:
        safe = chosen.within(snapshot)
        rows = run(snapshot, chart_question(name, safe, partial(ask, snapshot)).name, safe)
        figure = build(name, rows, context_of(snapshot, name, chosen)).figure
        assert figure is not None
        if figure.data[0].type == "heatmap":
            drawn = sum(sum(row) for row in figure.data[0].z)
        else:
            drawn = sum(len(trace.x) for trace in figure.data)
        undated = int(rows["released_on"].isna().sum()) if name == "tool_releases" else 0
        assert drawn + undated == len(run(snapshot, CHARTS[name].few_query or CHARTS[name].query, safe))


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_what_it_shows_in_short(snapshot: Snapshot, name: str) -> None:
    for chosen in VIEWS:
        chart = build(name, run(snapshot, CHARTS[name].query, chosen), context_of(snapshot, name, chosen))
        assert 5 < len(chart.title) <= 120
        assert not chart.title.endswith(".")
        assert chart.alt.endswith(".")
        assert "nan" not in chart.alt.lower().split()
        assert "None" not in chart.alt


def rows_of_point(snapshot: Snapshot, name: str, chosen: Filters, point: list[object]) -> pd.DataFrame:
    spec = CHARTS[name]
    assert spec.rows_query
    narrowed = replace(chosen, **filters_of(spec.click, point))  # type: ignore[arg-type]
    return frame_of(rows_behind(ask(snapshot, spec.rows_query, narrowed), spec.click, point))


@pytest.mark.parametrize("name", CHARTS)
def test_a_click_leads_to_rows(snapshot: Snapshot, name: str) -> None:
    """Each drawn count above zero has rows behind it; where the list has one row per counted unit, exactly as many."""
    spec = CHARTS[name]
    chosen = Filters(2018, 2021)
    figure = build(name, run(snapshot, spec.query, chosen), context_of(snapshot, name, chosen)).figure
    assert figure is not None and spec.rows_query is not None
    for trace in figure.data:
        if trace.type == "heatmap":
            continue
        if spec.kind == "map":  # which has classes, no numbers
            behind = [rows_of_point(snapshot, name, chosen, point) for point in trace.customdata[:4]]
            assert all(len(rows) for rows in behind), name
            continue
        values = trace.x if trace.orientation == "h" else trace.y
        for point, value in list(zip(trace.customdata, values, strict=True))[:4]:
            if not isinstance(value, int | float) or pd.isna(value) or value == 0:
                continue
            behind = rows_of_point(snapshot, name, chosen, point)
            assert len(behind) >= 1, (name, list(point))
            if name in (
                "trainings_by_mode",
                "offices_trained",
                "collections_by_database",
                "ocr_status",
                "ocr_by_region",
            ):
                assert len(behind) == value, (name, list(point))


def test_codes_of_the_rows_are_those_that_have_names(snapshot: Snapshot) -> None:
    for name, spec in CHARTS.items():
        field = code_field(spec.series or "")
        if field:
            codes = set(run(snapshot, spec.query, Filters(2011, 2025))[spec.series])
            assert codes <= set(LABELS[field]), name


def test_the_year_of_the_report_reads_as_the_report(snapshot: Snapshot) -> None:
    chosen = Filters(2020, 2020)
    titles = {
        name: build(name, run(snapshot, CHARTS[name].query, chosen), context_of(snapshot, name, chosen)).title
        for name in ("trainings_by_region", "trainings_by_topic", "advice_requests", "ocr_ladder", "cws_participation")
    }
    assert titles == {
        "trainings_by_region": "Arab Countries had the most trainings: 3 of 5",
        "trainings_by_topic": "Nice Classification was the most frequent topic: 4 of 5 trainings",
        "advice_requests": "No request: In person; not known: E-mail; Online",
        "ocr_ladder": "35 offices received the OCR software by 2020: trained 34, in production 12",
        "cws_participation": "Latest known: 7 participants funded at CWS/7 (2020)",
    }
