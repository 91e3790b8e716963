"""The command line option that all rooms share."""

from __future__ import annotations

import argparse

from extracts.place import Place, StoreError, place
from words import _


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--data DIR`; without it the extracts come from `ACTIVITY_DATA` or from the folder that ships here."""
    parser.add_argument("--data", type=_place, metavar="DIR", help=_("folder of the extracts, or s3://bucket/prefix"))


def _place(text: str) -> Place:
    try:
        return place(text)
    except StoreError as error:
        raise argparse.ArgumentTypeError(f"{error.filename}: {error.strerror}") from error
