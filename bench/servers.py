"""The programs that are compared, each started in a process of its own as its users would start it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from bench.deliveries import Delivery
from bench.processes import ROOT, Watch, cost, environment, sample, watched

HOST = "127.0.0.1"
POLL_SECONDS = 0.02
# A server is at rest when it takes less than this share of a processor for so long.
REST_SECONDS, REST_SHARE = 0.5, 0.1
DYING_SECONDS = 1.0
AGENT_API = ("--server.enableAgentApi=true", "--server.agentMaxSessions=1000", "--server.agentWaitTimeout=600")
PLAIN = Path(__file__).resolve().parent / "plain"


@dataclass(frozen=True)
class Bounds:
    """How much a program may take: memory in MB, seconds to an answer, and seconds to read what it reads once."""

    megabytes: float = 8000.0
    seconds: float = 120.0
    reading_seconds: float = 600.0


class UnfitError(Exception):
    """A program could not do what was asked of it within the bounds; the message is for the table."""


@dataclass(frozen=True)
class App:
    """A program to compare: its name in tables, its command for a port, and where it answers.

    `health` and `page` are paths of its address, `page` that of the trainings by region. `settings` are variables of
    the environment, given the delivery. `publishes` tells the dashboard from the plain programs.
    """

    name: str
    command: Callable[[int], list[str]]
    health: str
    page: str
    settings: Callable[[Delivery], Mapping[str, str]]
    needs: str = "streamlit"
    publishes: bool = False


def _streamlit(script: Path) -> Callable[[int], list[str]]:
    def command(port: int) -> list[str]:
        address = [f"--server.port={port}", f"--server.address={HOST}", "--server.headless=true"]
        quiet = ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
        return [sys.executable, "-m", "streamlit", "run", str(script), *address, *quiet, *AGENT_API]

    return command


HEALTH = "/_stcore/health"
TUNED = {"BENCH_TUNED": "1"}
WHOLE = {"BENCH_WHOLE": "1"}


def _plain_settings(more: Mapping[str, str]) -> Callable[[Delivery], Mapping[str, str]]:
    return lambda delivery: {"BENCH_DATA": str(delivery.data), "PYTHONPATH": str(ROOT), **more}


def _plain_streamlit(name: str, more: Mapping[str, str], script: str = "streamlit_app.py") -> App:
    return App(name, _streamlit(PLAIN / script), HEALTH, "/", _plain_settings(more))


def _plain_dash(name: str, more: Mapping[str, str]) -> App:
    def command(port: int) -> list[str]:
        return [sys.executable, str(PLAIN / "dash_app.py"), str(port)]

    return App(name, command, "/_dash-layout", "/", _plain_settings(more), needs="dash")


APPS = {
    "dashboard": App(
        "this dashboard",
        _streamlit(ROOT / "dashboard.py"),
        HEALTH,
        "/trainings-by-region",
        lambda delivery: {"ACTIVITY_DATA": str(delivery.data), "ACTIVITY_STATE": str(delivery.state)},
        publishes=True,
    ),
    "streamlit": _plain_streamlit("Streamlit + pandas", {}),
    "dash": _plain_dash("Dash + pandas", {}),
    "streamlit-tuned": _plain_streamlit("Streamlit + pandas, tuned", TUNED),
    "streamlit-whole": _plain_streamlit("Streamlit + pandas, whole page", WHOLE),
    "streamlit-whole-tuned": _plain_streamlit("Streamlit + pandas, whole page, tuned", TUNED | WHOLE),
    "streamlit-bare": _plain_streamlit("Streamlit, filters only", {}, "bare_app.py"),
    "dash-tuned": _plain_dash("Dash + pandas, tuned", TUNED),
}
# Those that a visitor without a browser can ask.
WITH_AGENT_API = tuple(name for name, app in APPS.items() if app.needs == "streamlit")


@dataclass
class Server:
    """A started program: its address, its process and what it was seen to take."""

    app: App
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    watch: Watch

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def memory(self) -> float | None:
        """Return the memory that it takes now, in MB; None where the system does not tell."""
        seen = sample(self.process.pid)
        return seen.megabytes if seen else None

    def reason(self, error: BaseException) -> UnfitError:
        """Return why a request ended in `error`: the bound on memory, the death of the server, or the error itself."""
        if isinstance(error, TimeoutError):
            return UnfitError("out of time")
        # The connection of one that dies may end a moment before it.
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(DYING_SECONDS)
        if self.watch.killed:
            return UnfitError("out of memory")
        status = self.process.poll()
        return UnfitError(f"{'' if status is None else f'died ({status}): '}{type(error).__name__}: {error}"[:100])


def publish(delivery: Delivery) -> None:
    """Have the dashboard's own command publish `delivery`, which takes a moment only where it already stands."""
    arguments = ["--data", str(delivery.data), "--state", str(delivery.state), "--settle", "0"]
    ended = cost([sys.executable, "-m", "extracts", "publish", *arguments])
    if ended.status:
        raise RuntimeError(f"publishing ended with {ended.status}")


@contextmanager
def serving(app: App, delivery: Delivery, bounds: Bounds) -> Iterator[Server]:
    """Run `app` on `delivery`, already published where it publishes, and yield it once it answers and is at rest.

    It may go on preparing itself when it answers already; what is measured then is `bench start`. It is ended after.
    The server is killed when it takes more memory than `bounds` grant. Raises UnfitError where it does not start.
    """
    if find_spec(app.needs) is None:
        raise UnfitError(f"{app.needs} is not installed: see requirements-bench.txt")
    if app.publishes:
        publish(delivery)
    with TemporaryDirectory() as scratch, started(app, delivery, Path(scratch), bounds) as server:
        wait_until_up(server, bounds.reading_seconds)
        wait_until_at_rest(server, bounds.reading_seconds)
        try:
            yield server
        except (OSError, HTTPException) as error:
            raise server.reason(error) from error


@contextmanager
def started(app: App, delivery: Delivery, scratch: Path, bounds: Bounds) -> Iterator[Server]:
    """Start `app` on `delivery`, with its log in the folder `scratch`, and yield it at once; it is ended after."""
    port, log = free_port(), scratch / "server.log"
    # The settings of the dashboard lie in its folder and are for itself: a plain program runs elsewhere.
    folder = ROOT if app.publishes else scratch
    settings = environment(delivery.data.parent / "bytecode") | dict(app.settings(delivery))
    with (
        log.open("wb") as sink,
        subprocess.Popen(app.command(port), cwd=folder, env=settings, stdout=sink, stderr=sink) as process,
        watched(process, bounds.megabytes) as watch,
    ):
        try:
            yield Server(app, port, process, log, watch)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_up(server: Server, seconds: float) -> None:
    """Return when `server` answers. Raises UnfitError where it ends before, or does not within `seconds`."""
    deadline = monotonic() + seconds
    while not _is_up(server):
        if server.process.poll() is not None:
            said = server.log.read_text(errors="replace").strip().rpartition("\n")[2]
            raise server.reason(RuntimeError(said))
        if monotonic() > deadline:
            raise server.reason(TimeoutError())
        sleep(POLL_SECONDS)


def wait_until_at_rest(server: Server, seconds: float) -> None:
    """Return when `server` does next to nothing, after `seconds` at the latest, or where the system does not tell."""
    deadline, before = monotonic() + seconds, sample(server.process.pid)
    while before and monotonic() < deadline:
        sleep(REST_SECONDS)
        now = sample(server.process.pid)
        if now is None or now.processor_seconds - before.processor_seconds < REST_SHARE * REST_SECONDS:
            return
        before = now


def _is_up(server: Server) -> bool:
    try:
        with urlopen(server.address + server.app.health, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
