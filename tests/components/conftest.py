"""What the tests of the components share: coroutines are run wherever the tests stand."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _loop_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run coroutines in a thread: a browser of other tests in the same worker keeps a loop in this one."""
    run = asyncio.run

    def run_apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(copy_context().run, run, coroutine).result()

    monkeypatch.setattr(asyncio, "run", run_apart)
    yield
