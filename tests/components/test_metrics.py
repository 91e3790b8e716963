"""Metrics: what they say of runs and of the delivery, and who is answered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import errors
from components.first_visit import is_own_visit
from components.metrics import SETTING, Metrics, networks_asked
from extracts import data_folder
from extracts.build import load
from extracts.publisher import Publication
from extracts.state import Current

STATUS = ForwardMsg.ScriptFinishedStatus
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
LOCAL = ("127.0.0.1", 40000)


def asked(is_auto: bool = False) -> bytes:
    message = BackMsg()
    message.rerun_script.is_auto_rerun = is_auto
    message.rerun_script.query_string = "region=AF"
    return message.SerializeToString()


def ended(status: Any = STATUS.FINISHED_SUCCESSFULLY) -> bytes:
    return ForwardMsg(script_finished=status).SerializeToString()


def drawn() -> bytes:
    message = ForwardMsg()
    message.delta.new_element.text.body = "a chart"
    return message.SerializeToString()


class Session:
    """A WebSocket that goes through: what the browser sends (b"…") and what the app answers, in turn."""

    def __init__(self, *course: tuple[str, bytes]) -> None:
        self.course = course
        self.inside: Callable[[], None] = lambda: None

    async def app(self, _scope: Scope, receive: Receive, send: Send) -> None:
        self.inside()
        for way, data in self.course:
            if way == "app":
                await send({"type": "websocket.send", "bytes": data})
            else:
                assert (await receive())["bytes"] == data

    def through(self, metrics: Metrics, **more: Any) -> None:
        coming = iter([data for way, data in self.course if way == "browser"])
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.receive", "bytes": next(coming)}

        async def send(message: Message) -> None:
            sent.append(message)

        metrics.app = self.app
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": LOCAL, **more}
        asyncio.run(metrics(scope, receive, send))
        assert [message["bytes"] for message in sent] == [data for way, data in self.course if way == "app"]


def fetched(metrics: Metrics, client: Any = LOCAL, **headers: str) -> tuple[int, str]:
    """Return status and text of `/metrics`."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    head = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/metrics", "headers": head, "client": client}
    asyncio.run(metrics(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode()


def values(metrics: Metrics) -> dict[str, float]:
    """Return the value of each figure, by its name and labels."""
    status, text = fetched(metrics)
    assert status == 200
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value for sample in samples}


@pytest.fixture(scope="module")
def published() -> Publication:
    return Publication(load(data_folder()), Current("f" * 64, "", 2026, "", "2026-01-15T10:00:00+00:00"))


@pytest.fixture
def metrics(monkeypatch: pytest.MonkeyPatch, published: Publication) -> Metrics:
    monkeypatch.setenv(SETTING, "1")
    monkeypatch.setattr("components.data.newest", lambda: published)
    return Metrics(Session().app, networks_asked())


@pytest.mark.parametrize(
    ("course", "runs"),
    [
        ((("browser", asked()), ("app", drawn()), ("app", ended())), 1),
        ((("browser", asked()), ("app", ended(STATUS.FINISHED_FRAGMENT_RUN_SUCCESSFULLY))), 1),
        # A newer click takes the place of the first: one wait, that ends with the second.
        (
            (
                ("browser", asked()),
                ("browser", asked()),
                ("app", ended(STATUS.FINISHED_EARLY_FOR_RERUN)),
                ("app", ended()),
            ),
            1,
        ),
        # A page that asks by itself whether there is newer data is nobody's act.
        ((("browser", asked(is_auto=True)), ("app", ended())), 0),
        ((("browser", b"\xff nothing that Streamlit knows"), ("app", ended())), 0),
        ((("browser", asked()), ("app", drawn())), 0),
    ],
)
def test_an_act_is_counted_when_its_last_message_is_sent(
    metrics: Metrics, course: tuple[tuple[str, bytes], ...], runs: int
) -> None:
    Session(*course).through(metrics)
    assert values(metrics)["dashboard_interaction_seconds_count"] == runs


def test_open_sessions_are_counted_and_the_server_is_none(metrics: Metrics) -> None:
    seen: list[float] = []
    session = Session(("browser", asked()), ("app", ended()))
    session.inside = lambda: seen.append(metrics.registry.get_sample_value("dashboard_sessions") or 0)
    session.through(metrics)
    own = {"dashboard.own_visit": True}
    assert is_own_visit(own)
    session.through(metrics, **own)
    assert seen == [1, 0]
    told = values(metrics)
    assert told["dashboard_sessions"] == 0
    assert told["dashboard_interaction_seconds_count"] == 1


def test_the_delivery_and_the_process_are_told_and_no_person(metrics: Metrics) -> None:
    before = values(metrics)["dashboard_errors_total"]
    errors.noted(ValueError("secret detail"))
    status, text = fetched(metrics)
    told = values(metrics)
    assert told["dashboard_errors_total"] == before + 1
    assert told["dashboard_rows_read trainings"] > 300
    assert told["dashboard_rows_set_aside trainings"] == 0
    assert told["dashboard_delivery_refused"] == told["dashboard_publication_trouble"] == 0
    moment = datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert told["dashboard_snapshot_published_timestamp_seconds"] == moment.timestamp()
    assert told["process_resident_memory_bytes"] > 1e7
    assert [name for name in told if name.startswith("dashboard_snapshot ")]
    assert status == 200
    assert "secret" not in text and "region=AF" not in text


def test_the_documentation_names_every_figure(metrics: Metrics) -> None:
    families = {family.name for family in text_string_to_metric_families(fetched(metrics)[1])}
    ours = {name.removesuffix("_created") for name in families if name.startswith("dashboard_")}
    documented = set(re.findall(r"`(dashboard_\w+)(?:`|\{\w+\}`)", DOCUMENT.read_text(encoding="utf-8")))
    assert {name.removesuffix("_total") for name in documented} == ours


@pytest.mark.parametrize(
    ("setting", "client", "headers", "status"),
    [
        ("1", LOCAL, {}, 200),
        ("1", ("::1", 1), {}, 200),
        ("1", ("10.1.2.3", 1), {}, 404),
        ("1", LOCAL, {"x_forwarded_for": "127.0.0.1"}, 404),
        ("1", LOCAL, {"forwarded": "for=127.0.0.1"}, 404),
        ("1", None, {}, 404),
        ("1", ("testclient", 1), {}, 404),
        ("10.1.0.0/16 ::1", ("10.1.2.3", 1), {}, 200),
        ("10.1.0.0/16 ::1", ("10.2.2.3", 1), {}, 404),
        ("10.1.0.0/16 ::1", LOCAL, {}, 404),
    ],
)
def test_only_who_is_meant_is_answered(
    monkeypatch: pytest.MonkeyPatch,
    published: Publication,
    setting: str,
    client: Any,
    headers: dict[str, str],
    status: int,
) -> None:
    monkeypatch.setattr("components.data.newest", lambda: published)
    monkeypatch.setenv(SETTING, setting)
    assert fetched(Metrics(Session().app, networks_asked()), client, **headers)[0] == status


def test_there_are_none_without_the_setting_or_the_library(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for setting in ("", "0", "everybody"):
        monkeypatch.setenv(SETTING, setting)
        assert networks_asked() == ()
    assert "'everybody' is neither 1 nor a network" in caplog.text
    monkeypatch.setenv(SETTING, "1")
    assert networks_asked()
    monkeypatch.setattr("components.metrics.find_spec", lambda _name: None)
    assert networks_asked() == ()
    assert "requirements-metrics.txt" in caplog.text
