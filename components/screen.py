"""What is known of the visitor's screen."""

from __future__ import annotations

import streamlit as st


def on_phone() -> bool:
    """Tell whether the browser says that it runs on a phone: Streamlit reports no width of the screen."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
