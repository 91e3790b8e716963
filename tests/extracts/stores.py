"""A server that speaks S3 on this machine, and what can happen to it: it slows down, refuses, breaks off, stops."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server

from extracts.place import Store
from tests.extracts.conftest import VALID, csv_text

BUCKET = "deliveries"
STORE = Store(BUCKET, "in/")
SECRET = "not-to-be-told-to-anybody"
ERROR = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'
STATUS = {"SlowDown": "503 Slow Down", "AccessDenied": "403 Forbidden", "InternalError": "500 Internal Server Error"}
Start = Callable[..., Any]


@dataclass
class Faults:
    """What happens to requests for a key that ends in `of` (or to all): it is changed while the server runs."""

    of: str = ""
    answers: list[str] = field(default_factory=list)  # codes of errors for the next requests, one after the other
    always: str = ""  # the code of an error for every request
    seconds: float = 0.0  # the wait before each piece of an answer
    breaks_after: list[int] = field(default_factory=list)  # bytes after which the next answers break off


class S3Server:
    """The server, the requests that it got, and the objects of one bucket."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.requests: list[tuple[str, str]] = []  # method and path with query
        self._application = DomainDispatcherApplication(create_backend_app)
        self._server: BaseWSGIServer | None = None
        self._port = 0
        self.start()
        self.client: Any = boto3.session.Session().client("s3", endpoint_url=self.address)
        self.client.create_bucket(Bucket=BUCKET)
        self.requests.clear()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server("127.0.0.1", self._port, self._answer, threaded=True)
        self._port = self._server.port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def put(self, key: str, content: str | bytes) -> None:
        self.client.put_object(Bucket=BUCKET, Key=key, Body=content.encode() if isinstance(content, str) else content)

    def remove(self, key: str) -> None:
        self.client.delete_object(Bucket=BUCKET, Key=key)

    def table(self, table: str, *changes: dict[str, object], key: str = "") -> None:
        """Put a CSV of `table`: its valid row with each of `changes` in turn."""
        self.put(key or f"in/{table}.csv", csv_text(table, [{**VALID[table], **change} for change in changes]))

    def everything(self) -> None:
        """Put one valid row of each table."""
        for table in VALID:
            self.table(table, {})

    def fetched(self) -> list[str]:
        """Return the keys fetched since the last call, in order of their names."""
        got = {path.split("/", 2)[2] for method, path in self.requests if method == "GET" and "list-type" not in path}
        self.requests.clear()
        return sorted(got)

    def _answer(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] in ("PUT", "DELETE"):
            return self._application(environ, start)  # by those who deliver
        self.requests.append((environ["REQUEST_METHOD"], f"{path}?{query}" if query else path))
        faults = self.faults
        if not path.endswith(faults.of):
            return self._application(environ, start)
        code = faults.answers.pop(0) if faults.answers else faults.always
        if code:
            time.sleep(faults.seconds)
            start(STATUS[code], [("Content-Type", "application/xml")])
            return [ERROR.format(code=code, message="a secret of the store").encode()]
        answer = b"".join(self._application(environ, start))
        ends = faults.breaks_after.pop(0) if faults.breaks_after and "list-type" not in query else len(answer)
        return self._pieces(answer[:ends])

    def _pieces(self, answer: bytes) -> Iterator[bytes]:
        size = max(len(answer) // 10, 1) if self.faults.seconds else max(len(answer), 1)
        for begin in range(0, len(answer), size):
            time.sleep(self.faults.seconds)
            yield answer[begin : begin + size]


def credentials(patch: pytest.MonkeyPatch) -> None:
    """Let the environment hold credentials that no real store knows, and nothing else of what a client looks for."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        patch.delenv(name)
    patch.setenv("AWS_ACCESS_KEY_ID", "an-id")
    patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
