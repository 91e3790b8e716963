"""Many people at once get the answers that one gets alone: 50 threads take thousands of them from the shipped data."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from extracts import data_folder
from extracts.build import load
from queries import Filters, run
from tests.thorough import THOROUGH

THREADS, ANSWERS = 50, 10_000 if THOROUGH else 1_500
# Questions of a millisecond or two, so that the threads spend their time getting in each other's way.
ASKED = [
    ("coverage", Filters()),
    ("tool_releases", Filters()),
    ("coverage", Filters(from_year=2018, to_year=2021)),
    ("delivered_files", Filters()),
    ("coverage", Filters(to_year=2013)),
    ("tool_releases", Filters(from_year=2018, to_year=2021, basis="reported")),
    ("coverage", Filters(from_year=2020, to_year=2020)),
    ("published_figures", Filters(from_year=2020, to_year=2020)),
    ("rows_set_aside", Filters()),
]


def test_50_threads_take_right_answers() -> None:
    snapshot = load(data_folder())
    alone = [run(snapshot, name, filters) for name, filters in ASKED]
    assert len({len(rows) for rows in alone}) > 4  # a mix-up of two questions or filters would show
    start = Barrier(THREADS)

    def ask_on(thread: int) -> int:
        start.wait()
        right = 0
        for turn in range(ANSWERS // THREADS):
            # Neighbours ask different questions at the same moment.
            number = (thread + turn) % len(ASKED)
            name, filters = ASKED[number]
            right += run(snapshot, name, filters).equals(alone[number])
        return right

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(ask_on, range(THREADS))) == ANSWERS
