"""A visitor without a browser: Streamlit's agent API runs the real app and answers with the whole page."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from bench.servers import HOST, UnfitError

PATH = "/_stcore/agent/interact"
# The server closes a connection on which nothing has been asked for five seconds; a browser then opens another one.
IDLE_SECONDS = 4.0


class Visitor:
    """One session of an app. Each act returns the seconds from the request to the complete page.

    Raises UnfitError where the app answers with an error, and OSError where it does not answer at all.
    """

    def __init__(self, port: int, patience: float = 120.0, host: str = HOST) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=patience)
        self._cookie = ""  # by which a proxy keeps the session with its process
        self._session: str | None = None
        self._answered = perf_counter()
        self.answer = b""

    def open(self, path: str = "", query: Mapping[str, list[str]] | None = None) -> float:
        """Open the page at `path` ("" is the first one), with the parameters `query` of its link."""
        request: dict[str, Any] = {"page": path.strip("/")}
        if query:
            request["query_params"] = dict(query)
        return self._ask(request)

    def set(self, widgets: Mapping[str, object]) -> float:
        """Set widgets of the page by their keys, all in one run of it."""
        return self._ask({"widget_state": dict(widgets)})

    def patience(self, seconds: float) -> None:
        """Wait for an answer at most `seconds` from now on."""
        self._connection.timeout = seconds
        if self._connection.sock:
            self._connection.sock.settimeout(seconds)

    def pages(self) -> list[str]:
        """Return the paths of all pages of the app, as the page that was answered last names them."""
        return [entry["url_path"] for entry in json.loads(self.answer)["pages"]]

    def close(self) -> None:
        """End the connection; the server forgets the session later."""
        self._connection.close()

    def _ask(self, request: dict[str, Any]) -> float:
        if self._session:
            request["session_id"] = self._session
        body = json.dumps(request).encode()
        start = perf_counter()
        if start - self._answered > IDLE_SECONDS:
            self._connection.close()
        headers = {"Content-Type": "application/json"} | ({"Cookie": self._cookie} if self._cookie else {})
        self._connection.request("POST", PATH, body, headers)
        response = self._connection.getresponse()
        self._cookie = (response.getheader("Set-Cookie") or self._cookie).partition(";")[0]
        self.answer = response.read()
        self._answered = perf_counter()
        seconds = self._answered - start
        # Only the head is looked at: reading it all would take from the processors that are being measured.
        if response.status != http.client.OK or b'"status":"ready"' not in self.answer[:300]:
            raise UnfitError(f"{response.status}: {self.answer[:200].decode(errors='replace')}")
        if not self._session:
            self._session = json.loads(self.answer)["session_id"]
        return seconds
