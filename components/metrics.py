"""Figures about this process in the text format of Prometheus, for operators: only where `ACTIVITY_METRICS` asks.

`ACTIVITY_METRICS=1` answers `/metrics` to this machine alone; networks instead (`"10.1.0.0/16 ::1"`) answer to those.
A request that a proxy has passed on is never answered: monitoring asks each process itself. The figures tell of runs,
sessions and the delivery, and of no person.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from time import perf_counter
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import errors
from components.first_visit import is_own_visit
from extracts.publisher import Publication

if TYPE_CHECKING:
    from prometheus_client.core import Metric

PATH = "/metrics"
SETTING = "ACTIVITY_METRICS"
LOOPBACK = "127.0.0.0/8 ::1/128"
# What a proxy says of whom it asks for.
_PASSED_ON = ("x-forwarded-for", "x-real-ip", "forwarded", "via")
# Seconds; a click that takes longer than the last one is beyond counting.
BUCKETS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
# The last message of a run says little else.
LAST_MESSAGE_BYTES = 500
Network = IPv4Network | IPv6Network
log = logging.getLogger("dashboard")


def networks_asked() -> tuple[Network, ...]:
    """Return the networks that `/metrics` is for by the setting; none where there is no such page.

    What cannot be understood is left out, and the log says so.
    """
    setting = os.environ.get(SETTING, "").strip()
    found = []
    for name in (LOOPBACK if setting == "1" else "" if setting == "0" else setting).split():
        try:
            found.append(ip_network(name))
        except ValueError:
            log.warning("%s: %r is neither 1 nor a network like 10.1.0.0/16; it is left out", SETTING, name)
    if found and find_spec("prometheus_client") is None:
        log.error("%s needs the library of requirements-metrics.txt; there are no metrics", SETTING)
        return ()
    return tuple(found)


class Metrics:
    """Counts sessions and the runs of their pages as they pass, and answers `/metrics`; plain ASGI.

    A run is timed from the message that asks for it to the last one that it sends, waiting included: what a user waits
    for, but for the way there and back. A run that a newer click cuts short goes on waiting with it.
    """

    def __init__(self, app: ASGIApp, networks: tuple[Network, ...]) -> None:
        # Imported here: whoever does without metrics does without the library.
        from prometheus_client import CollectorRegistry, Gauge, Histogram, ProcessCollector

        self.app, self.networks = app, networks
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        about = "From an act of a user to the last message of the run that answers it"
        self.interactions = Histogram("dashboard_interaction_seconds", about, buckets=BUCKETS, registry=self.registry)
        self.sessions = Gauge("dashboard_sessions", "Open WebSockets", registry=self.registry)
        self.registry.register(_Told())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not is_own_visit(scope):
            return await self._watch(scope, receive, send)
        if scope["type"] == "http" and scope["path"].removeprefix(scope.get("root_path", "")) == PATH:
            response = await anyio.to_thread.run_sync(self._answer) if self._is_for(scope) else _nothing()
            return await response(scope, receive, send)
        return await self.app(scope, receive, send)

    def _is_for(self, scope: Scope) -> bool:
        headers, client = Headers(scope=scope), scope.get("client")
        if not client or any(name in headers for name in _PASSED_ON):
            return False
        try:
            address = ip_address(client[0])
        except ValueError:
            return False
        return any(address in network for network in self.networks)

    def _answer(self) -> Response:
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return Response(generate_latest(self.registry), headers={"content-type": CONTENT_TYPE_LATEST})

    async def _watch(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked_at: float | None = None

        async def hear() -> Message:
            nonlocal asked_at
            message = await receive()
            if asked_at is None and _asks_for_a_run(message):
                asked_at = perf_counter()
            return message

        async def tell(message: Message) -> None:
            nonlocal asked_at
            await send(message)
            if asked_at is not None and _ends_a_run(message):
                self.interactions.observe(perf_counter() - asked_at)
                asked_at = None

        with self.sessions.track_inprogress():
            await self.app(scope, hear, tell)


def _nothing() -> Response:
    return PlainTextResponse("Not Found", 404)


def _asks_for_a_run(message: MutableMapping[str, Any]) -> bool:
    """Tell whether a message of a browser is an act of its user; what a page asks for by itself is none."""
    if message["type"] != "websocket.receive" or not message.get("bytes"):
        return False
    asked = BackMsg()
    try:
        asked.ParseFromString(message["bytes"])
    except Exception:  # Streamlit says what it thinks of it
        return False
    return asked.WhichOneof("type") == "rerun_script" and not asked.rerun_script.is_auto_rerun


def _ends_a_run(message: MutableMapping[str, Any]) -> bool:
    data = message.get("bytes")
    if message["type"] != "websocket.send" or not data or len(data) > LAST_MESSAGE_BYTES:
        return False
    said = ForwardMsg()
    said.ParseFromString(data)
    is_last = said.WhichOneof("type") == "script_finished"
    return is_last and said.script_finished != ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class _Told:
    """What is known elsewhere and asked for when the figures are: errors, and what stands published."""

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily

        # Imported here: a cached function picks its storage when the runtime is up.
        from components.data import newest

        yield CounterMetricFamily("dashboard_errors", "Errors that a user was told the number of", errors.told)
        with suppress(OSError):
            yield from _delivery(newest())


def _delivery(shown: Publication) -> Iterator[Metric]:
    from prometheus_client.core import GaugeMetricFamily as Gauge

    snapshot = Gauge("dashboard_snapshot", "1 for the snapshot that is shown", labels=["fingerprint"])
    snapshot.add_metric([shown.snapshot.fingerprint[:8]], 1)
    yield snapshot
    if shown.current:
        published_at = datetime.fromisoformat(shown.current.published_at).timestamp()
        yield Gauge("dashboard_snapshot_published_timestamp_seconds", "When it was published", published_at)
    refused = "1 where there is a newer delivery, which was not published"
    yield Gauge("dashboard_delivery_refused", refused, int(shown.refusal is not None))
    yield Gauge("dashboard_publication_trouble", "1 where nothing newer can be published", int(bool(shown.trouble)))
    read = Gauge("dashboard_rows_read", "Rows delivered", labels=["table"])
    aside = Gauge("dashboard_rows_set_aside", "Rows among them that do not count", labels=["table"])
    with shown.snapshot.cursor() as cursor:
        rows = cursor.execute(
            "select dataset, sum(rows_read), sum(rows_set_aside) from delivered_files group by dataset order by dataset"
        ).fetchall()
    for table, rows_read, rows_set_aside in rows:
        read.add_metric([table], rows_read)
        aside.add_metric([table], rows_set_aside)
    yield from (read, aside)
