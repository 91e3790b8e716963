"""What holds for all tests: what they publish is kept in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


# After tests/browser has marked its own as live.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest test first, so that all others run beside it, then the quick ones, then those with a server."""
    items.sort(key=lambda item: (item.path.name != "test_swap.py", item.get_closest_marker("live") is not None))


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep published snapshots out of the checkout; processes that a test starts inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTIVITY_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("ACTIVITY_POLL_SECONDS", "0.2")
        yield
