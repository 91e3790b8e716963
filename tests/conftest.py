"""What holds for all tests: what they publish is kept in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

# Files of a minute and more begin, so that none is left over at the end for one processor alone; those with a browser
# stand between those without, so that no three browsers work at once.
LONGEST = (
    "browser/test_accessible.py",
    "browser/test_swap.py",
    "extracts/test_faults.py",
    "browser/test_screenshots.py",
    "extracts/test_fuzz.py",
    "browser/test_hostile_text.py",
    "extracts/test_publication.py",
    "bench/test_commands.py",
    "extracts/test_scanned.py",
    "browser/test_server.py",
    "pages/test_trial.py",
    "browser/test_sign_in.py",
    "queries/test_threads.py",
    "browser/test_headers.py",
    "pages/test_pages.py",
    "browser/test_processes.py",
)


# After tests/browser has marked its own as live.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, so that others run beside them, then the quick ones, then those with a server."""
    ranks = {file: rank for rank, file in enumerate(LONGEST)}

    def rank(item: pytest.Item) -> tuple[int, bool]:
        usual = ranks.get("/".join(item.path.parts[-2:]), len(LONGEST))
        return usual, item.get_closest_marker("live") is not None

    items.sort(key=rank)


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep published snapshots out of the checkout; processes that a test starts inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTIVITY_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("ACTIVITY_POLL_SECONDS", "0.2")
        yield
