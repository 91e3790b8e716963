"""How quickly a program is there: its imports, and the start of its server up to the first complete page."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.agent import Visitor
from bench.answers import bounds_text
from bench.deliveries import Delivery
from bench.processes import ROOT, environment
from bench.servers import App, Bounds, UnfitError, publish, started, wait_until_up
from bench.tables import Cell, Table

BARE = "import streamlit, plotly.graph_objects, duckdb"
FIRST_PAGE = ("dashboard.py", "pages/frame.py", "pages/overview.py")
TIMED = "from time import perf_counter as now\nstart = now()\n{imports}\nprint(now() - start)"
START_COLUMNS = (
    *(("program", ""), ("rows", ","), ("up s", ".2f"), ("first page s", ".2f"), ("second visitor s", ".2f")),
    ("memory MB", ".0f"),
)
IMPORT_COLUMNS = (("what", ""), ("ms", ".0f"), ("times bare", ".2f"))


def measure_imports(runs: int) -> Table:
    """Import the app with its first page, and bare what any such app needs, by turns, each `runs` times anew."""
    print("imports …", file=sys.stderr)
    sources = {"bare Streamlit, Plotly and DuckDB": BARE, "this dashboard and its first page": imports_of(*FIRST_PAGE)}
    seen: dict[str, list[float]] = {what: [] for what in sources}
    with TemporaryDirectory() as bytecode:
        # The first run compiles all modules, which is done once on a server.
        for _run in range(runs + 1):
            for what, imports in sources.items():
                seen[what].append(_import_seconds(imports, Path(bytecode)))
    medians = {what: 1000 * median(seconds[1:]) for what, seconds in seen.items()}
    bare = next(iter(medians.values()))
    rows: list[list[Cell]] = [[what, ms, ms / bare] for what, ms in medians.items()]
    return Table("Imports", IMPORT_COLUMNS, rows, notes=(f"median of {runs} fresh processes by turns",))


def imports_of(*files: str) -> str:
    """Return the import statements of `files` of this project, as a program of its own."""
    found = []
    for name in files:
        module = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        found += [line for line in module.body if isinstance(line, ast.Import | ast.ImportFrom)]
    return "\n".join(ast.unparse(line) for line in found if "__future__" not in ast.unparse(line))


def measure_starts(apps: Sequence[App], deliveries: Sequence[Delivery], runs: int, bounds: Bounds) -> Table:
    """Start each of `apps` on each of `deliveries` `runs` times, and visit its first page twice."""
    rows: list[list[Cell]] = []
    for delivery in deliveries:
        for app in apps:
            print(f"{app.name}, {delivery.rows:,} rows …", file=sys.stderr)
            try:
                if app.publishes:
                    publish(delivery)
                seen = [_start(app, delivery, bounds) for _run in range(runs + 1)][1:]
            except UnfitError as error:
                rows.append([app.name, delivery.rows, None, str(error), None, None])
                continue
            rows.append([app.name, delivery.rows, *(_median(values) for values in zip(*seen, strict=True))])
    note = f"median of {runs} starts, seconds since the process started; {bounds_text(bounds)}"
    return Table("Start of the server", START_COLUMNS, rows, notes=(note,))


def _start(app: App, delivery: Delivery, bounds: Bounds) -> tuple[float, float, float, float | None]:
    """Return seconds to an answer, to the first page, of a second visitor's first page, and the memory then in MB."""
    with TemporaryDirectory() as scratch:
        begin = perf_counter()
        with started(app, delivery, Path(scratch), bounds) as server:
            wait_until_up(server, bounds.reading_seconds)
            up = perf_counter() - begin
            try:
                Visitor(server.port, bounds.reading_seconds).open()
                first = perf_counter() - begin
                second = Visitor(server.port, bounds.seconds).open()
            except OSError as error:
                raise server.reason(error) from error
            return up, first, second, server.memory()


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _import_seconds(imports: str, bytecode: Path) -> float:
    command = [sys.executable, "-c", TIMED.format(imports=imports)]
    ended = subprocess.run(command, cwd=ROOT, env=environment(bytecode), capture_output=True, text=True, check=True)
    return float(ended.stdout.split()[-1])
