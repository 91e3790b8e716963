"""`python -m queries list` and `python -m queries run NAME`: the questions from a terminal or a pipeline.

Answers go to standard output (or to `-o FILE`), messages to standard error; the exit status is 0, 1 (no answer) or 2
(wrong usage).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa

from extracts import data_folder
from extracts.arguments import add_data_argument
from extracts.build import load
from queries import Filters, UnknownQueryError, codes_of, queries
from queries.paging import batches
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
        rows = batches(snapshot, options.name, filters_from(options))
        first = next(rows)  # before a file is made: there may be no such question
        with options.output.open("wb") if options.output else nullcontext(sys.stdout.buffer) as out:
            _WRITERS[options.format](chain([first], rows), out)
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
    command.add_argument("--format", choices=list(_WRITERS), default="csv")
    command.add_argument("-o", "--output", type=Path, metavar="FILE")
    return parser


# All rows are written, however many: one batch is in memory at a time.
def _write_csv(rows: Iterator[pa.RecordBatch], out: BinaryIO) -> None:
    for number, batch in enumerate(rows):
        out.write(_frame(batch).to_csv(index=False, header=number == 0, lineterminator="\n").encode())


def _write_json(rows: Iterator[pa.RecordBatch], out: BinaryIO) -> None:
    separator = b"["
    for batch in rows:
        if batch.num_rows:
            records = _frame(batch).to_json(orient="records", force_ascii=False, indent=1)
            out.write(separator + records[1:-2].encode())  # without its brackets and the line end before the last
            separator = b","
    out.write(b"[]\n" if separator == b"[" else b"\n]\n")


def _write_parquet(rows: Iterator[pa.RecordBatch], out: BinaryIO) -> None:
    from pyarrow import parquet

    first = next(rows)
    with parquet.ParquetWriter(out, first.schema) as writer:
        for batch in chain([first], rows):
            writer.write_batch(batch)


_WRITERS: dict[str, Callable[[Iterator[pa.RecordBatch], BinaryIO], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "parquet": _write_parquet,
}


def _frame(batch: pa.RecordBatch) -> pd.DataFrame:
    """Return `batch` with whole numbers as such, also beside missing ones, and with days and times as ISO text."""
    text = {}
    for field, column in zip(batch.schema, batch.columns, strict=True):
        if pa.types.is_temporal(field.type):
            form = "%Y-%m-%d" if pa.types.is_date(field.type) else "%Y-%m-%dT%H:%M:%S"
            text[field.name] = column.to_pandas(date_as_object=False).dt.strftime(form)
    return batch.to_pandas(types_mapper=_WHOLE.get).assign(**text)


_WHOLE = {
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


if __name__ == "__main__":
    sys.exit(main())
