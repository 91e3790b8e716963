"""A delivery whose every text is one that some program would run, draw or turn round, shared by several tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from extracts import read_contract

TURNED = "abc\u202egnp.exe"
LONG = "Office" + " of a very long name" * 500
TEXTS = (
    "<img src=x onerror=window.ran=1>",
    "<script>window.ran=1</script>",
    "[x](javascript:window.ran=1)",
    "https://evil.example/?a=1",
    "www.evil.example and me@evil.example",
    ":material/home:",
    ":streamlit: :smile: :red[x]",
    r"$\frac{a}{b}$ and $$x^2$$",
    "**bold** _it_ `code` # no heading",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "{{7*7}} {name} %{y} %s",
    "<b>fat</b><br><a href='javascript:window.ran=1'>x</a>",
    "&lt;i&gt; &amp;",
    "a -> b -- c >= d",
    TURNED,
    LONG,
)
CODES = tuple(f"H{chr(ord('A') + number)}" for number in range(len(TEXTS)))
REGIONS = ("AF", "AR", "AP", "LC", "TD")


def deliver(folder: Path) -> None:
    """Write the delivery to `folder`: each text is an office, a training, a source, a tool, a file and a column."""
    offices = [
        {
            "code": code,
            "name": text,
            "region": REGIONS[number % 5],
            "development": "developing",
            "kind": "state",
        }
        for number, (code, text) in enumerate(zip(CODES, TEXTS, strict=True))
    ]
    own = [{"office": code, "basis": "reported", "source": text} for code, text in zip(CODES, TEXTS, strict=True)]
    trainings = [
        {
            "training_id": text[:60],
            "title": text,
            "type": "course",
            "topics": "IPC",
            "mode": "online",
            "start_date": f"2020-{number % 12 + 1:02}-10",
            "end_date": f"2020-{number % 12 + 1:02}-12",
            "date_precision": "day",
            "host_office": row["office"],
            "audience": text,
            **row,
        }
        for number, (text, row) in enumerate(zip(TEXTS, own, strict=True))
    ]
    tables: dict[str, Sequence[Mapping[str, object]]] = {
        "offices": offices,
        "training_offices": [
            {"training_id": text[:60], "participants": number + 1, **row}
            for number, (text, row) in enumerate(zip(TEXTS, own, strict=True))
        ],
        "business_solutions": [{"solution": "IPAS", "in_use_from": "2019-01-01", **row} for row in own],
        "exchange_platforms": [
            {"platform": "DAS", "joined_on": "2019-01-01", "date_precision": "day", **row} for row in own
        ],
        "ocr_rollout": [
            {"languages": "en", "received_on": "2018-05-01", "date_precision": "day", **row} for row in own
        ],
        "collections": [{"database": "GBD", "year": 2020, **row} for row in own],
        "cws_participation": [
            {"session": f"CWS/{number + 1}", "year": 2020, "funded_participants": 1, **row}
            for number, row in enumerate(own)
        ],
        "tool_releases": [
            {"tool": text, "version": text[:60], "released_on": "2020-05-01", "date_precision": "day", **row}
            for text, row in zip(TEXTS, own, strict=True)
        ],
        "events": [
            {"event": text, "happened_on": "2020-06-01", "date_precision": "day", "concerns": "trainings", **row}
            for text, row in zip(TEXTS, own, strict=True)
        ],
        "reported_figures": [
            {
                "year": 2020,
                "measure": text[:60],
                "value": 1,
                "as_of": "2020-12-31",
                "kind": "printed",
                "document": text,
                "paragraph": text,
                **row,
            }
            for text, row in zip(TEXTS, own, strict=True)
        ],
    }
    for table, rows in tables.items():
        _write(folder / f"{table}.csv", table, rows)
    # A part for each training, called like it as far as a file may be, with a column of that name, and a bad row.
    (folder / "trainings").mkdir()
    for text, row in zip(TEXTS, trainings, strict=True):
        name = text.replace("/", "\u2215")[:60].strip()
        bad = {**row, "training_id": f"bad {text[:60]}", "mode": text}
        _write(folder / "trainings" / f"{name}.csv", "trainings", [row, bad], extra=text)


def _write(path: Path, table: str, rows: Sequence[Mapping[str, object]], extra: str | None = None) -> None:
    columns = next(each for each in read_contract() if each.name == table).column_names
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*columns, *([extra] if extra else [])], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
