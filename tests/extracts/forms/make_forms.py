"""Makes the files beside it: the same three rows of `collections` in each form in which extracts are delivered.

`python tests/extracts/forms/make_forms.py` writes them anew; LibreOffice is needed for .ods and .xls. The files are
kept in the repository so that the tests read what was really delivered once, not what a library of the same day writes.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import struct
import subprocess
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

HERE = Path(__file__).resolve().parent
HEADER = ["database", "office", "year", "added_on", "order_in_report", "basis", "source"]
ROWS = [
    ["GBD", "KE", "2020", "2020-02-03", "1", "reported", "Relevé de l’office"],
    ["GDD", "KE", "2019", "", "2", "reported", 'lists, notes; more | and: "marks"'],
    ["PATENTSCOPE", "KE", "2018", "", "", "reported", "two\nlines"],
]
TYPED = [
    {
        "database": database,
        "office": office,
        "year": int(year),
        "added_on": date.fromisoformat(added) if added else None,
        "order_in_report": int(order) if order else None,
        "basis": basis,
        "source": source,
    }
    for database, office, year, added, order, basis, source in ROWS
]


def text(separator: str = ",", header: list[str] = HEADER, rows: list[list[str]] = ROWS, end: str = "\n") -> str:
    """Return a CSV."""
    buffer = io.StringIO(newline="")
    # With "\r" alone Python's csv would leave the "\n" of a cell without quotation marks.
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows([header, *rows])
    return buffer.getvalue()


def write(name: str, content: str | bytes) -> None:
    """Write one file, a text as UTF-8."""
    (HERE / name).write_bytes(content.encode() if isinstance(content, str) else content)


def texts() -> None:
    """Separators, encodings, line ends, headers, and lines that hold no row."""
    for name, separator in (("comma.csv", ","), ("semicolon.csv", ";"), ("tab.tsv", "\t"), ("pipe.txt", "|")):
        write(name, text(separator))
    write("colon.csv", text(":"))
    write("separator_hint.csv", "sep=^\r\n" + text("^", end="\r\n"))
    write("utf_8_mark.csv", text().encode("utf-8-sig"))
    write("utf_16_mark.csv", text("\t").encode("utf-16"))
    write("utf_16_big_endian_mark.csv", b"\xfe\xff" + text().encode("utf-16-be"))
    write("utf_16_no_mark.csv", text().encode("utf-16-le"))
    write("utf_16_big_endian_no_mark.csv", text().encode("utf-16-be"))
    write("utf_32_mark.csv", text().encode("utf-32"))
    write("windows_1252.csv", text(";").encode("cp1252"))
    russian = [["GBD", "KE", year, "", "", "reported", name] for year, name in (("2017", "Чад"), ("2016", "Россия"))]
    write("windows_1251.csv", text(";", rows=[*ROWS[1:], *russian]).encode("cp1251"))
    chinese = [["GBD", "KE", year, "", "", "reported", name] for year, name in (("2017", "中国"), ("2016", "大韩民国"))]
    write("gbk.csv", text(";", rows=[*ROWS[1:], *chinese]).encode("gbk"))
    write("utf_8_spoilt.csv", text().encode() + b"GBD,KE,2017,,,reported,Relev\xe9\n")
    write("line_ends_windows.csv", text(end="\r\n"))
    write("line_ends_old_mac.csv", text(end="\r"))
    write(
        "header_other_case.csv",
        text(header=["DATABASE", "Office", "Year", "Added_On", "Order_In_Report", "BASIS", "Source"]),
    )
    write(
        "header_with_spaces.csv",
        text(header=["Database ", "Office", "Year", "Added on", "Order-in-report", "Basis", " Sourcé"]),
    )
    order = [6, 2, 0, 5, 1, 4, 3]
    write(
        "columns_in_another_order.csv",
        text(header=[HEADER[at] for at in order], rows=[[row[at] for at in order] for row in ROWS]),
    )
    write("more_columns.csv", text(header=["No.", *HEADER, "Remark"], rows=[["1", *row, "seen"] for row in ROWS]))
    write("fewer_columns.csv", text(header=[*HEADER[:4], *HEADER[5:]], rows=[[*row[:4], *row[5:]] for row in ROWS]))
    write(
        "column_twice.csv",
        text(header=["Year", *HEADER[:2], "YEAR", *HEADER[3:]], rows=[["2020", *row] for row in ROWS]),
    )
    write("column_twice_one_exact.csv", text(header=["Year", *HEADER], rows=[["1999", *row] for row in ROWS]))
    write("empty_lines.csv", ";" * 6 + "\n" + text(";") + ";" * 6 + "\n\n  ;;;;;;\n")
    totals = ["", "Total:", "", "", "3", "", ""], ["Grand Total", "3"], ["Итого", "", "", "", "3", "", ""]
    write("totals.csv", text(";", rows=[*ROWS[:1], totals[0], *ROWS[1:], *totals[1:]]))
    write("no_line_end.csv", text().removesuffix("\n"))
    write("cut.csv", text(rows=[*ROWS, ["GBD", "KE", "2017", "", "", "reported", "a source"]])[:-18])


def packed() -> None:
    """Compressed files, whole and cut."""
    content = text().encode()
    write("gzip.csv.gz", gzip.compress(content, mtime=0))
    write("bzip2.csv.bz2", bz2.compress(content))
    write("xz.csv.xz", lzma.compress(content))
    write("zstandard.csv.zst", pa.Codec("zstd").compress(content).to_pybytes())
    for name, members in (
        ("one_csv.zip", {"export.csv": content}),
        ("two_csv.zip", {"a.csv": content, "b.csv": content}),
        ("zip_in_zip.zip", {"inner.zip": b"PK"}),
    ):
        with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, held in members.items():
                archive.writestr(zipfile.ZipInfo(member), held)
    many = text(
        rows=[
            ["GBD", "KE", str(1900 + at % 200), "", str(at), "reported", f"{at * 7919 % 10007}"] for at in range(3000)
        ]
    )
    write("cut.csv.gz", gzip.compress(many.encode(), mtime=0)[:-3000])


def workbooks() -> None:
    """The same workbook in each format: a title above the header, dates that are dates, another sheet before it."""
    made = datetime(2020, 1, 1)
    with xlsxwriter.Workbook(HERE / "workbook.xlsx") as book:
        book.set_properties({"created": made})
        book.add_worksheet("Read me").write("B2", "Collections of the year")
        sheet = book.add_worksheet("COLLECTIONS")
        day = book.add_format({"num_format": "dd-mmm-yyyy"})
        sheet.write("A1", "Collections added")
        sheet.write_row("B3", [name.replace("_", " ").title() for name in HEADER])
        for line, row in enumerate(TYPED, start=4 - 1):
            for column, value in enumerate(row.values(), start=1):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    sheet.write(line, column, value)
        sheet.write(7, 1, "Total")
        sheet.write_formula(7, 5, "=SUM(F4:F6)", None, 3)
        book.add_worksheet("Empty")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("ods", "xls"):
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", kind, book.filename],
                cwd=HERE,
                check=True,
                capture_output=True,
            )
    binary_workbook()
    with xlsxwriter.Workbook(HERE / "sheet_of_another_name.xlsx") as book:
        book.set_properties({"created": made})
        book.add_worksheet("Notes").write_row("A1", ["office", "note"])
        sheet = book.add_worksheet("Sheet2")
        for line, cells in enumerate([HEADER, *ROWS]):
            sheet.write_row(line, 0, cells)
    with xlsxwriter.Workbook(HERE / "errors.xlsx") as book:
        book.set_properties({"created": made})
        sheet = book.add_worksheet("Collections")
        for line, cells in enumerate([HEADER, *ROWS]):
            sheet.write_row(line, 0, cells)
        sheet.write_formula("E3", "=VLOOKUP(A3,A1:B1,2)", None, "#N/A")
        sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
    with xlsxwriter.Workbook(HERE / "title_and_column_missing.xlsx") as book:
        book.set_properties({"created": made})
        sheet = book.add_worksheet("Collections")
        sheet.write("A1", "Collections added")
        for line, cells in enumerate([HEADER, *ROWS], start=2):
            sheet.write_row(line, 0, [*cells[:5], *cells[6:]])
    write("cut.xlsx", (HERE / "workbook.xlsx").read_bytes()[:-2000])


def binary_workbook() -> None:
    """An .xlsb with one sheet, record by record ([MS-XLSB]): no program here writes them."""

    def record(number: int, content: bytes = b"") -> bytes:
        head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
        return head + bytes([len(content)]) + content

    def wide(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    cells = b""
    for line, row in enumerate([HEADER, *ROWS]):
        cells += record(0, struct.pack("<IIHBBBI", line, 0, 300, 0, 0, 0, 0))  # BrtRowHdr
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if value.isdigit():
                cells += record(5, place + struct.pack("<d", float(value)))  # BrtCellReal
            elif value:
                cells += record(6, place + wide(value))  # BrtCellSt
    size = struct.pack("<IIII", 0, len(ROWS), 0, len(HEADER) - 1)
    sheet = record(129) + record(148, size) + record(145) + cells + record(146) + record(130)
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Collections"))  # BrtBundleSh
    workbook = record(131) + record(143) + bundle + record(144) + record(132)
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="bin" ContentType="application/vnd.ms-excel.'
        'sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="rId1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{links}"><Relationship Id="rId1" Type="{kind}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/workbook.bin": workbook,
        "xl/worksheets/sheet1.bin": sheet,
    }
    with zipfile.ZipFile(HERE / "workbook.xlsb", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)


def parquet() -> None:
    """Other but compatible types, another case, and a column fewer."""
    table = pa.Table.from_pylist(TYPED)
    pq.write_table(table, HERE / "plain.parquet")
    other = {
        "Database": table["database"].dictionary_encode(),
        "OFFICE": table["office"].cast(pa.large_string()),
        "Year": table["year"].cast(pa.float64()),
        "Added On": table["added_on"].cast(pa.timestamp("ns")),
        "order_in_report": table["order_in_report"].cast(pa.decimal128(22, 2)),
        "basis": table["basis"].cast(pa.string_view()),
        "source": table["source"],
    }
    pq.write_table(pa.table(other), HERE / "other_types.pq", compression="zstd")
    pq.write_table(table.drop_columns(["added_on"]), HERE / "fewer_columns.parquet")
    whole = (HERE / "plain.parquet").read_bytes()
    write("cut.parquet", whole[: len(whole) // 2])


if __name__ == "__main__":
    texts()
    packed()
    workbooks()
    parquet()
