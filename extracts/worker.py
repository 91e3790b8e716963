"""Work on delivered files in a process of its own: whatever they do to it, the server goes on.

A worker is `python -m extracts …`, the very command that an operator may type.
"""

from __future__ import annotations

import dataclasses
import logging
import subprocess
import sys
from pathlib import Path

from extracts.limits import FOLDER, Limits
from extracts.settings import ROOT
from words import _

TRIAL_SECONDS = 120
# How a worker ends: all is well; the delivery was refused; what it makes cannot be written; the delivery does not come
# to rest; the store of the extracts or the engine fails. Anything else means that it died (2: a person's wrong usage).
DONE, REFUSED, TROUBLE, UNSETTLED, AWAY = 0, 1, 3, 4, 5
DIED = -1

log = logging.getLogger(__name__)


class WorkerError(Exception):
    """A worker could not do its work; the message is for the person who waits for it."""


def build_apart(
    folder: Path,
    into: Path,
    overlay: Path | None = None,
    limits: Limits = FOLDER,
    seconds: float = TRIAL_SECONDS,
) -> None:
    """Do what `extracts.build.build` does in a worker process: read `folder` into a new database file `into`.

    The files of a table that lies in the folder `overlay`, within `limits`, take the place of those in `folder`. Raises
    WorkerError where the worker finds no folder, dies, or has not ended after `seconds`; `into` may be unfinished then.
    """
    bounds = (str(bound) for bound in dataclasses.astuple(limits))
    over = ["--overlay", str(overlay.absolute())] if overlay else []
    arguments = ["build", "--data", str(folder.absolute()), "--into", str(into.absolute()), *over, "--limits", *bounds]
    ended = run_worker(*arguments, seconds=seconds)
    if ended.returncode != DONE:
        raise WorkerError(ended.stderr.strip().rpartition("\n")[2])


def run_worker(*arguments: str, seconds: float | None) -> subprocess.CompletedProcess[str]:
    """Run `python -m extracts` with `arguments` and return how it ended, with its plain lines on `stderr`.

    Raises WorkerError where it dies, cannot be started, or has not ended after `seconds` (None waits for ever).
    """
    command = [sys.executable, "-m", "extracts", *arguments]
    try:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkerError(
            _("Reading took longer than {seconds} seconds and was stopped: deliver less at once.").format(
                seconds=round(seconds or 0)
            )
        ) from None
    except OSError as error:
        log.exception("no worker could be started")
        raise WorkerError(
            _("No process could be started to read the files: {reason}").format(reason=error.strerror)
        ) from error
    if (
        ended.returncode not in (DONE, REFUSED, TROUBLE, UNSETTLED, AWAY)
        or "Traceback (most recent call last)" in ended.stderr
    ):
        log.error("a worker died with status %s:\n%s", ended.returncode, ended.stderr)
        raise WorkerError(
            _("The process that reads the files died (status {status}); the log of the server says more.").format(
                status=ended.returncode
            )
        )
    return ended
