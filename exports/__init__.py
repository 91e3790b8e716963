"""Tables in, bytes of files out: CSV, Excel, and a ZIP of both kinds; each file states what it rests on."""

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes
from exports.sheet import Sheet, make_sheet
from exports.workbook import workbook_bytes

__all__ = ["Sheet", "archive_bytes", "csv_bytes", "make_sheet", "workbook_bytes"]
