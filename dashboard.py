"""The ASGI application: `streamlit run dashboard.py`, or `uvicorn dashboard:app` behind a server of your own.

The main script is `pages/frame.py`, inside the folder of pages: beside it Streamlit would start in its old multipage
mode and a first deep link on a fresh server would skip the frame with its filters and checks.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from components.card_element import register
from components.errors import noted
from components.first_visit import visit
from components.logs import RequestIds, is_json_asked, use_json
from components.memory import collected, set_apart
from components.metrics import Metrics, networks_asked
from components.pages import PAGES
from components.preload import needed, whole_page
from components.security_headers import SecurityHeaders
from components.sockets import send_at_once
from components.static_files import StaticFiles
from words import _

log = logging.getLogger("dashboard")


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Have the data ready before the first visitor comes, and then the pages; a folder that cannot be read says so."""
    # Imported here: a cached function picks its storage when the runtime is up.
    from components.data import newest

    send_at_once()
    register()
    try:
        newest()
    except OSError:
        log.exception("the extracts cannot be read")
    first = asyncio.create_task(_first_visit(app))
    async with collected():
        yield {}
    first.cancel()


async def _first_visit(app: st.App) -> None:
    paths = [entry.path for entry in PAGES]
    # Starlette takes no request before this start is over.
    await asyncio.sleep(0.1)
    await visit(app, paths, dict.fromkeys(address for path in paths for address in ("", *needed(path))))
    set_apart()
    if is_json_asked():  # of what has been imported meanwhile, too
        use_json()


def say_sorry(error: Exception) -> bool:
    """Show a plain message with an id, and log the error under that id."""
    told = _("Something went wrong on this page. Try again, or report it with the number {id}.")
    st.error(told.format(id=noted(error)))
    return True


def for_operators() -> list[Middleware]:
    """Return what the settings ask for: ids of requests in a log of JSON, and metrics."""
    wanted = []
    if is_json_asked():
        use_json()
        wanted.append(Middleware(RequestIds))
    if networks := networks_asked():
        wanted.append(Middleware(Metrics, networks=networks))
    return wanted


app = st.App(
    Path(__file__).parent / "pages" / "frame.py",
    lifespan=warm_up,
    middleware=[*for_operators(), Middleware(SecurityHeaders), Middleware(StaticFiles, page=whole_page)],
    on_script_error=say_sorry,
)
