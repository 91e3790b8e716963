"""`python -m queries list` and `python -m queries run NAME`: the questions from a terminal or a pipeline.

Answers go to standard output (or to `-o FILE`), messages to standard error; the exit status is 0, 1 (no answer) or 2
(wrong usage).
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path

import pandas as pd

from extracts import data_folder, load
from extracts.arguments import add_data_argument
from queries import Filters, UnknownQueryError, codes_of, queries, run
from words import _


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    if options.command == "list":
        for question in queries().values():
            print(f"{question.name}\t{_(question.title)}\t{_(question.question)}")
        return 0
    try:
        snapshot = load(options.data or data_folder())
        rows = run(snapshot, options.name, filters_from(options))
        _write(rows, options.format, options.output)
    except UnknownQueryError:
        print(
            _("There is no question {name}; `python -m queries list` names them all.").format(name=options.name),
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(
            _("Cannot read or write {name}: {reason}").format(name=error.filename, reason=error.strerror),
            file=sys.stderr,
        )
        return 1
    return 0


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the shared filters, with the names that they have in links."""
    parser.add_argument("--from", dest="from_year", type=int, metavar="Y", help=_("first year"))
    parser.add_argument("--to", dest="to_year", type=int, metavar="Y", help=_("last year"))
    parser.add_argument(
        "--region", action="append", default=[], choices=codes_of("regions"), help=_("region, may be repeated")
    )
    parser.add_argument("--basis", choices=["reported"], help=_("leave out illustrative rows"))


def filters_from(options: argparse.Namespace) -> Filters:
    """Return the filters that `add_filter_arguments` has read."""
    return Filters(options.from_year, options.to_year, tuple(options.region), options.basis)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m queries", description=_("Answer the questions of the dashboard."))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help=_("name, title and question of each"))
    command = commands.add_parser("run", help=_("answer one question"))
    command.add_argument("name")
    add_filter_arguments(command)
    add_data_argument(command)
    command.add_argument("--format", choices=["csv", "json", "parquet"], default="csv")
    command.add_argument("-o", "--output", type=Path, metavar="FILE")
    return parser


def _write(rows: pd.DataFrame, file_format: str, output: Path | None) -> None:
    if file_format == "csv":
        data = _iso(rows).to_csv(index=False, lineterminator="\n").encode()
    elif file_format == "json":
        data = (_iso(rows).to_json(orient="records", force_ascii=False, indent=1) + "\n").encode()
    else:
        buffer = BytesIO()
        rows.to_parquet(buffer, index=False)
        data = buffer.getvalue()
    if output:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)


def _iso(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with days as ISO text and with a time only where some row of the column has one."""
    text = {}
    for name in rows.select_dtypes("datetime").columns:
        has_times = (rows[name].dropna().dt.normalize() != rows[name].dropna()).any()
        text[name] = rows[name].dt.strftime("%Y-%m-%dT%H:%M:%S" if has_times else "%Y-%m-%d")
    return rows.assign(**text)


if __name__ == "__main__":
    sys.exit(main())
