"""Garbage is looked for now and then, and not among what stays."""

from __future__ import annotations

import asyncio
import gc
import weakref

from components.memory import YOUNG, collected, set_apart


class Node:
    """An object that only a collection can free: it refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_there_is_set_apart() -> None:
    before, young = gc.get_freeze_count(), gc.get_threshold()
    try:
        set_apart()
        assert gc.get_freeze_count() > before + 1_000
        assert gc.get_threshold()[0] == YOUNG
    finally:
        gc.unfreeze()
        gc.set_threshold(*young)


def test_garbage_is_collected_while_the_block_runs() -> None:
    async def run() -> bool:
        gc.disable()
        try:
            seen = weakref.ref(Node())
            async with collected(seconds=0.01):
                for _i in range(1_000):
                    if seen() is None:
                        return True
                    await asyncio.sleep(0.01)
            return False
        finally:
            gc.enable()

    assert asyncio.run(run())
    assert gc.isenabled()
