"""Words in the language in use: messages, plurals and the names of codes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import words
from charts.columns import column_label
from exports.exhibit import exhibit
from extracts import data_folder
from extracts.build import load
from queries import Filters, query
from words import _, label, ngettext, use_language
from words.codes import LABELS, N_


def test_english_is_the_message_itself() -> None:
    assert _("Reported facts only") == "Reported facts only"
    assert _("no such message, ever") == "no such message, ever"
    assert N_("marked") == "marked"


def test_an_empty_message_is_empty_in_every_language(in_quotes: Callable[[], None]) -> None:
    assert _("") == ""
    in_quotes()
    # The catalogue keeps its own header under the empty message.
    assert _("") == ""


@pytest.mark.parametrize(("count", "text"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1000, "1000 rows")])
def test_the_form_follows_the_number(count: int, text: str) -> None:
    assert ngettext("{count} row", "{count} rows", count).format(count=count) == text


def test_a_code_has_a_name_or_stands_for_itself() -> None:
    assert label("region", "AF") == "Africa"
    assert label("region", "XX") == "XX"
    assert label("no such field", "AF") == "AF"
    assert label("year", 2020) == "2020"
    assert label("region", "") == ""


def test_names_within_a_list_differ() -> None:
    for field, names in LABELS.items():
        assert len(set(names.values())) == len(names), field
        assert all(name == name.strip() and name for name in names.values()), field


def test_an_unknown_language_falls_back_to_english() -> None:
    try:
        use_language("tlh")
        assert label("region", "AF") == "Africa"
        assert ngettext("{count} row", "{count} rows", 2) == "{count} rows"
    finally:
        use_language("en")


def test_another_language_changes_names_titles_and_files(in_quotes: Callable[[], None]) -> None:
    title, question = query("trainings_by_region").title, query("trainings_by_region").question
    snapshot = load(data_folder())
    in_quotes()
    assert label("region", "AF") == "«Africa»"
    assert label("region", "XX") == "XX"
    assert _(title) == f"«{title}»"
    assert column_label("trainings") == "«Trainings»"
    assert ngettext("{count} row, as shown", "{count} rows, as shown", 1) == "«{count} row, as shown»"
    assert ngettext("{count} row, as shown", "{count} rows, as shown", 5) == "«{count} rows, as shown»"
    sheet = exhibit(snapshot, "trainings_by_region", Filters(2020, 2020)).sheet
    assert sheet.title == f"«{title}»"
    assert ("«Question»", f"«{question}»") in sheet.notes
    # Names are translated, codes are not.
    assert set(sheet.rows["region_name"]) >= {"«Africa»"}
    assert set(sheet.rows["region"]) >= {"AF", "AR"}
    use_language("en")
    assert _(title) == title


def test_a_language_is_that_of_one_session_only(in_quotes: Callable[[], None]) -> None:
    in_quotes()
    elsewhere: list[str] = []
    session = threading.Thread(target=lambda: elsewhere.append(label("region", "AF")))
    session.start()
    session.join()
    assert (label("region", "AF"), elsewhere) == ("«Africa»", ["Africa"])


def test_languages_are_looked_for_where_the_app_keeps_them() -> None:
    assert (words.LOCALE / "dashboard.pot").is_file()
