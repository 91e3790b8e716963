"""Where the filters will stand, read before they are drawn: the figures of a page are made for them ahead of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import streamlit as st

import extracts
from components import filters as module
from components.filters import filters_to_come
from extracts.build import load
from queries import Filters


@pytest.fixture(scope="module")
def snapshot() -> extracts.Snapshot:
    return load(Path(extracts.__file__).parents[1] / "data")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({}, {}),
        ({"filter-years": (2016, 2020)}, {"from_year": 2016, "to_year": 2020}),
        ({"filter-regions": ["AR", "AF", "??"]}, {"regions": ("AF", "AR")}),
        ({"filter-regions": []}, {}),
        ({"filter-topics": ["Nice"], "filter-modes": ["online"]}, {"topics": ("Nice",), "modes": ("online",)}),
        ({"filter-basis": True}, {"basis": "reported"}),
        ({"filter-basis": False}, {}),
        ({"filter-development": True}, {"development": "all"}),
    ],
    ids=repr,
)
def test_the_filters_are_those_of_the_widgets(
    snapshot: extracts.Snapshot, monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], expected: dict[str, Any]
) -> None:
    monkeypatch.setattr(module, "snapshot", lambda: snapshot)
    monkeypatch.setattr(st, "session_state", state)
    assert filters_to_come(Filters().within(snapshot)) == Filters(**expected).within(snapshot)


def test_what_has_no_widget_stays_as_it_was(snapshot: extracts.Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "snapshot", lambda: snapshot)
    monkeypatch.setattr(st, "session_state", {})
    before = Filters(2016, 2020, ("AF",), "reported", ("Nice",), development="all").within(snapshot)
    assert filters_to_come(before) == before
