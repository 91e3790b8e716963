"""Looks at an object store from a process of its own, so that the server knows neither its client nor credentials.

The process is `python -m extracts look`: for each line that it is given it looks once and answers one line of JSON. It
keeps its connection from look to look, and ends with the server, which closes its input.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time

from extracts.place import SILENT, Store, StoreError
from extracts.settings import ROOT
from words.codes import N_

# More than all attempts of the client take together where a store does not answer.
LOOK_SECONDS = 120.0

log = logging.getLogger(__name__)


class Lookout:
    """Asks how the store at one address looks. One thread at a time may ask.

    `cost` is how long the processor was busy with the last look, in seconds: longer, the more objects there are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process: subprocess.Popen[str] | None = None
        self.cost = 0.0

    def look(self) -> str:
        """Return what tells one state of the store from another. Raises StoreError where it cannot be told."""
        begun = time.monotonic()
        try:
            said = json.loads(self._ask())
        except (OSError, ValueError) as error:
            self.stop()
            log.warning("looking at %s went wrong: %s", self._store, type(error).__name__)
            if time.monotonic() - begun >= LOOK_SECONDS:
                raise StoreError(self._store, SILENT, code=f"{LOOK_SECONDS:.0f} s") from error
            reason = N_("the process that looks at the store ended; it is started again")
            raise StoreError(self._store, reason) from error
        if "reason" in said:
            raise StoreError(said["place"], said["reason"], **said["values"])
        self.cost = float(said["cost"])
        return str(said["seen"])

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _ask(self) -> str:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            command = [sys.executable, "-m", "extracts", "look", "--data", str(self._store)]
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        process = self._process
        assert process.stdin and process.stdout
        too_long = threading.Timer(LOOK_SECONDS, process.kill)
        too_long.daemon = True
        too_long.start()
        try:
            print(file=process.stdin, flush=True)
            return process.stdout.readline()
        finally:
            too_long.cancel()
