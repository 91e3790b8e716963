"""A table says what it measured, on what, and where there is no figure why."""

from __future__ import annotations

import json
import re

from bench.tables import Table, machine, versions

TIMES = Table(
    "Times",
    (("what", ""), ("rows", ","), ("s", ".2f")),
    [["one", 10_000, 1.234], ["another", 5, "out of memory"], ["a third", 1, None]],
    ("duckdb", "no-such-library"),
    ("a note",),
)


def test_markdown_has_rows_notes_machine_and_versions() -> None:
    title, _blank, head, rule, *rows, blank, note, told_machine, told_versions = TIMES.markdown().splitlines()
    assert title == "### Times" and blank == ""
    assert [cell.strip() for cell in head.split("|")] == ["", "what", "rows", "s", ""]
    assert re.fullmatch(r"\| -+ \| -+: \| -+: \|", rule)
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["one", "10,000", "1.23"],
        ["another", "5", "out of memory"],
        ["a third", "1", "–"],
    ]
    assert len({len(line) for line in (head, rule, *rows)}) == 1
    assert note == "- a note"
    assert re.fullmatch(r"- machine: \w+ \w+, \d+ cores, \d+ GB", told_machine)
    assert re.fullmatch(r"- versions: Python 3[.\d]+, duckdb [.\d]+", told_versions)


def test_the_record_keeps_the_numbers_as_measured() -> None:
    record = json.loads(json.dumps(TIMES.record()))
    assert record["rows"][0] == {"what": "one", "rows": 10_000, "s": 1.234}
    assert record["rows"][2]["s"] is None
    assert (record["title"], record["notes"]) == ("Times", ["a note"])
    assert (record["machine"], record["versions"]) == (machine(), versions(("duckdb",)))
