"""`python -m exports --format xlsx|zip -o FILE`: the tables of the yearly report as a workbook or a ZIP of CSVs.

Messages go to standard error; the exit status is 0, 1 (nothing written) or 2 (wrong usage).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports import archive_bytes, make_sheet, workbook_bytes
from extracts import data_folder, load
from extracts.arguments import add_data_argument
from queries.__main__ import add_filter_arguments, filters_from
from queries.describe import shared_filters_text
from queries.report import report_queries
from words import _


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m exports", description=_("Write the report tables to a file."))
    parser.add_argument("--format", choices=["xlsx", "zip"], required=True)
    add_filter_arguments(parser)
    add_data_argument(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    options = parser.parse_args(arguments)
    try:
        snapshot = load(options.data or data_folder())
        filters = filters_from(options).within(snapshot)
        sheets = [make_sheet(snapshot, name, filters) for name in report_queries()]
        title = _("Report tables: {filters}").format(filters=shared_filters_text(filters))
        data = workbook_bytes(title, sheets) if options.format == "xlsx" else archive_bytes(sheets)
        options.output.write_bytes(data)
    except OSError as error:
        print(
            _("Cannot read or write {name}: {reason}").format(name=error.filename, reason=error.strerror),
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
