"""The template for translators holds every message, and is the one that the code of today gives."""

from __future__ import annotations

import ast
import builtins
import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

import words
from charts.columns import COLUMNS
from extracts import read_contract
from queries import queries
from queries.report import REPORT
from words.__main__ import main
from words.codes import LABELS
from words.extract import KEYWORDS, ROOMS, ROOT, template
from words.headers import TRANSLATED, read_header

PLACEHOLDER = re.compile(r"\{(\w*)\}")


def test_the_template_is_up_to_date() -> None:
    shipped = (words.LOCALE / "dashboard.pot").read_bytes()
    assert shipped == template(), "run `python -m words extract`"


def test_the_template_changes_only_with_the_messages() -> None:
    text = template().decode()
    assert text == template().decode()
    assert "#: " not in text
    assert not re.search(r"Creation-Date|Revision-Date|Generated-By|fuzzy", text)


def test_all_that_people_read_is_in_it(messages: Catalog) -> None:
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in messages}
    assert {name for names in LABELS.values() for name in names.values()} <= ids
    assert {column.label for column in COLUMNS.values()} <= ids
    assert {section.heading for section in REPORT} <= ids
    for question in queries().values():
        read = {getattr(question, name) for name in TRANSLATED} - {""}
        assert read <= ids, question.name
    for table in read_contract():
        assert {table.title, table.description, *(field.description for field in table.fields)} <= ids, table.name
    # One of each kind of call, from the last room of the flow.
    assert {"Regions", "{count} row, as shown", "What did we deliver in this period, and what changed?"} <= ids


def test_every_call_is_found_wherever_it_stands(messages: Catalog) -> None:
    """Babel does not see a call within an f-string, which Python does."""
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in messages}
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    calls = [call for path in files for call in ast.walk(ast.parse(path.read_text())) if isinstance(call, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS and call.args]
    asked = {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}
    assert len(asked) > 100
    assert asked <= ids


def test_a_plural_is_kept_with_its_singular(messages: Catalog) -> None:
    plurals = {message.id for message in messages if isinstance(message.id, tuple)}
    assert ("{count} row, as shown", "{count} rows, as shown") in plurals
    # A form may say the number in words, but not name what the other does not.
    for singular, plural in plurals:
        assert set(PLACEHOLDER.findall(singular)) <= set(PLACEHOLDER.findall(plural))


def test_placeholders_have_names_for_translators_to_move(messages: Catalog) -> None:
    for message in messages:
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            assert "" not in PLACEHOLDER.findall(text), text
            assert text == text.strip(), text


@pytest.mark.parametrize(
    ("place", "content", "found"),
    [
        ("words/a.py", 'x = N_("marked")', "marked"),
        ("extracts/deep/a.py", '_("called")', "called"),
        ("charts/a.py", '_("in two "\n  "parts")', "in two parts"),
        ("exports/a.py", "_('it”s ünïcode')", "it”s ünïcode"),
        ("components/a.py", 'ngettext("{n} ox", "{n} oxen", 2)', ("{n} ox", "{n} oxen")),
        ("pages/a.py", 'st.title(_("on a page"))', "on a page"),
        ("dashboard.py", '_("at the end")', "at the end"),
        ("queries/a.sql", "-- unit: oxen\n--   or cows\nselect 1", "oxen or cows"),
    ],
)
def test_messages_are_collected_from_every_room(tmp_path: Path, place: str, content: str, found: object) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "data").mkdir()
    fields = [{"name": "code", "description": "A code."}]
    package = {"resources": [{"title": "Herds", "description": "One row per herd.", "schema": {"fields": fields}}]}
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package))
    (tmp_path / "dashboard.py").touch()
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(content, encoding="utf-8")
    text = template(tmp_path).decode()
    for message in found if isinstance(found, tuple) else (found,):
        assert f'"{message}"' in text
    assert 'msgid "Herds"' in text
    assert 'msgid "A code."' in text


def test_every_room_with_words_is_searched() -> None:
    importing = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py") if "from words" in path.read_text()}
    assert importing - {"tests", "data", "bench"} <= set(ROOMS)


def test_a_header_is_read_to_its_end() -> None:
    sql = "-- title: A: b\n--   goes on\n-- odd line\n-- unit: rows\n\n-- caveats: too late\nselect 1"
    assert read_header(sql) == {"title": "A: b goes on", "unit": "rows"}
    assert read_header("select 1") == {}
    assert read_header("--   begins in the middle") == {}


def test_the_command_writes_the_template(tmp_path: Path) -> None:
    target = tmp_path / "new.pot"
    assert main(["extract", "-o", str(target)]) == 0
    assert target.read_bytes() == template()


def test_the_command_says_what_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "-o", str(tmp_path / "no" / "folder.pot")]) == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert "folder.pot" in error


def test_the_command_says_that_babel_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_babel(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "words.extract":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_babel)
    assert main(["extract", "-o", str(tmp_path / "new.pot")]) == 1
    assert "requirements-dev.txt" in capsys.readouterr().err
    assert not (tmp_path / "new.pot").exists()
