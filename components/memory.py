"""When Python looks for garbage: now and then, and not among what stays for good.

Streamlit would look through the whole memory after each run of a page, which takes longer than the run.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

# Python itself collects what is young all the time; this is for what has grown old in between.
SECONDS_BETWEEN = 60.0
# So many new objects are young together, thirty times as many as by default: a page makes thousands, nearly all of
# which go by themselves, and looking through them so often is a twelfth of its time.
YOUNG = 20_000


def set_apart() -> None:
    """Take all that is in memory now out of later collections: modules, SQL, the contract."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


@asynccontextmanager
async def collected(seconds: float = SECONDS_BETWEEN) -> AsyncIterator[None]:
    """Collect all garbage every so many `seconds` while the block runs."""
    task = asyncio.create_task(_collect(seconds))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _collect(seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        gc.collect()
