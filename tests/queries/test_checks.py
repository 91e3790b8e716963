"""The list of checks names every rule that was put to an extract, and counts what each of them set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import extracts
from queries import run

OFFICES = "code,name,iso3,region,development,kind\nKE,Kenya,KEN,AF,developing,state\nXX,Nowhere,,ZZ,,state\n"
OCR = "office,languages,received_on,trained_on,production_on,date_precision,basis,source\n"


def test_each_check_counts_the_rows_that_it_set_aside(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES)
    (tmp_path / "ocr_rollout.csv").write_text(OCR + "KE,en,2019-01-01,,2020-01-01,day,reported,Own records\n")
    checks = run(extracts.load(tmp_path, today=date(2026, 1, 15)), "checks")
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
