"""`python -m words extract`: collect the messages of the project into the template that translators start from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from words import LOCALE, _


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status: 0, 1 (nothing written) or 2 (wrong usage)."""
    parser = argparse.ArgumentParser(prog="python -m words", description=_("Look after the words of the dashboard."))
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help=_("collect the messages for translation"))
    extract.add_argument("-o", "--output", type=Path, metavar="FILE", default=LOCALE / "dashboard.pot")
    output = parser.parse_args(arguments).output
    try:
        # Imported here: Babel comes with the requirements for development only.
        from words.extract import template

        output.write_bytes(template())
    except ImportError:
        print(_("Babel is needed for this: install requirements-dev.txt."), file=sys.stderr)
        return 1
    except OSError as error:
        print(_("Cannot write {name}: {reason}").format(name=output, reason=error.strerror), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
