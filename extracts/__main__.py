"""`python -m extracts check [--data DIR]`: read the extracts under the contract and say what was set aside.

One line per file and one per fault go to standard output; the exit status is 0 without a fault, 1 with one and 2 for
wrong usage.
"""

from __future__ import annotations

import argparse
import sys

from extracts import data_folder, load
from extracts.arguments import add_data_argument
from words import _, label


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m extracts", description=_("Check the extracts."))
    commands = parser.add_subparsers(dest="command", required=True)
    add_data_argument(commands.add_parser("check", help=_("read the extracts under the contract")))
    folder = parser.parse_args(arguments).data or data_folder()
    try:
        snapshot = load(folder)
    except OSError as error:
        print(_("Cannot read {name}: {reason}").format(name=error.filename, reason=error.strerror), file=sys.stderr)
        return 1
    with snapshot.cursor() as cursor:
        files = cursor.execute(
            "select file, rows_read, rows_accepted, rows_set_aside from delivered_files order by all"
        ).fetchall()
        faults = cursor.execute(
            "select file, line, column_name, value, rule, expected from rows_set_aside order by all"
        ).fetchall()
    for file, read, accepted, aside in files:
        text = _("{file}: rows read {read}, accepted {accepted}, set aside {aside}")
        print(text.format(file=file, read=read, accepted=accepted, aside=aside))
    for file, line, column, value, rule, expected in faults:
        place = ":".join(str(part) for part in (file, line, column) if part)
        shown = "" if value is None else f" {value!r}"
        wanted = f" ({expected})" if expected else ""
        print(f"{place}:{shown} {label('rule', rule)}{wanted}")
    for table in snapshot.missing:
        print(_("{table}: no file found, the table is empty").format(table=table), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
