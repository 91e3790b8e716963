"""Pages take turns: one at a time, the others wait in the order in which they came.

Python runs one thread at a time, and two that want it lose time to each other. Thirty pages that begin together and are
all worked on in slices are all ready at the end; one after the other, half of them are ready in half the time, and the
last one sooner.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Semaphore

# Seconds until a page no longer waits: whatever is before it takes longer than pages do, and shall not hold it.
PATIENCE = 1.0
POLL_SECONDS = 0.05
# Unlike a lock, it is given to whoever has waited longest.
_turn = Semaphore(1)
# One for each page that is worked on or waits.
_pages: list[object] = []


@contextmanager
def its_turn() -> Iterator[None]:
    """Run this block when it is its turn."""
    page = object()
    _pages.append(page)
    is_given = _turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_given:
            _turn.release()
        _pages.remove(page)


async def nobody_waits() -> None:
    """Return when no page is worked on or waits, after `PATIENCE` at the latest: for what can be done at any time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while _pages:
                await asyncio.sleep(POLL_SECONDS)
