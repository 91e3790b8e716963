"""What a delivery would change in the headline figures."""

from __future__ import annotations

from pathlib import Path

from queries.rows import Answer
from queries.trial import changed_only, headline_changes
from tests.extracts.conftest import TODAY, Folder


def loaded(folder: Folder, **changes: list[dict[str, object]]) -> Folder:
    folder.path.mkdir()
    folder.everything()
    for table, rows in changes.items():
        folder.table(table, *rows)
    return folder


def row(changes: Answer, period: str, measure: str) -> tuple[object, ...]:
    [found] = [row for row in changes.rows if (row["period"], row["measure"]) == (period, measure)]
    return tuple(found[name] for name in ("before", "after", "difference"))


def periods(changes: Answer) -> list[str]:
    return [*dict.fromkeys(row["period"] for row in changes.rows)]


def test_figures_of_the_last_complete_year_and_of_all_years(tmp_path: Path) -> None:
    sessions = [{"funded_participants": "7"}, {"session": "CWS/9", "year": "2021", "funded_participants": "5"}]
    before = loaded(Folder(tmp_path / "before"), cws_participation=sessions).load(TODAY).snapshot
    sessions[1]["funded_participants"] = "6"
    advice = [{"channel": "in_person", "year": "2021", "requests": "4"}]
    after = loaded(Folder(tmp_path / "after"), cws_participation=sessions, advice_requests=advice).load(TODAY).snapshot
    rows = headline_changes(before, after)
    assert [*rows.columns] == ["period", "measure", "before", "after", "difference"]
    assert periods(rows) == ["2021", "2020–2021"]
    assert row(rows, "2021", "cws_funded") == (5, 6, 1)
    assert row(rows, "2020–2021", "cws_funded") == (12, 13, 1)
    assert row(rows, "2021", "advice_in_person") == (None, 4, None)
    assert row(rows, "2020–2021", "trainings") == (1, 1, 0)
    changed = changed_only(rows)
    assert {row["measure"] for row in changed.rows} == {"cws_funded", "advice_in_person"}
    assert changed_only(headline_changes(before, before)).rows == []


def test_years_that_only_one_delivery_has_are_named(tmp_path: Path) -> None:
    before = loaded(Folder(tmp_path / "before")).load(TODAY).snapshot
    more = [{}, {"session": "CWS/9", "year": "2022"}]
    after = loaded(Folder(tmp_path / "after"), cws_participation=more).load(TODAY).snapshot
    rows = headline_changes(before, after)
    assert periods(rows) == ["2020", "2020 → 2020–2022"]
    assert row(rows, "2020", "cws_funded") == (7, 7, 0)
    assert row(rows, "2020 → 2020–2022", "cws_funded") == (7, 14, 7)
