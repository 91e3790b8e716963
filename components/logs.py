"""The log as lines of JSON, one object each, where `ACTIVITY_LOG=json` asks for it.

Each line tells when, how grave, who says it and what; and where it belongs to a visit, the id that the proxy has given
to the request (`X-Request-ID`, for a session that of its WebSocket) and a short name of the session. An error that a
page has told the number of is found under `number`. Streamlit's and uvicorn's own lines are put into the same form.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

SETTING = "ACTIVITY_LOG"
HEADER = "X-Request-ID"
# Our own rooms tell of what goes well, too: a snapshot that is shown, a delivery that is published.
TALKATIVE = ("dashboard", "extracts", "components")
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_request: ContextVar[str] = ContextVar("request", default="")


def is_json_asked() -> bool:
    """Return whether the setting asks for JSON."""
    return os.environ.get(SETTING, "").strip().lower() == "json"


def use_json() -> None:
    """Have every logger that there is write JSON to where it writes now, or to standard error.

    Libraries make loggers when they are first used, so this may be said again later.
    """
    lines = JsonLines()
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr))
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    named = [logging.getLogger(name) for name in [*root.manager.loggerDict]]
    for handler in {handler for logger in (root, *named) for handler in logger.handlers}:
        handler.setFormatter(lines)


class JsonLines(logging.Formatter):
    """One object on one line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return `record` as JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            **_origin(),
        }
        if number := getattr(record, "number", None):
            line["number"] = number
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestIds:
    """Lets the log know which request it is about; plain ASGI. Without a proxy each request is given an id here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            _request.set(_known(Headers(scope=scope).get(HEADER)) or uuid4().hex)
        await self.app(scope, receive, send)


def _origin() -> dict[str, str]:
    """Return the ids of the request and of the session that this thread works for, as far as there are any."""
    running = get_script_run_ctx(suppress_warning=True)
    if running is None:
        return {"request": _request.get()} if _request.get() else {}
    # Whoever knows the id of a session might take it over: the log has what cannot be turned back into it.
    session = sha256(running.session_id.encode()).hexdigest()[:12]
    request = _known(st.context.headers.get(HEADER))
    return {"request": request, "session": session} if request else {"session": session}


def _known(name: str | None) -> str:
    """Return the id that a header gives, or "" where it is none."""
    return name if name and _ID.fullmatch(name) else ""
