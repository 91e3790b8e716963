"""The command line option that all rooms share."""

from __future__ import annotations

import argparse
from pathlib import Path

from words import _


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--data DIR`; without it the extracts come from `ACTIVITY_DATA` or from the folder that ships here."""
    parser.add_argument("--data", type=Path, metavar="DIR", help=_("folder of the extracts"))
