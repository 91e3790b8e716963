"""The ASGI application: an error is said plainly, under a number that the log knows."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

import components.data
import dashboard
from bench.processes import ROOT
from bench.start import FIRST_PAGE, imports_of


def test_an_error_is_said_without_its_details(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "error", said.append)
    with caplog.at_level(logging.ERROR):
        assert dashboard.say_sorry(ValueError("secret detail"))
    number = re.search(r"number ([0-9a-f]{8})", said[0])
    assert number
    assert "secret detail" not in said[0]
    assert number[1] in caplog.text
    assert "secret detail" in caplog.text


def test_a_server_that_starts_sends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    async def no_visit(_app: st.App) -> None:
        told.append("visited")

    async def start() -> None:
        async with dashboard.warm_up(dashboard.app):
            await asyncio.sleep(0)

    monkeypatch.setattr(dashboard, "send_at_once", lambda: told.append("at once"))
    monkeypatch.setattr(dashboard, "register", lambda: told.append("registered"))
    monkeypatch.setattr(components.data, "newest", lambda: told.append("read"))
    monkeypatch.setattr(dashboard, "_first_visit", no_visit)
    # In a thread of its own: the one of a browser test before may have a loop that runs.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, start()).result()
    assert told == ["at once", "registered", "read", "visited"]


def test_a_server_starts_without_what_only_tables_files_and_the_intake_need() -> None:
    heavy = "{'pandas', 'numpy', 'pyarrow', 'pptx', 'docx', 'extracts.build', 'extracts.store'}"
    program = f"{imports_of(*FIRST_PAGE)}\nimport sys\nprint(sorted({heavy} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
