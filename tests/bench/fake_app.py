"""Answers like Streamlit's agent API, at once: `python fake_app.py PORT`.

It refuses every fifth change of filters of a session, and dies at a visit of the page `die`.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHANGES: Counter[str] = Counter()


class Handler(BaseHTTPRequestHandler):
    """One request: `GET` for health, `POST` for an act of a session."""

    protocol_version = "HTTP/1.1"
    # Else the system waits for more to send with the head.
    wbufsize = -1

    def do_GET(self) -> None:
        self.answer(200, {})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        session = asked.setdefault("session_id", f"s{len(CHANGES)}")
        CHANGES[session] += "widget_state" in asked
        if asked.get("page") == "die":
            os._exit(3)
        if "widget_state" in asked and CHANGES[session] % 5 == 0:
            self.answer(400, {"error": "refused"})
            return
        pages = [{"url_path": path} for path in ("", "one", "two")]
        self.answer(200, {"session_id": session, "status": "ready", "pages": pages})

    def answer(self, status: int, content: dict[str, object]) -> None:
        body = json.dumps(content, separators=(",", ":")).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
