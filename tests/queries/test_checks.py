"""The list of checks names every rule that was put to an extract, and counts what each of them set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extracts.build import load
from queries import run

OFFICES = "code,name,iso3,region,development,kind\nKE,Kenya,KEN,AF,developing,state\nXX,Nowhere,,ZZ,,state\n"
OCR = "office,languages,received_on,trained_on,production_on,date_precision,basis,source\n"


def test_each_check_counts_the_rows_that_it_set_aside(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES)
    (tmp_path / "ocr_rollout.csv").write_text(OCR + "KE,en,2019-01-01,,2020-01-01,day,reported,Own records\n")
    checks = run(load(tmp_path, today=date(2026, 1, 15)), "checks")
    broken = checks[checks["rows_set_aside"] > 0]
    assert broken[["dataset", "column_name", "rule", "rows_set_aside"]].values.tolist() == [
        ["ocr_rollout", "production_on", "production_without_training", 1],
        ["offices", "region", "enum", 1],
    ]
    # Rules that no row breaks, and those of tables that were not delivered, are listed all the same.
    listed = set(zip(checks["dataset"], checks["column_name"], checks["rule"], strict=True))
    assert ("offices", "code", "unique") in listed
    assert ("collections", "office", "foreign_key") in listed
    assert ("exchange_platforms", "left_on", "ends_before_start") in listed


TRAININGS = "training_id,title,type,topics,mode,start_date,end_date,date_precision,basis,source\n"
ATTENDANCES = "training_id,office,participants,basis,source\n"


def test_the_books_tell_what_was_kept_and_what_was_chosen(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text("code,name,iso3,region,development,kind\nKE,Kenya,KEN,AF,,state\n")
    row = "Basics,course,IPC,online,03/04/2020,25/04/2020,day,reported,Own records\n"
    (tmp_path / "trainings.csv").write_text(f"{TRAININGS}T1,{row}T2,{row}")
    (tmp_path / "training_offices.csv").write_text(
        f"{ATTENDANCES}T1,KE,1,reported,Own records\nT2,Kenya,1,reported,Own records\n"
    )
    (tmp_path / "notes.csv").write_text("nothing\n")
    snapshot = load(tmp_path, today=date(2026, 1, 15))
    suspected = run(snapshot, "rows_suspected")
    assert suspected[["line", "value", "rule", "expected"]].values.tolist() == [
        [2, "T1", "same_training_twice", "T2"],
        [3, "T2", "same_training_twice", "T1"],
    ]
    chosen = run(snapshot, "remarks").query("rule == 'date_order'")
    assert chosen[["dataset", "value", "expected"]].values.tolist() == [["trainings", "03/04/2020", "DD/MM/YYYY"]]
    files = run(snapshot, "delivered_files").set_index("file")
    assert files.loc["trainings.csv", ["rows_read", "rows_accepted", "rows_suspected"]].tolist() == [2, 2, 2]
    assert files.loc["trainings.csv", "form"].startswith("CSV")
    assert run(snapshot, "files_not_read").values.tolist() == [["notes.csv", "no_table"]]
    checks = run(snapshot, "checks")
    assert checks[checks["rows_suspected"] > 0][["rule", "rows_set_aside", "rows_suspected"]].values.tolist() == [
        ["same_training_twice", 0, 2],
    ]


def test_the_delivery_in_all_is_its_files_together(tmp_path: Path) -> None:
    nothing = run(load(tmp_path, today=date(2026, 1, 15)), "delivery_totals")
    assert nothing.values.tolist() == [[0, 0, 0, 0]]
    (tmp_path / "offices.csv").write_text(OFFICES)
    (tmp_path / "ocr_rollout.csv").write_text(OCR + "KE,en,2019-01-01,,2020-01-01,day,reported,Own records\n")
    totals = run(load(tmp_path, today=date(2026, 1, 15)), "delivery_totals").iloc[0]
    assert totals.to_dict() == {"files": 2, "rows_read": 3, "rows_accepted": 1, "rows_set_aside": 2}
