"""Commands measured as a whole, and a running one watched: seconds, processor time, memory.

Watching reads /proc and so knows memory and processor time on Linux only; elsewhere they stay unknown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter

ROOT = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
KILOBYTE = 1 if sys.platform == "darwin" else 1024  # in which unit the system tells the peak of memory
EVERY = 0.5  # seconds between two looks at a running process


def environment(bytecode: Path) -> dict[str, str]:
    """Return this process's environment with compiled modules kept in the folder `bytecode`, as a server has them."""
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock and of the processors, its peak of memory in MB (10^6 bytes)."""

    seconds: float
    processor_seconds: float
    megabytes: float
    status: int


def cost(command: Sequence[str], output: Path | None = None, settings: Mapping[str, str] | None = None) -> Cost:
    """Run `command` in the folder of the app and return what it took; what it prints goes to `output`, or nowhere.

    `settings` are variables of the environment on top of this process's own.
    """
    with (output or Path(os.devnull)).open("wb") as sink:
        start = perf_counter()
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(settings or {}), stdout=sink) as process:
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - start
    peak = used.ru_maxrss * KILOBYTE / 1e6
    return Cost(seconds, used.ru_utime + used.ru_stime, peak, process.returncode)


@dataclass(frozen=True)
class Sample:
    """One look at a process: seconds since the watch began, its memory in MB, its processor seconds so far."""

    at: float
    megabytes: float
    processor_seconds: float


@dataclass
class Watch:
    """What a watched process was seen to take; `killed` says that it was ended for taking more memory than granted."""

    samples: list[Sample] = field(default_factory=list)
    killed: bool = False

    @property
    def peak(self) -> float | None:
        """The most memory seen, in MB; None where the system does not tell."""
        return max((sample.megabytes for sample in self.samples), default=None)


@contextmanager
def watched(process: subprocess.Popen[bytes], most_megabytes: float | None = None) -> Iterator[Watch]:
    """Look at `process` now and again, and kill it when it takes more than `most_megabytes`."""
    watch, start, done = Watch(), monotonic(), threading.Event()

    def look() -> None:
        while True:
            if seen := sample(process.pid, monotonic() - start):
                watch.samples.append(seen)
                if most_megabytes and seen.megabytes > most_megabytes:
                    watch.killed = True
                    process.kill()
                    return
            if done.wait(EVERY):
                return

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()


def sample(pid: int, at: float = 0.0) -> Sample | None:
    """Return what the process `pid` takes now, or None where it has ended or the system does not tell."""
    try:
        pages = int((PROC / str(pid) / "statm").read_text().split()[1])
        # The name of the program, in brackets, may hold spaces.
        times = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    ticks = int(times[11]) + int(times[12])
    return Sample(at, pages * os.sysconf("SC_PAGE_SIZE") / 1e6, ticks / os.sysconf("SC_CLK_TCK"))
