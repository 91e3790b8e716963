"""`python -m bench exports [--runs N]`: print a table to standard output, progress to standard error."""

from __future__ import annotations

import argparse
import sys

from bench.exports import measure, table
from extracts import data_folder, load


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 or 2 (wrong usage)."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure how long things take here.")
    parser.add_argument("what", choices=["exports"], help="exports: the files of the whole yearly report")
    parser.add_argument("--runs", type=int, default=5, help="measurements of each; their median is printed")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs: at least 1")
    snapshot = load(data_folder())
    print(table(snapshot, measure(snapshot, options.runs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
