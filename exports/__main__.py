"""`python -m exports --format xlsx|pptx|docx|zip -o FILE`: the yearly report's files from a terminal or a cron line.

`png` and `svg` draw one chart (`--chart NAME`) where Kaleido and a Chrome are found. Messages go to standard error; the
exit status is 0, 1 (nothing written) or 2 (wrong usage).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from charts.catalogue import build
from charts.questions import chart_question
from charts.specs import CHARTS
from charts.surroundings import context_of
from exports.archive import archive_bytes
from exports.bounds import shortened
from exports.exhibit import Exhibit, exhibit
from exports.outline import CHAPTERS
from exports.pictures import picture_bytes
from exports.report import report_bytes
from exports.slides import deck_bytes
from exports.workbook import workbook_bytes
from extracts import Snapshot, data_folder
from extracts.arguments import add_data_argument
from extracts.build import load
from queries import Filters, ask
from queries.__main__ import add_filter_arguments, filters_from
from queries.describe import shared_filters_text
from queries.provenance import provenance
from queries.report import report_queries
from words import LANGUAGES, _, use_language

PICTURES = ("png", "svg")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.format in PICTURES) != bool(options.chart):
        parser.error(_("--chart goes with the formats png and svg, and they with it"))
    use_language(options.language)
    try:
        snapshot = load(options.data or data_folder())
        filters = filters_from(options).within(snapshot)
        data = (
            _picture(snapshot, filters, options.chart, options.format)
            if options.chart
            else _WRITERS[options.format](snapshot, filters)
        )
        if data is None:
            print(_("A picture needs Kaleido and a Chrome; the page gives it without."), file=sys.stderr)
            return 1
        options.output.write_bytes(data)
    except OSError as error:
        message = _("Cannot read or write {name}: {reason}")
        print(message.format(name=error.filename, reason=error.strerror), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=_("Write the files of the yearly report."))
    parser.add_argument("--format", choices=[*_WRITERS, *PICTURES], required=True)
    parser.add_argument("--chart", choices=list(CHARTS), metavar="NAME", help=_("chart of a picture"))
    add_filter_arguments(parser)
    add_data_argument(parser)
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help=_("Language"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    return parser


def _deck(snapshot: Snapshot, filters: Filters) -> bytes:
    return deck_bytes(snapshot, filters, CHAPTERS, _("Assistance on WIPO Standards"))


def _document(snapshot: Snapshot, filters: Filters) -> bytes:
    return report_bytes(snapshot, filters.period[1], filters)


def _workbook(snapshot: Snapshot, filters: Filters) -> bytes:
    return workbook_bytes(_title(filters), _tables(snapshot, filters))


def _archive(snapshot: Snapshot, filters: Filters) -> bytes:
    return archive_bytes(_tables(snapshot, filters), _title(filters))


_WRITERS: dict[str, Callable[[Snapshot, Filters], bytes]] = {
    "xlsx": _workbook,
    "pptx": _deck,
    "docx": _document,
    "zip": _archive,
}


def _tables(snapshot: Snapshot, filters: Filters) -> list[Exhibit]:
    tables = [exhibit(snapshot, name, filters) for name in report_queries()]
    for table in tables:
        if text := shortened(table.name, len(table.answer.rows), table.count):
            print(_("{name}: {text}").format(name=table.title, text=text), file=sys.stderr)
    return tables


def _title(filters: Filters) -> str:
    return _("Report tables: {filters}").format(filters=shared_filters_text(filters))


def _picture(snapshot: Snapshot, filters: Filters, chart: str, picture_format: str) -> bytes | None:
    question = chart_question(chart, filters, partial(ask, snapshot))
    context = context_of(snapshot, question, filters, provenance(snapshot, question, filters))
    figure = build(chart, ask(snapshot, question.name, filters).rows, context).figure
    return None if figure is None else picture_bytes(figure, "svg" if picture_format == "svg" else "png")


if __name__ == "__main__":
    sys.exit(main())
