"""The ASGI application: `streamlit run dashboard.py`, or `uvicorn dashboard:app` behind a server of your own.

The main script is `pages/frame.py`, inside the folder of pages: beside it Streamlit would start in its old multipage
mode and a first deep link on a fresh server would skip the frame with its filters and checks.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from words import _

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
log = logging.getLogger("dashboard")


class SecurityHeaders:
    """Adds the security headers to every HTTP answer; plain ASGI, so that streams and WebSockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Load the extracts before the first visitor comes; a folder that cannot be read is said on the page."""
    # Imported here: a cached function picks its storage when the runtime is up.
    from components.data import snapshot

    try:
        snapshot()
    except OSError:
        log.exception("the extracts cannot be read")
    yield {}


def say_sorry(error: Exception) -> bool:
    """Show a plain message with an id, and log the error under that id."""
    error_id = uuid4().hex[:8]
    log.error("error %s", error_id, exc_info=error)
    st.error(_("Something went wrong on this page. Try again, or report it with the number {id}.").format(id=error_id))
    return True


app = st.App(
    Path(__file__).parent / "pages" / "frame.py",
    lifespan=warm_up,
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=say_sorry,
)
