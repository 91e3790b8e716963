"""The files that a browser needs once: compressed, and kept for good where their address changes with their content.

Streamlit serves its scripts as they are, 5 MB for a page; here they take a quarter of that on the wire. Each file is
compressed once and kept in memory under its address; one whose address holds a hash is then answered without asking
Streamlit. Everything else passes untouched: the WebSocket, downloads, answers to a range, errors, fonts and pictures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from gzip import compress as gzip_compress

import anyio.to_thread
import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.kept import Kept

FOREVER = "public, max-age=31536000, immutable"
# Streamlit's own files and those of our elements; and the names among them that change with the content.
_FILE = re.compile(r"/(static|_stcore/bidi-components)/[\w./-]+\.(js|css|json|svg|txt)")
_LASTING = re.compile(r"/static/(js|css)/[\w.-]+\.[\w-]{8}\.\w+|/_stcore/bidi-components/[\w.]+-[0-9a-f]{12}/[\w.-]+")
_TEXT = re.compile(r"text/|application/(javascript|json)|image/svg")
MOST_KEPT = 400  # some 20 kB each
# The best quality takes seconds over a large script, this one a tenth of a second and a tenth more room.
BROTLI_QUALITY, GZIP_LEVEL = 9, 6
_PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=BROTLI_QUALITY)),
    "gzip": lambda body: gzip_compress(body, GZIP_LEVEL, mtime=0),
    "": bytes,
}


@dataclass(frozen=True)
class Answer:
    """A whole answer with status 200: its headers and its body."""

    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Packed:
    """A body as it is sent, with the name (ETag) of its content."""

    body: bytes
    tag: str
    kind: str


def encoding_for(accepted: str) -> str:
    """Return the best encoding that an Accept-Encoding header allows: "br", "gzip", or "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", False))), "")


def is_lasting(path: str) -> bool:
    """Return whether the address `path` changes with the content of its file."""
    return _LASTING.fullmatch(path) is not None


class StaticFiles:
    """Answers for files and for the page that loads them; plain ASGI, so that all else passes as it is."""

    def __init__(self, app: ASGIApp, page: Callable[[str, str], str]) -> None:
        """Stand before `app`; `page` makes, of Streamlit's page and a path, the page that is served there."""
        self.app = app
        self.page = page
        self.kept: Kept[Packed] = Kept(MOST_KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        headers, path = Headers(scope=scope), _path(scope)
        wants_page = "text/html" in headers.get("accept", "") and not path.startswith(("/_stcore/", "/media/"))
        if "range" in headers or not (wants_page or _FILE.fullmatch(path)):
            return await self.app(scope, receive, send)
        encoding = encoding_for(headers.get("accept-encoding", ""))
        if is_lasting(path) and (packed := self.kept.peek((path, encoding))):
            return await _send(packed, MutableHeaders({"cache-control": FOREVER}), encoding, scope, send)
        plain = await _asked(self.app, scope, receive, send)
        if plain is None:  # and sent on as it is
            return None
        body, kind, own = plain.body, plain.headers["content-type"], MutableHeaders(raw=list(plain.headers.raw))
        is_page = kind.startswith("text/html")
        if is_page:
            body = self.page(body.decode(), path.strip("/")).encode()
        lasts = is_lasting(path) and not is_page
        # A page is kept by its content: its addresses are as many as visitors can think of.
        key = (path if lasts else hashlib.sha256(body).hexdigest(), encoding)
        packed = await anyio.to_thread.run_sync(self.kept.get, key, lambda: _packed(body, kind, encoding))
        if lasts:
            own["cache-control"] = FOREVER
        elif not is_page:
            own["cache-control"] = "no-cache"
        for name in ("last-modified", "accept-ranges", "content-length"):
            del own[name]
        return await _send(packed, own, encoding, scope, send)


def _packed(body: bytes, kind: str, encoding: str) -> Packed:
    # The name is weak, since the same content has several encodings.
    return Packed(_PACK[encoding](body), f'W/"{hashlib.sha256(body).hexdigest()[:32]}"', kind)


async def _asked(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> Answer | None:
    """Return the whole answer that `app` gives; one that is no text with status 200 is sent on, and None returned."""
    headers = Headers()
    chunks: list[bytes] = []
    is_passed = False

    async def catch(message: Message) -> None:
        nonlocal headers, is_passed
        if message["type"] == "http.response.start":
            headers = Headers(raw=list(message["headers"]))
            is_text = _TEXT.match(headers.get("content-type", "")) and "content-encoding" not in headers
            is_passed = message["status"] != 200 or not is_text
        if not is_passed:
            chunks.append(message.get("body", b""))
        elif message["type"] == "http.response.body" and scope["method"] == "HEAD":
            await send({**message, "body": b""})
        else:
            await send(message)

    # The whole file as it is, whatever its visitor has already or can unpack.
    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    asked = [(name, value) for name, value in scope["headers"] if name.lower() not in left_out]
    await app({**scope, "method": "GET", "headers": asked}, receive, catch)
    return None if is_passed else Answer(headers, b"".join(chunks))


async def _send(packed: Packed, headers: MutableHeaders, encoding: str, scope: Scope, send: Send) -> None:
    """Send `packed` with `headers`; without its body to a visitor who has it already, or asks for the headers only."""
    known = Headers(scope=scope).get("if-none-match", "")
    is_known = packed.tag.removeprefix("W/") in {tag.strip().removeprefix("W/") for tag in known.split(",")}
    headers["etag"] = packed.tag
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    if is_known:
        del headers["content-type"]
    else:
        headers["content-type"] = packed.kind
        headers["content-length"] = str(len(packed.body))
        if encoding:
            headers["content-encoding"] = encoding
    await send({"type": "http.response.start", "status": 304 if is_known else 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if is_known or scope["method"] == "HEAD" else packed.body})


def _path(scope: Scope) -> str:
    """Return the path of a request below the address that the app is mounted at."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "").rstrip("/"))
