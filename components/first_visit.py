"""The first visit of a server that has just started, by the server itself.

A page that runs for the first time imports modules, reads SQL and asks every question; the scripts of a browser are
compressed when they are asked for first. The server does all of that before a person comes, the way a browser would:
over the app's own WebSocket and HTTP, but within the process. It lets people go first. What it is not admitted to it
does not see.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Scope
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.turns import nobody_waits

log = logging.getLogger("dashboard")

PATIENCE = 60.0  # seconds for one page
_OWN = "dashboard.own_visit"  # a key of the scope, which nothing that a visitor sends can set
_HEADERS = [(b"host", b"localhost"), (b"accept-encoding", b"br"), (b"accept", b"text/html"), (b"user-agent", b"self")]


async def visit(app: ASGIApp, pages: Iterable[str], files: Iterable[str]) -> None:
    """Fetch the `files` of `app` and open each of its `pages`, all by their paths; the log has what goes wrong."""
    try:
        for path in files:
            await _fetch(app, f"/{path}")
        for page in pages:
            await nobody_waits()
            async with asyncio.timeout(PATIENCE):
                await _open(app, page)
    except Exception:
        log.exception("the first visit of the server by itself was cut short")


def is_own_visit(scope: Scope) -> bool:
    """Tell whether a connection is that of the server with itself."""
    return _OWN in scope


async def _fetch(app: ASGIApp, path: str) -> None:
    request: asyncio.Queue[Message] = asyncio.Queue()
    await request.put({"type": "http.request", "body": b"", "more_body": False})

    async def send(_message: Message) -> None:
        pass

    await app({**_scope("http", path), "method": "GET", "scheme": "http"}, request.get, send)


async def _open(app: ASGIApp, page: str) -> None:
    """Run `page` in a session of its own, to the end of its script."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    to_app: asyncio.Queue[Message] = asyncio.Queue()
    await to_app.put({"type": "websocket.connect"})

    async def send(message: Message) -> None:
        if message["type"] == "websocket.accept":
            await to_app.put({"type": "websocket.receive", "bytes": asked.SerializeToString()})
        elif message["type"] == "websocket.send" and _is_last(message["bytes"]):
            await to_app.put({"type": "websocket.disconnect", "code": 1000})

    await app({**_scope("websocket", "/_stcore/stream"), "scheme": "ws", "subprotocols": []}, to_app.get, send)


def _is_last(data: bytes) -> bool:
    message = ForwardMsg()
    message.ParseFromString(data)
    return message.WhichOneof("type") == "script_finished"


def _scope(kind: str, path: str) -> Scope:
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": list(_HEADERS),
        "client": ("127.0.0.1", 0),
        _OWN: True,
        "server": ("localhost", 80),
    }
