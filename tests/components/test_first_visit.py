"""The server visits itself: every file and page once, to the end of its script, and never in the way of its start."""

from __future__ import annotations

import asyncio
import logging

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import first_visit
from components.first_visit import visit


class Server:
    """Stands for the app: notes what is asked, and ends each script after two messages."""

    def __init__(self, broken: str = "") -> None:
        self.fetched: list[str] = []
        self.opened: list[str] = []
        self.left = 0
        self.broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == self.broken:
            raise RuntimeError("broken")
        if scope["type"] == "http":
            assert (await receive())["type"] == "http.request"
            self.fetched.append(scope["path"])
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        asked = BackMsg()
        asked.ParseFromString((await receive())["bytes"])
        self.opened.append(asked.rerun_script.page_name)
        first, last = ForwardMsg(), ForwardMsg()
        first.new_session.name = "collections"
        last.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
        for message in (first, last):
            await send({"type": "websocket.send", "bytes": message.SerializeToString()})
        assert (await receive())["type"] == "websocket.disconnect"
        self.left += 1


def test_each_file_is_fetched_and_each_page_run_to_its_end() -> None:
    server = Server()
    asyncio.run(visit(server, ["", "collections"], ["", "static/js/a.js"]))
    assert server.fetched == ["/", "/static/js/a.js"]
    assert server.opened == ["", "collections"]
    assert server.left == 2


def test_a_page_is_opened_when_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    opened: list[list[str]] = []

    async def nobody_waits() -> None:
        opened.append([*server.opened])

    monkeypatch.setattr(first_visit, "nobody_waits", nobody_waits)
    asyncio.run(visit(server, ["", "collections"], []))
    assert opened == [[], [""]]


def test_what_goes_wrong_is_logged_and_raised_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "dashboard"):
        asyncio.run(visit(Server("/static/js/a.js"), ["collections"], ["static/js/a.js"]))
    assert "first visit" in caplog.text
