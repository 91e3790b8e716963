"""What is known of the visitor's screen."""

from __future__ import annotations

import streamlit as st

from components.card_element import is_narrow


def on_phone() -> bool:
    """Tell whether the browser says that it runs on a phone, or that its window has become as narrow as one."""
    return narrow_window() in (None, True)


def narrow_window() -> bool | None:
    """Return whether the window is as narrow as a phone, as far as told; None on a phone, whichever way it is held."""
    return None if "Mobi" in (st.context.headers.get("User-Agent") or "") else is_narrow()
