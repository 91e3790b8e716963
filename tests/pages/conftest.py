"""The app without a browser: Streamlit's own test runner on the frame, which is the main script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import components.data
import components.drawings
from components.kept import Kept

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return a function that opens a page file under query parameters and, if given, another folder of extracts."""

    def open_page(file: str, data: Path | None = None, **parameters: str | list[str]) -> AppTest:
        if data:
            monkeypatch.setenv("ACTIVITY_DATA", str(data))
            st.cache_resource.clear()
        app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        if file != "overview.py":
            app.switch_page(file)
            for name, value in parameters.items():
                app.query_params[name] = value
            app.run()
        return app

    yield open_page
    st.cache_resource.clear()


@pytest.fixture
def nothing_kept() -> None:
    """Forget what earlier tests have asked and drawn."""
    for kept in (*vars(components.data).values(), components.drawings._drawings):
        if isinstance(kept, Kept):
            kept.clear()
