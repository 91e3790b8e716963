"""A file that cannot be built: the person is told so, without a word of the error; the log has it under a number."""

from __future__ import annotations

import re
from pathlib import Path

from live import OpenTab, serving

APP = """
import streamlit as st
from components.export_button import CSV, _download

def build():
    raise ValueError("a secret detail of the data")

_download("test", "Take along", build, "rows.csv", CSV)
st.caption("· snapshot 00000000")
with st.sidebar:
    st.caption("a sidebar")
"""


def test_a_file_that_fails_says_so_and_nothing_of_the_error(tmp_path: Path, open_tab: OpenTab) -> None:
    script, log = tmp_path / "app.py", tmp_path / "server.log"
    script.write_text(APP)
    with serving(log, script=script) as address:
        page = open_tab(address)
        received: list[str] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(repr(data))))
        page.reload()
        page.get_by_role("button", name="Take along").click()
        page.get_by_text("Failed to generate file for download").wait_for()
        shown = page.locator("body").inner_text() + "".join(received)
    assert "secret detail" not in shown
    assert "Traceback" not in shown
    text = log.read_text()
    numbers = re.findall(r"error ([0-9a-f]{8})\b", text)
    assert len(set(numbers)) == 1
    assert "ValueError: a secret detail of the data" in text
