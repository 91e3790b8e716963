"""The security headers of every HTTP answer, above all what a page may load and run.

The policy allows what Streamlit's own files need and nothing else: no other host, no script in the page but the one of
Streamlit's `index.html` and the one that we add (by their hashes), no `eval`, no frame of a stranger around it.
Styles are the exception: Streamlit writes its styles into the page while it runs. Strict-Transport-Security belongs to
the proxy that holds the certificate.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.preload import whole_page

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
# Portals, separated by spaces, that may show the dashboard in a frame besides itself.
FRAME_ANCESTORS = "ACTIVITY_FRAME_ANCESTORS"
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
log = logging.getLogger("dashboard")


def security_headers() -> dict[str, str]:
    """Return the headers by name."""
    portals = frame_ancestors()
    headers = {
        "Content-Security-Policy": "; ".join(
            f"{name} {' '.join(sources)}" for name, sources in policy(portals).items()
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    # The older header cannot name a portal; browsers that know the policy above ignore it.
    return headers if portals else headers | {"X-Frame-Options": "SAMEORIGIN"}


def policy(portals: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return the Content-Security-Policy: the sources allowed for each kind of content."""
    return {
        "default-src": ("'none'",),
        # WebAssembly, for the long numbers of Streamlit's messages; it cannot reach the page as eval could.
        "script-src": ("'self'", "'wasm-unsafe-eval'", *inline_script_hashes()),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", "blob:"),
        # One font of Streamlit's stands in its style sheet.
        "font-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "object-src": ("'none'",),
        "frame-ancestors": ("'self'", *portals),
    }


def inline_script_hashes(index: Path = INDEX) -> tuple[str, ...]:
    """Return the hash of each script that stands in the page itself, as the policy names it."""
    scripts = _INLINE_SCRIPT.findall(whole_page(index.read_text(encoding="utf-8"), ""))
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return tuple(f"'sha256-{digest}'" for digest in digests)


def frame_ancestors() -> tuple[str, ...]:
    """Return the portals of the setting; what is no plain origin is left out, and the log says so."""
    named = os.environ.get(FRAME_ANCESTORS, "").split()
    for origin in named:
        if not _ORIGIN.fullmatch(origin):
            log.warning("%s: %r is no origin like https://portal.example.org; it is left out", FRAME_ANCESTORS, origin)
    return tuple(origin for origin in named if _ORIGIN.fullmatch(origin))


class SecurityHeaders:
    """Adds the security headers to every HTTP answer; plain ASGI, so that streams and WebSockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
