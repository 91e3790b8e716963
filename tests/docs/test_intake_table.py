"""The table of forms and faults in the documentation and the tests agree, both ways."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "intake.md"
# Every test of these files tries one form or fault, and so stands in the table.
WHOLE_FILES = ("tests/extracts/test_forms_of_files.py", "tests/extracts/test_faults.py")


def rows() -> list[tuple[str, str, list[str]]]:
    """Return form or fault, what happens, and the tests of each row of the tables."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if line.startswith("|") and len(cells) == 3 and "`tests/" in cells[2]:
            found.append((cells[0], cells[1], re.findall(r"`(tests/[^`]+)`", cells[2])))
    return found


def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_each_row_says_what_happens_and_names_tests_that_exist(row: tuple[str, str, list[str]]) -> None:
    form, happens, named = row
    assert form
    assert happens
    for test in named:
        path, _separator, name = test.partition("::")
        assert name in names_in(path), test


@pytest.mark.parametrize("path", WHOLE_FILES)
def test_each_test_of_a_form_or_fault_stands_in_the_table(path: str) -> None:
    named = {test.partition("::")[2] for _form, _happens, tests in rows() for test in tests if test.startswith(path)}
    assert names_in(path) == named


def test_no_row_of_the_tables_lacks_its_test() -> None:
    text = TABLE.read_text(encoding="utf-8").partition("## Forms")[2]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    headers = [line for line in lines if line.startswith("| form or fault |")]
    rulers = [line for line in lines if set(line) <= set("|- ")]
    assert len(rows()) == len(lines) - len(headers) - len(rulers)
    assert len(headers) == len(rulers)
