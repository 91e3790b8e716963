"""`python -m bench.group_by NAME --data DIR --threads N --memory MB`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.group_by import WAYS, grouped


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.group_by")
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--memory", type=int, required=True, help="megabytes")
    given = parser.parse_args(arguments)
    grouped(given.way, given.data, given.threads, given.memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
