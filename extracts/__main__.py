"""The command line of the intake.

`python -m extracts check [--data DIR] [--against DIR]` reads a delivery under the contract and says, line by line, what
was set aside and why, whether it would be published, and what it would change; the exit status is 0 without a fault, 1
with one, 2 for wrong usage and 3 where there is no room on the disk to read it.

`python -m extracts publish [--data DIR] [--state DIR]` publishes it where it is new and good; the exit status is 0
where it stands published now, 1 where it was refused, 2 for wrong usage, 3 where the state cannot be written,
4 where the delivery goes on changing and 5 where the object store that holds it fails.

`python -m extracts return [--data DIR] [--state DIR]` goes back to what stood published before, and a second time forth
again; the exit status is 0 where that stands published now, 1 where there is nothing before, 2 for wrong usage and 3
where the state cannot be written.

DIR is a folder, or for `--data` the address of an object store: s3://bucket/prefix.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import sys
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from extracts import data_folder
from extracts.account import account, headline_lines, printable
from extracts.arguments import add_data_argument
from extracts.back import NothingBeforeError, return_to_previous
from extracts.build import build, load
from extracts.limits import FOLDER, Limits
from extracts.place import AwayError, Place, folder_of
from extracts.publication import StateError, UnsettledError, publish
from extracts.snapshot import Snapshot, open_snapshot
from extracts.source import answer_looks, at_hand
from extracts.standing import open_current
from extracts.state import read_state, state_folder
from extracts.verdict import has_faults, objections, reason_text
from extracts.worker import AWAY, DONE, REFUSED, TROUBLE, UNSETTLED
from words import _


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        data = (given.data or data_folder()).absolute()
    except AwayError as error:
        _say(error.told())
        return AWAY
    # A name or value that the terminal has no letters for is shown escaped.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if given.command == "build":
        return _build(data, given.into, given.overlay, Limits(*given.limits) if given.limits else FOLDER)
    if given.command == "publish":
        return _publish(data, given.state, given.settle)
    if given.command == "return":
        return _return(data, given.state)
    if given.command == "look":
        return answer_looks(data, sys.stdin, sys.stdout)
    return _check(data, given.against and given.against.absolute())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extracts", description=_("Check and publish the extracts."))
    commands = parser.add_subparsers(dest="command", required=True, metavar="{check,publish,return}")
    checker = commands.add_parser("check", help=_("read the extracts under the contract and say what is wrong"))
    add_data_argument(checker)
    against = _("folder to compare the headline figures with; without it, what stands published of --data")
    checker.add_argument("--against", type=Path, metavar="DIR", help=against)
    publisher = commands.add_parser("publish", help=_("publish the extracts where they are new and good"))
    add_data_argument(publisher)
    publisher.add_argument("--state", type=Path, metavar="DIR", help=_("folder of what stands published"))
    publisher.add_argument(
        "--settle", type=float, metavar="SECONDS", help=_("how long a delivery must rest before it is read")
    )
    returner = commands.add_parser("return", help=_("go back to what stood published before"))
    add_data_argument(returner)
    returner.add_argument("--state", type=Path, metavar="DIR", help=_("folder of what stands published"))
    # For the app's own workers, hence without a line of help.
    add_data_argument(commands.add_parser("look"))
    builder = commands.add_parser("build")
    add_data_argument(builder)
    builder.add_argument("--into", type=Path, required=True)
    builder.add_argument("--overlay", type=Path)
    builder.add_argument("--limits", type=int, nargs=len(dataclasses.fields(Limits)))
    return parser


def _check(data: Place, against: Path | None) -> int:
    try:
        # Not in memory: a delivery may be larger.
        with TemporaryDirectory() as name:
            return _check_apart(data, against, Path(name))
    except AwayError as error:
        _say(error.told())
        return AWAY
    except OSError as error:
        _say(_cannot_read(error))
        return REFUSED
    except duckdb.Error as error:
        _say(_("The database cannot be written: {reason}").format(reason=error))
        return TROUBLE


def _check_apart(data: Place, against: Path | None, scratch: Path) -> int:
    """Check the delivery in `data`, of which a database is made in the folder `scratch`."""
    into = scratch / "check.duckdb"
    delivery = at_hand(data, scratch)
    build(delivery.folder, into, not_read=delivery.not_read)
    snapshot = open_snapshot(into, delivery.folder)
    published = _published(against or data) or (load(against) if against else None)
    for lines in account(snapshot):
        sys.stdout.write(lines)
    for table in snapshot.missing:
        _say(_("{table}: no file found, the table is empty").format(table=table))
    reasons = objections(snapshot, published)
    if reasons:
        print(_("This delivery would not be published:"))
        for reason in reasons:
            print(f"- {printable(reason_text(reason))}")
    else:
        print(_("This delivery would be published."))
    if published:
        # Only here: a question to the figures costs an import that the other commands do without.
        from queries.trial import changed_only, headline_changes

        changes = changed_only(headline_changes(published, snapshot)).rows
        print("\n".join(headline_lines([*map(itemgetter("period", "measure", "before", "after"), changes)])))
    return REFUSED if reasons or has_faults(snapshot) else DONE


def _published(data: Place) -> Snapshot | None:
    """Return what stands published of what lies in `data`, if anything does."""
    kept = state_folder(data)
    return open_current(folder_of(data, kept), kept, read_state(kept))


def _publish(data: Place, state_root: Path | None, settle: float | None) -> int:
    try:
        state = publish(data, state_folder(data, state_root), settle=settle)
    except AwayError as error:
        _say(error.told())
        return AWAY
    except StateError as error:
        _say(_("The state cannot be written: {reason}").format(reason=error))
        return TROUBLE
    except UnsettledError:
        _say(_("The delivery goes on changing while it is read: try again when it is complete."))
        return UNSETTLED
    if state.refused:
        for reason in state.refused.reasons:
            _say(reason_text(reason))
        return REFUSED
    return DONE


def _return(data: Place, state_root: Path | None) -> int:
    kept = state_folder(data, state_root)
    try:
        state = return_to_previous(folder_of(data, kept), kept)
    except NothingBeforeError:
        _say(_("There is no earlier snapshot to return to."))
        return REFUSED
    except OSError as error:
        _say(_("The state cannot be written: {reason}").format(reason=error))
        return TROUBLE
    if state.current:
        print(_("Published now: snapshot {fingerprint}").format(fingerprint=state.current.fingerprint[:8]))
    return DONE


def _build(data: Place, into: Path, overlay: Path | None, limits: Limits) -> int:
    folder = folder_of(data, state_folder(data))
    try:
        build(folder, into, overlay=overlay, limits=limits)
    except OSError as error:
        _say(_cannot_read(error))
        return TROUBLE
    except duckdb.Error as error:
        _say(_("The database cannot be written: {reason}").format(reason=error))
        return TROUBLE
    return DONE


def _cannot_read(error: OSError) -> str:
    return _("Cannot read {name}: {reason}").format(name=error.filename, reason=error.strerror)


def _say(text: str) -> None:
    """Print one line to standard error, whatever stands in it."""
    print(printable(" ".join(text.split())), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
