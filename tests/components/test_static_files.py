"""Files on the wire: compressed once, the same after unpacking, kept for good only where that is right."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass

import brotli
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket

from components.static_files import FOREVER, StaticFiles, encoding_for, is_lasting

LASTING = "/static/js/index.DormvYxC.js"
OWN = "/_stcore/bidi-components/dashboard.card-709aa3a76c03/card.js"
SCRIPT = "export const a = 1 // text that is said again and again, again and again\n" * 200


class Asked(list[str]):
    """The paths that the app behind has been asked for."""


async def script(request: Request) -> Response:
    request.app.state.asked.append(request.url.path)
    assert "accept-encoding" not in request.headers or request.method != "GET" or "range" in request.headers
    return Response(SCRIPT, media_type="application/javascript", headers={"etag": '"1"', "accept-ranges": "bytes"})


async def page(request: Request) -> Response:
    request.app.state.asked.append(request.url.path)
    answer = HTMLResponse("<head></head>" + "x" * 2_000, headers={"cache-control": "no-cache"})
    answer.set_cookie("visitor", request.query_params.get("visitor", ""))
    return answer


async def media(_request: Request) -> Response:
    return PlainTextResponse(SCRIPT, headers={"content-disposition": "attachment"})


async def packed(_request: Request) -> Response:
    body = gzip.compress(SCRIPT.encode())
    return Response(body, media_type="application/javascript", headers={"content-encoding": "gzip"})


async def font(_request: Request) -> Response:
    return Response(b"\x00" * 2_000, media_type="font/woff2")


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


ROUTES = [
    Route("/static/js/packed.abcdefgh.js", packed),
    Route("/static/js/page.abcdefgh.js", page),
    Route("/static/js/{name}", script),
    Route("/static/media/{name}", font),
    Route("/_stcore/bidi-components/{name}/{file}", script),
    Route("/media/{name}", media),
    WebSocketRoute("/_stcore/stream", echo),
    Route("/{name}", page),
]


@dataclass
class Answer:
    """An answer as it goes over the wire."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
        return str(unpack[self.headers.get("content-encoding", "")](self.body).decode())


class Client:
    """Asks the app as a server does."""

    def __init__(self, asked: Asked) -> None:
        change = Middleware(StaticFiles, page=lambda html, path: html.replace("</head>", f"<i>{path}</i></head>"))
        self.app = Starlette(routes=ROUTES, middleware=[change])
        self.app.state.asked = asked

    def ask(self, path: str, encoding: str = "", method: str = "GET", **headers: str) -> Answer:
        path, _, query = path.partition("?")
        given = {"accept-encoding": encoding, **{name.replace("_", "-"): value for name, value in headers.items()}}
        sent = self.exchange(
            {
                "type": "http",
                "method": method,
                "path": path,
                "query_string": query.encode(),
                "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            },
            {"type": "http.request", "body": b""},
        )
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)

    def exchange(self, scope: Message, *given: Message) -> list[Message]:
        sent: list[Message] = []

        async def run() -> None:
            queue: asyncio.Queue[Message] = asyncio.Queue()
            for message in given:
                queue.put_nowait(message)

            async def send(message: Message) -> None:
                sent.append(message)

            await self.app(scope, queue.get, send)

        asyncio.run(run())
        return sent


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def client(asked: Asked) -> Client:
    return Client(asked)


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("", ""),
        ("gzip; q=0", ""),
    ],
)
def test_the_best_encoding_that_a_visitor_can_unpack(accepted: str, expected: str) -> None:
    assert encoding_for(accepted) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (LASTING, True),
        ("/static/css/index.C1JORDN2.css", True),
        (OWN, True),
        ("/static/js/index.js", False),
        ("/static/manifest.json", False),
        ("/_stcore/bidi-components/other.card/card.js", False),
        ("/collections", False),
    ],
)
def test_an_address_lasts_where_it_changes_with_the_content(path: str, expected: bool) -> None:
    assert is_lasting(path) is expected


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
@pytest.mark.parametrize("path", [LASTING, OWN])
def test_the_content_is_the_same_after_unpacking(client: Client, path: str, encoding: str) -> None:
    answer = client.ask(path, encoding)
    assert answer.text == SCRIPT
    assert answer.headers.get("content-encoding", "") == encoding
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert (len(answer.body) < len(SCRIPT) / 10) is bool(encoding)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "application/javascript"
    assert "accept-ranges" not in answer.headers


def test_a_lasting_file_is_read_and_compressed_once_and_kept_for_good(client: Client, asked: Asked) -> None:
    answers = [client.ask(LASTING, "br") for _i in range(3)]
    assert asked == [LASTING]
    assert {answer.headers["cache-control"] for answer in answers} == {FOREVER}
    assert len({(answer.headers["etag"], answer.body) for answer in answers}) == 1


def test_another_file_is_asked_for_again(client: Client, asked: Asked) -> None:
    answers = [client.ask("/static/js/index.js", "br") for _i in range(2)]
    assert len(asked) == 2
    assert {answer.headers["cache-control"] for answer in answers} == {"no-cache"}


@pytest.mark.parametrize("path", [LASTING, "/static/js/index.js"])
def test_a_visitor_who_has_it_gets_no_body(client: Client, path: str) -> None:
    tag = client.ask(path, "br").headers["etag"]
    for known in (tag, f'"other", {tag.removeprefix("W/")}'):
        again = client.ask(path, "gzip", if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in again.headers and "content-encoding" not in again.headers
    assert client.ask(path, "br", if_none_match='"other"').status == 200


def test_head_has_the_headers_of_get_and_no_body(client: Client) -> None:
    for path in (LASTING, "/static/js/index.js", "/collections", "/static/media/a.woff2"):
        head, get = (client.ask(path, "br", method, accept="text/html") for method in ("HEAD", "GET"))
        assert head.body == b""
        assert dict(head.headers) == dict(get.headers), path


def test_the_page_is_changed_on_its_way_and_its_cookies_are_the_visitors_own(client: Client) -> None:
    for visitor in ("ana", "ben"):
        answer = client.ask(f"/collections?visitor={visitor}", "br", accept="text/html")
        assert "<i>collections</i></head>" in answer.text
        assert f"visitor={visitor}" in answer.headers["set-cookie"]
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["content-encoding"] == "br"


def test_a_page_in_the_place_of_a_script_is_not_kept_for_good(client: Client, asked: Asked) -> None:
    for _i in range(2):
        assert client.ask("/static/js/page.abcdefgh.js", "br").headers["cache-control"] == "no-cache"
    assert len(asked) == 2


def test_downloads_fonts_and_what_is_compressed_already_pass_as_they_are(client: Client) -> None:
    for path in ("/media/a.csv", "/static/media/a.woff2"):
        assert "content-encoding" not in client.ask(path, "br", accept="text/html").headers
    before = client.ask("/static/js/packed.abcdefgh.js", "br, gzip")
    assert before.headers["content-encoding"] == "gzip"
    assert before.text == SCRIPT


def test_ranges_posts_and_sockets_pass_as_they_are(client: Client) -> None:
    ranged = client.ask(LASTING, "br", range="bytes=0-9")
    assert "content-encoding" not in ranged.headers
    assert ranged.headers["etag"] == '"1"'
    assert client.ask(LASTING, "br", "POST").status == 405
    given = ({"type": "websocket.connect"}, {"type": "websocket.receive", "text": "as it is"})
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"accept-encoding", b"br")]}
    assert {"type": "websocket.send", "text": "as it is"} in self_sent(client.exchange(scope, *given))


def self_sent(messages: list[Message]) -> list[Message]:
    """Return messages without what is not set in them."""
    return [{name: value for name, value in message.items() if value is not None} for message in messages]


def test_what_is_not_there_is_not_there(client: Client) -> None:
    assert client.ask("/_stcore/bidi-components/dashboard.card-709aa3a76c03/deep/gone.js", "br").status == 404
