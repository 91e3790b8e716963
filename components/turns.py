"""Pages take turns: so many at once as there are processors, the others wait in the order in which they came.

Python runs one thread at a time. Thirty pages that begin together and are all worked on in slices are all ready at the
end; one after the other, half of them are ready in half the time, and the last one no later.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

# Seconds until a page no longer waits: whatever is before it takes longer than pages do, and shall not hold it.
PATIENCE = 1.0
_turns = Semaphore(os.cpu_count() or 1)


@contextmanager
def its_turn() -> Iterator[None]:
    """Run this block when it is its turn."""
    is_given = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_given:
            _turns.release()
