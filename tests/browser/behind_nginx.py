"""Several processes of the dashboard behind the nginx of `deploy/`, on loopback, and visitors by WebSocket."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from live import ROOT, START_SECONDS, free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

HOST = "127.0.0.1"
NGINX = ROOT / "deploy" / "nginx"
PORTS = ("8501", "8502", "8503")
COOKIE = "dashboard_process"
# Found where Debian puts it, and where the Makefile unpacks it for the tests.
UNPACKED = ROOT / ".venv" / "nginx" / "usr" / "sbin" / "nginx"
# Around what an operator puts into /etc/nginx, the least that a configuration needs.
AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


def nginx_program() -> str | None:
    """Return where nginx is, or None."""
    known = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", str(UNPACKED.parent)))
    return shutil.which("nginx", path=known)


def replaced(text: str, changes: dict[str, str]) -> str:
    """Return `text` with each of `changes` made, every one of which it must have a place for."""
    assert [old for old in changes if old not in text] == []
    # At one go: a new port may hold the digits of an old one.
    return re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], text)


def configure(folder: Path, listen: str, ports: dict[str, str], listening: dict[str, str]) -> Path:
    """Put the configuration of `deploy/` into `folder`, with other `ports` and paths, and return its main file."""
    (folder / "conf.d").mkdir(parents=True)
    paths = {
        "/etc/nginx/dashboard-listen.conf": f"{folder}/listen.conf",
        "/var/log/nginx/dashboard.log": f"{folder}/access.log",
        "/var/cache/nginx/dashboard": f"{folder}/cache",
    }
    conf = replaced((NGINX / "dashboard.conf").read_text(), paths | ports)
    (folder / "conf.d" / "dashboard.conf").write_text(conf)
    (folder / "listen.conf").write_text(replaced((NGINX / listen).read_text(), listening))
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder, user="user root;" if os.getuid() == 0 else ""))
    return main


def status_of(port: int, path: str, **headers: str) -> int:
    """Return the status that `port` answers with, or 0 where nobody does."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def wait_until(is_so: Callable[[], object], seconds: float = START_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


@dataclass
class Cluster:
    """Processes by the letter that the cookie names them with, and the port of the nginx before them."""

    folder: Path
    port: int
    ports: dict[str, int]
    flags: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def named(self) -> dict[str, str]:
        """Return by each port of the configuration the one that stands for it here."""
        return dict(zip(PORTS, map(str, self.ports.values()), strict=True))

    def start(self, *names: str) -> None:
        """Start processes as their units do, and wait until each answers."""
        for name in names:
            command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={self.ports[name]}"]
            with self.log(name).open("ab") as log:
                self.running[name] = subprocess.Popen(
                    [*command, f"--server.address={HOST}", *self.flags],
                    cwd=ROOT,
                    env=os.environ | self.settings,
                    stdout=log,
                    stderr=log,
                )
        for name in names:
            wait_until(lambda name=name: status_of(self.ports[name], "/_stcore/health") == 200)  # type: ignore[misc]

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def kill(self, name: str) -> None:
        """End a process as a fault would, without a word."""
        self.running[name].kill()
        self.running[name].wait()

    def stop(self, name: str) -> int:
        """End a process as systemd does, and return its status."""
        self.running[name].terminate()
        return self.running[name].wait(30)


@contextmanager
def behind_nginx(folder: Path, *flags: str, processes: int = 3, **settings: str) -> Iterator[Cluster]:
    """Run `processes` of the dashboard and nginx before them, and end them all."""
    ports = {name: free_port() for name in "abc"}
    port = free_port()
    shared = {
        "ACTIVITY_STATE": str(folder / "state"),
        "STREAMLIT_SERVER_COOKIE_SECRET": "the same for all",
        "ACTIVITY_POLL_SECONDS": "0.2",
    }
    cluster = Cluster(folder, port, ports, flags, shared | settings)
    main = configure(folder / "nginx", "listen-http.conf", cluster.named, {"listen 80;": f"listen {HOST}:{port};"})
    program = nginx_program()
    assert program
    with (folder / "nginx.log").open("wb") as log:
        nginx = subprocess.Popen([program, "-e", "stderr", "-c", str(main)], stdout=log, stderr=log)
    try:
        cluster.start(*list(ports)[:processes])
        wait_until(lambda: status_of(port, "/_stcore/health") == 200)
        yield cluster
    finally:
        for process in (nginx, *cluster.running.values()):
            process.terminate()
        for process in (nginx, *cluster.running.values()):
            process.wait(30)


FINGERPRINT = re.compile(rb"snapshot ([0-9a-f]{8})\b")


class Visitor:
    """One session by WebSocket, as a browser has it: a cookie, a link with its filters, and runs of the page."""

    def __init__(self, port: int, link: str) -> None:
        self.port, self.link = port, link
        self.cookie = ""
        self.said = b""
        self._filters: dict[str, list[Any]] = {}
        self._open = ExitStack()
        self._socket: ClientConnection | None = None

    def come(self) -> None:
        """Fetch the page and open the WebSocket. Raises OSError or WebSocketException where that fails."""
        path, _, _query = self.link.partition("?")
        connection = HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", f"/{path}", headers={"Accept": "text/html"} | self._headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise OSError(f"the page is answered with {answer.status}")
        self._take(answer.getheader("Set-Cookie"))
        connection.close()
        self.connect()

    def connect(self) -> None:
        """Open the WebSocket alone, as a browser does by itself after it was cut."""
        self.leave()
        opened = connect(
            f"ws://{HOST}:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers=self._headers,
            max_size=None,
            open_timeout=30,
        )
        self._socket = self._open.enter_context(opened)
        assert self._socket.response
        self._take(self._socket.response.headers.get("Set-Cookie"))

    def run(self) -> None:
        """Have the page run with the filters of the link; `said` is all that it sent. Raises like `come`."""
        assert self._socket
        path, _, query = self.link.partition("?")
        asked = BackMsg()
        asked.rerun_script.page_name = path
        asked.rerun_script.query_string = query
        for name, values in self._filters.items():
            state = asked.rerun_script.widget_states.widgets.add(id=name)
            is_text = all(isinstance(value, str) for value in values)
            (state.string_array_value if is_text else state.double_array_value).data.extend(values)
        self._socket.send(asked.SerializeToString())
        said = []
        while True:
            data = self._socket.recv(timeout=120)
            assert isinstance(data, bytes)
            said.append(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            self._keep_filters(message)
            if message.WhichOneof("type") == "script_finished":
                break
        self.said = b"".join(said)

    def _keep_filters(self, message: ForwardMsg) -> None:
        """Note what the filters stand at, which a browser says with every act."""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "multiselect":
            asked = element.multiselect
            usual = [asked.options[index] for index in asked.default]
            self._filters[asked.id] = list(asked.raw_values) if asked.set_value else self._filters.get(asked.id, usual)
        elif kind == "slider":
            moved = element.slider
            usual = list(moved.default)
            self._filters[moved.id] = list(moved.value) if moved.set_value else self._filters.get(moved.id, usual)

    @property
    def fingerprint(self) -> str:
        """The snapshot that the page was made of, by its footer."""
        found = set(FINGERPRINT.findall(self.said))
        assert len(found) == 1, found
        return found.pop().decode()

    def leave(self) -> None:
        self._open.close()

    @property
    def _headers(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}

    def _take(self, header: str | None) -> None:
        if found := re.match(rf"{COOKIE}=(\w+);", header or ""):
            self.cookie = found[1]
