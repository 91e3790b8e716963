"""`python -m bench …`: print tables to standard output, progress to standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from os import cpu_count
from pathlib import Path

from bench.deliveries import LEAST_ROWS, YEARS, Delivery, delivery, usual_folder
from bench.servers import APPS, WITH_AGENT_API, Bounds
from bench.tables import Cell, Table
from extracts.settings import memory_megabytes

Measure = Callable[[argparse.Namespace], list[Table]]
UNITS = {"k": 1_000, "m": 1_000_000}
COMPARED = ("dashboard", "streamlit", "dash")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 or 2 (wrong usage)."""
    options = _parser().parse_args(arguments)
    measure: Measure = options.measure
    tables = measure(options)
    print("\n\n".join(table.markdown() for table in tables))
    if options.json:
        options.json.write_text(json.dumps([table.record() for table in tables], indent=1) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure how long things take here.")
    kinds = parser.add_subparsers(dest="what", required=True)

    def add(name: str, measure: Measure, text: str, runs: int = 0) -> argparse.ArgumentParser:
        kind = kinds.add_parser(name, help=text, description=text)
        kind.set_defaults(measure=measure)
        kind.add_argument("--json", type=Path, metavar="FILE", help="write the tables there too")
        if runs:
            kind.add_argument("--runs", type=_positive, default=runs, help=f"measurements of each (default {runs})")
        return kind

    add("exports", _exports, "the files of the whole yearly report", runs=5)
    intake = add("intake", _intake, "a check of a million dirty CSV rows")
    intake.add_argument("--rows", type=_rows, default=UNITS["m"], help="rows of the delivery")
    _on_deliveries(add("deliver", _deliver, "make the deliveries of the other commands, and say where they are"))
    _on_deliveries(add("questions", _questions, "each question of its cube against the rows", runs=10))
    pages = add("pages", _pages, "loads and filter changes in Chromium, beside plain versions of the page", runs=3)
    _on_apps(_on_deliveries(pages), tuple(APPS), COMPARED)
    server = add("server", _server, "filter change to complete page without a browser", runs=30)
    _on_apps(_on_deliveries(server), WITH_AGENT_API, ("dashboard", "streamlit", "streamlit-whole"))
    load = add("load", _load, "many sessions at once, each acting every so often")
    _on_apps(_on_deliveries(load), WITH_AGENT_API, ("dashboard",))
    load.add_argument("--sessions", type=_positive, nargs="+", default=[1, 10, 30, 50, 100])
    load.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="between two acts of a session")
    load.add_argument("--minutes", type=float, default=0.5, help="how long each number of sessions acts")
    load.add_argument("--processes", type=_positive, default=1, help="servers that the sessions are spread over")
    load.add_argument("--address", metavar="URL", help="of a dashboard that runs already, with its agent API on")
    start = add("start", _start, "imports, and the start of the server up to its first page", runs=5)
    _on_apps(_on_deliveries(start), WITH_AGENT_API, ("dashboard", "streamlit"))
    publish = add("publish", _publish, "publication, beside DuckDB's own group-by over the same columns", runs=1)
    _on_deliveries(publish).add_argument("--threads", type=_positive, default=cpu_count(), help="of the group-by")
    memory = "that DuckDB may hold in both (default: that of a publication)"
    publish.add_argument("--memory", type=_positive, default=memory_megabytes(), metavar="MB", help=memory)
    _on_deliveries(add("spark", _spark, "a publication and all questions, by DuckDB and by a Spark cluster", runs=1))
    return parser


def _on_deliveries(kind: argparse.ArgumentParser) -> argparse.ArgumentParser:
    kind.add_argument("--rows", type=_rows, nargs="+", default=[10_000], help="sizes, such as 10k 1m 10m 100m")
    kind.add_argument("--folder", type=Path, default=usual_folder(), metavar="DIR", help="where deliveries are kept")
    kind.add_argument("--parts", type=_positive, default=len(YEARS), help="Parquet files of each table")
    return kind


def _on_apps(kind: argparse.ArgumentParser, choices: tuple[str, ...], usual: tuple[str, ...]) -> None:
    bounds = Bounds()
    kind.add_argument("--apps", nargs="+", choices=choices, default=usual, help="what is compared")
    kind.add_argument("--memory", type=float, default=bounds.megabytes, metavar="MB", help="that a program may take")
    kind.add_argument("--patience", type=float, default=bounds.seconds, metavar="SECONDS", help="for an answer")


def _rows(text: str) -> int:
    number, unit = (text[:-1], UNITS[text[-1].lower()]) if text[-1:].lower() in UNITS else (text, 1)
    try:
        rows = int(number) * unit
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no number of rows") from None
    if rows < LEAST_ROWS:
        raise argparse.ArgumentTypeError(f"at least {LEAST_ROWS}")
    return rows


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def _deliveries(options: argparse.Namespace) -> list[Delivery]:
    return [delivery(rows, options.folder, options.parts) for rows in options.rows]


def _bounds(options: argparse.Namespace) -> Bounds:
    return Bounds(options.memory, options.patience, max(options.patience, Bounds().reading_seconds))


# Each imports what it measures with, which another may do without: a browser, or libraries that one machine lacks.


def _exports(options: argparse.Namespace) -> list[Table]:
    from bench import exports
    from extracts import data_folder
    from extracts.build import load

    snapshot = load(data_folder())
    return [exports.table(snapshot, exports.measure(snapshot, options.runs))]


def _intake(options: argparse.Namespace) -> list[Table]:
    from bench import intake

    return [intake.measure(options.rows)]


def _deliver(options: argparse.Namespace) -> list[Table]:
    rows: list[list[Cell]] = [[one.rows, str(one.data)] for one in _deliveries(options)]
    return [Table("Deliveries", (("rows", ","), ("folder", "")), rows, ("duckdb",))]


def _questions(options: argparse.Namespace) -> list[Table]:
    from bench import questions

    return [questions.measure(_deliveries(options), options.runs)]


def _pages(options: argparse.Namespace) -> list[Table]:
    from bench import pages

    apps = [APPS[name] for name in options.apps]
    return [pages.measure(apps, _deliveries(options), options.runs, _bounds(options))]


def _server(options: argparse.Namespace) -> list[Table]:
    from bench import answers

    apps = [APPS[name] for name in options.apps]
    return [answers.measure(apps, _deliveries(options), options.runs, _bounds(options))]


def _load(options: argparse.Namespace) -> list[Table]:
    from bench import load

    loads = [load.Load(count, options.every, 60 * options.minutes, options.processes) for count in options.sessions]
    if options.address:
        return [load.measure_at(options.address, loads, _bounds(options))]
    apps = [APPS[name] for name in options.apps]
    return [load.measure(apps, _deliveries(options), loads, _bounds(options))]


def _start(options: argparse.Namespace) -> list[Table]:
    from bench import start

    apps = [APPS[name] for name in options.apps]
    starts = start.measure_starts(apps, _deliveries(options), options.runs, _bounds(options))
    return [start.measure_imports(options.runs), starts]


def _publish(options: argparse.Namespace) -> list[Table]:
    from bench import publishing

    return [publishing.measure(_deliveries(options), options.runs, options.threads, options.memory)]


def _spark(options: argparse.Namespace) -> list[Table]:
    from bench import engines

    return engines.measure(_deliveries(options), options.runs)


if __name__ == "__main__":
    sys.exit(main())
