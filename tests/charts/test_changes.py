"""The sentences of the overview: what changed most, honestly."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.changes import changes
from queries.rows import Rows
from tests.frames import plain_rows


def figures(*rows: tuple[str, str, int | None, int | None, bool]) -> Rows:
    """Return rows of `headline_figures` out of (measure, nature, value, previous, is_partial)."""
    table = pd.DataFrame(list(rows), columns=["measure", "nature", "value", "previous", "is_partial"])
    table["value"] = table["value"].astype("Int64")
    table["previous"] = table["previous"].astype("Int64")
    return plain_rows(table.assign(origin="rows", has_illustrative=False))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("trainings", "period", 5, 30, False), "Trainings: 5, 25 fewer than in the period before (30)."),
        (("trainings", "period", 30, 5, False), "Trainings: 30, 25 more than in the period before (5)."),
        (("trainings", "period", 5, 5, False), "Trainings: 5, as in the period before."),
        (("trainings", "period", 0, 0, False), "Trainings: 0, as in the period before."),
        (("trainings", "period", 0, 7, False), "Trainings: none, after 7 before."),
        (("trainings", "period", 7, 0, False), "Trainings: 7, 7 more than in the period before (0)."),
        (("trainings", "period", 1204, None, False), "Trainings: 1,204 over the period."),
        (("trainings", "period", 9, 4, True), "Trainings: at least 9; the published list is incomplete."),
        (
            ("ocr_received", "state", 35, 20, False),
            "OCR software received: 35 at the end of the period, 15 more than before it (20).",
        ),
        (
            ("ocr_received", "state", 19, 20, False),
            "OCR software received: 19 at the end of the period, 1 fewer than before it (20).",
        ),
        (
            ("ocr_received", "state", 20, 20, False),
            "OCR software received: 20 at the end of the period, as many as before it.",
        ),
        (("ocr_received", "state", 20, None, False), "OCR software received: 20 at the end of the period."),
    ],
)
def test_one_figure_in_one_sentence(row: tuple[str, str, int | None, int | None, bool], expected: str) -> None:
    assert changes(figures(row)) == [expected]


def test_the_largest_changes_are_chosen_and_keep_their_order() -> None:
    measures = ["trainings", "offices_trained", "participants", "collections", "cws_funded", "tool_releases"]
    rows = [(measure, "period", 100 + 10 * i, 100, False) for i, measure in enumerate(measures)]
    rows += [("advice_in_person", "period", 0, 4, False), ("ocr_trained", "state", 100, 100, False)]
    sentences = changes(figures(*rows))
    assert len(sentences) == 6
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "Offices trained",
        "Participants",
        "Collections added",
        "Funded CWS participants",
        "Tool releases",
        "In-person advice requests",
    ]


def test_what_is_not_known_is_said_where_little_is() -> None:
    rows = [("trainings", "period", 5, 4, False), ("participants", "period", None, 3, False)]
    assert changes(figures(*rows)) == [
        "Trainings: 5, 1 more than in the period before (4).",
        "Not known: Participants.",
    ]


def test_without_figures_there_is_nothing_to_say() -> None:
    assert changes(figures()) == []
