"""The tables of one office as files: its rows alone, and the notes say whose they are."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from exports.exhibit import office_exhibit
from exports.workbook import workbook_bytes
from extracts import Snapshot
from queries import Filters
from queries.offices import SUBJECTS, of_any_office


def test_the_files_of_an_office_hold_its_rows_and_say_whose_they_are(shipped: Snapshot) -> None:
    filters = of_any_office(Filters(to_year=2020))
    exhibits = [office_exhibit(shipped, name, filters, "PA", "Panama", "https://example.org") for name in SUBJECTS]
    for each in exhibits:
        assert dict(each.sheet.notes)["Office"] == "Panama (PA)"
        assert set(each.sheet.rows["office"]) <= {"PA"}
        assert each.count == len(each.answer.rows)
    rollout = exhibits[SUBJECTS.index("ocr_offices")]
    assert list(rollout.sheet.rows["pending"]) == ["training"]
    book = load_workbook(BytesIO(workbook_bytes("Panama (PA)", exhibits)))
    assert any("Panama (PA)" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_list_that_is_cut_says_so(shipped: Snapshot) -> None:
    cut = office_exhibit(shipped, "training_attendances", Filters(), "KE", "Kenya", most=2)
    assert len(cut.answer.rows) == 2
    assert cut.count > 2
    assert "Not complete" in dict(cut.sheet.notes)
