"""The log of JSON: one object a line, with the ids by which the lines of a visit are found."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from starlette.types import Receive, Scope, Send

from components import logs
from components.errors import noted
from components.logs import RequestIds, is_json_asked, use_json

log = logging.getLogger("dashboard")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the loggers write, in JSON, with all as it was afterwards."""
    stream, root = io.StringIO(), logging.getLogger()
    named = [logging.getLogger(name) for name in [*root.manager.loggerDict]]
    handlers = {handler: handler.formatter for logger in (root, *named) for handler in logger.handlers}
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    own = logging.StreamHandler(stream)
    root.addHandler(own)
    use_json()
    yield stream
    root.removeHandler(own)
    for handler, formatter in handlers.items():
        handler.setFormatter(formatter)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def asked(headers: dict[str, str], kind: str = "http") -> None:
    """Have an app behind `RequestIds` log a line."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        log.info("asked")

    async def nothing(*_message: object) -> Any:
        return None

    head = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(RequestIds(app)({"type": kind, "headers": head}, nothing, nothing))


def test_a_line_holds_one_record_whatever_stands_in_it(written: io.StringIO) -> None:
    log.warning("two\nlines of %s", '"Côte d’Ivoire"')
    [line] = lines(written)
    assert line["message"] == 'two\nlines of "Côte d’Ivoire"'
    assert (line["level"], line["logger"]) == ("WARNING", "dashboard")
    assert line["time"].endswith("+00:00")


def test_an_error_is_found_by_the_number_that_the_user_was_told(written: io.StringIO) -> None:
    try:
        raise ValueError("detail")
    except ValueError as error:
        number = noted(error)
    [line] = [line for line in lines(written) if line.get("number") == number]
    assert "ValueError: detail" in line["traceback"]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_request_keeps_the_id_of_the_proxy_and_no_other_text(written: io.StringIO, kind: str) -> None:
    asked({"X-Request-ID": "0123456789abcdef"}, kind)
    asked({"X-Request-ID": 'x", "level": "none'}, kind)
    asked({}, kind)
    first, forged, bare = lines(written)
    assert first["request"] == "0123456789abcdef"
    assert len(forged["request"]) == len(bare["request"]) == 32
    assert forged["request"] != bare["request"]


def test_a_page_is_found_by_its_session_which_nobody_can_take_over(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = "0b7f8a2e-secret"
    monkeypatch.setattr(logs, "get_script_run_ctx", lambda **_options: SimpleNamespace(session_id=session))
    monkeypatch.setattr(st, "context", SimpleNamespace(headers={"X-Request-ID": "0123456789abcdef"}))
    log.info("first")
    log.info("second")
    first, second = lines(written)
    assert first["request"] == "0123456789abcdef"
    assert first["session"] == second["session"]
    assert session not in written.getvalue()


def test_libraries_write_the_same_form(written: io.StringIO) -> None:
    library, stream = logging.getLogger("a.library"), io.StringIO()
    library.propagate = False
    library.addHandler(handler := logging.StreamHandler(stream))
    use_json()
    library.warning("plain")
    assert json.loads(stream.getvalue())["message"] == "plain"
    library.removeHandler(handler)


def test_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(logs.SETTING, raising=False)
    assert not is_json_asked()
    monkeypatch.setenv(logs.SETTING, "JSON")
    assert is_json_asked()
