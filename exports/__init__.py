"""Answers in, bytes of files out: PowerPoint, Excel, Word, CSV, ZIP; each file states what it rests on.

`exports.slides` and `exports.report` are not imported here: their libraries are slow to load and seldom asked for.
"""

from exports.archive import archive_bytes
from exports.csv_file import csv_bytes
from exports.sheet import Sheet
from exports.workbook import workbook_bytes

__all__ = ["Sheet", "archive_bytes", "csv_bytes", "workbook_bytes"]
