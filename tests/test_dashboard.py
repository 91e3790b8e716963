"""The ASGI application: an error is said plainly, under a number that the log knows."""

from __future__ import annotations

import logging
import re

import pytest
import streamlit as st

import dashboard


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
