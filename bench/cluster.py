"""A Spark cluster of this machine: a standalone master, two workers and a Connect server, each a process on loopback.

It is for measurements and for the tests of the distributed engine. All of Spark comes with the package of
`requirements-spark.txt`; Java 17 has to be on the machine.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from socket import create_connection

from bench.servers import free_port

HOST = "127.0.0.1"
START_SECONDS = 90
CLASSES = {
    "master": "org.apache.spark.deploy.master.Master",
    "worker": "org.apache.spark.deploy.worker.Worker",
    "connect": "org.apache.spark.sql.connect.service.SparkConnectServer",
}


@contextmanager
def cluster(folder: Path, workers: int = 2, megabytes: int = 1000) -> Iterator[str]:
    """Run a cluster and give the address of its Connect server; logs and scratch files go to `folder`.

    Each worker has a core and an executor of so many megabytes. Raises RuntimeError where one of them does not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = os.environ | {"SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(folder), "SPARK_DAEMON_MEMORY": "512m"}
    master, connect = free_port(), free_port()
    address = f"spark://{HOST}:{master}"
    with ExitStack() as processes:
        processes.enter_context(
            _process(folder, "master", settings, "--host", HOST, "--port", str(master), "--webui-port", "0")
        )
        _wait_for(master, folder / "master.log")
        for number in range(workers):
            bounds = ("--cores", "1", "--memory", f"{megabytes + 400}m", "--work-dir", str(folder / f"work-{number}"))
            processes.enter_context(
                _process(folder, "worker", settings, "--host", HOST, "--webui-port", "0", *bounds, address)
            )
        conf = {
            "spark.connect.grpc.binding.address": HOST,
            "spark.connect.grpc.binding.port": str(connect),
            "spark.driver.host": HOST,
            "spark.driver.memory": f"{megabytes}m",
            "spark.executor.memory": f"{megabytes}m",
            "spark.executor.cores": "1",
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": str(2 * workers),
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
        }
        submit = ("org.apache.spark.deploy.SparkSubmit", "--class", CLASSES["connect"], "--master", address)
        given = [part for name, value in conf.items() for part in ("--conf", f"{name}={value}")]
        processes.enter_context(
            _process(folder, "connect", settings, *submit, "--driver-memory", f"{megabytes}m", *given, "spark-internal")
        )
        _wait_for(connect, folder / "connect.log")
        yield f"sc://{HOST}:{connect}"


@contextmanager
def _process(folder: Path, kind: str, settings: dict[str, str], *arguments: str) -> Iterator[None]:
    """Run one process of the cluster, and end it with the executors that it has started."""
    home = _home()
    first = () if kind == "connect" else (CLASSES[kind],)
    command = [str(home / "bin" / "spark-class"), *first, *arguments]
    with (folder / f"{kind}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=settings | {"SPARK_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield
        finally:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(process.pid, sign)
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    process.wait(10)


def _home() -> Path:
    """Return where Spark lies. Raises RuntimeError where it is not installed."""
    found = find_spec("pyspark")
    if found is None or not found.origin:
        raise RuntimeError("pyspark is not installed: see requirements-spark.txt")
    return Path(found.origin).parent


def _wait_for(port: int, log: Path) -> None:
    """Return when something answers at `port`. Raises RuntimeError, with the end of `log`, where nothing does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{log.name}: {log.read_text(errors='replace')[-500:]}")
