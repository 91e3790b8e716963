"""Programs are started, asked and ended; what goes wrong with one becomes words for the table."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice

import pytest

from bench import answers, servers
from bench.agent import Visitor
from bench.choices import choices
from bench.deliveries import Delivery
from bench.load import Load, measure, measure_at, percentile
from bench.servers import App, Bounds, UnfitError, serving

BOUNDS = Bounds(seconds=10, reading_seconds=10)


def test_a_visitor_keeps_its_session(fake: App, small: Delivery) -> None:
    with serving(fake, small, BOUNDS) as server:
        visitor = Visitor(server.port, 5)
        assert visitor.open("/") > 0
        first = visitor.answer
        visitor.set({"filter-regions": ["Africa"]})
        assert visitor.answer == first
        assert visitor.pages() == ["", "one", "two"]
        with pytest.raises(UnfitError, match=r"400: .*refused"):
            for choice in islice(choices(1), 5):
                visitor.set(choice)
    assert server.process.poll() is not None


def test_death_is_said_in_words(fake: App, small: Delivery) -> None:
    with pytest.raises(UnfitError, match=r"died \(3\)"), serving(fake, small, BOUNDS) as server:
        Visitor(server.port, 5).open("die")
    stillborn = replace(fake, command=lambda _port: [sys.executable, "-c", "raise SystemExit('no data')"])
    with pytest.raises(UnfitError, match=r"died \(1\): .*no data"), serving(stillborn, small, BOUNDS):
        pass


def test_too_long_and_too_much_are_said_in_words(fake: App, small: Delivery) -> None:
    asleep = replace(fake, command=lambda _port: [sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(UnfitError, match="out of time"), serving(asleep, small, replace(BOUNDS, reading_seconds=0.2)):
        pass
    with pytest.raises(UnfitError, match="out of memory"), serving(asleep, small, replace(BOUNDS, megabytes=1)):
        pass


def test_what_is_not_installed_is_said(small: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "find_spec", lambda name: None if name == "dash" else name)
    told = r"dash is not installed: see requirements-bench\.txt"
    with pytest.raises(UnfitError, match=told), serving(servers.APPS["dash"], small, BOUNDS):
        pass


def test_no_choice_is_made_twice() -> None:
    made = list(islice(choices(5), 1000))
    assert len({repr(choice) for choice in made}) == 1000
    assert made == list(islice(choices(5), 1000)) != list(islice(choices(6), 1000))
    assert all(2011 <= first < last <= 2025 for first, last in (choice["filter-years"] for choice in made))
    # Years and at most two of five regions: 105 × 16 choices, and no more.
    assert 1600 < len(list(choices(5, with_topics=False))) <= 105 * 16


def test_answers_are_measured_fresh_and_repeated(fake: App, small: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "WARM", 0)
    ours = replace(fake, name="ours", publishes=True)
    monkeypatch.setattr(servers, "publish", lambda _delivery: None)
    table = answers.measure([ours, fake, replace(fake, name="dead", page="die")], [small], 2, BOUNDS)
    first, second, dead = (dict(zip([name for name, _form in table.columns], row, strict=True)) for row in table.rows)
    assert (first["program"], first["fresh, times its smallest"], first["times this dashboard"]) == ("ours", 1, 1)
    assert second["times this dashboard"] == second["fresh ms"] / first["fresh ms"]
    assert dead["fresh ms"].startswith("died (3)") and dead["first page s"] is None


def test_load_counts_acts_and_errors_of_all_sessions(fake: App, small: Delivery) -> None:
    table = measure([fake], [small], [Load(sessions=4, every=0.05, seconds=1)], BOUNDS)
    [row] = [dict(zip([name for name, _form in table.columns], row, strict=True)) for row in table.rows]
    # 4 sessions act 20 times each; of about 15 changes of filters in 20 acts every fifth is refused.
    assert row["acts"] + row["errors"] == 80
    assert 0 < row["acts per s"] <= row["acts"]
    assert 4 <= row["errors"] <= 16
    assert 0 < row["median ms"] <= row["p95 ms"] <= row["p99 ms"] <= row["slowest ms"]
    assert any("× UnfitError: 400" in note for note in table.notes)
    assert any(note.startswith("a fake, 5,000 rows, 4 sessions: memory MB over") for note in table.notes)


def test_sessions_are_spread_over_processes_whose_memory_is_added_up(fake: App, small: Delivery) -> None:
    # Long enough for two looks at each process, on a machine that has other things to do.
    loads = [Load(sessions=4, every=0.15, seconds=3, processes=processes) for processes in (1, 2)]
    table = measure([fake], [small], loads, BOUNDS)
    one, two = (dict(zip([name for name, _form in table.columns], row, strict=True)) for row in table.rows)
    assert (one["processes"], two["processes"]) == (1, 2)
    assert two["acts"] + two["errors"] == 80
    assert one["memory MB, start"] is None or two["memory MB, start"] > 1.5 * one["memory MB, start"]


def test_percentiles() -> None:
    values = [float(value) for value in range(1, 101)]
    assert percentile(values, 50) == pytest.approx(50.5)
    assert percentile(values, 95) == pytest.approx(95.05)
    assert percentile(values, 100) == 100
    assert percentile([7.0], 95) == 7


def test_a_dashboard_that_runs_already_is_put_under_load(fake: App, small: Delivery) -> None:
    with serving(fake, small, BOUNDS) as server:
        loads = [Load(sessions=3, every=0.05, seconds=0.5)]
        [row] = measure_at(server.address, loads, BOUNDS).record()["rows"]
    assert row["program"] == server.address
    assert row["acts"] > 0 and row["errors"] + row["acts"] == 30
    [row] = measure_at(server.address, loads, BOUNDS).record()["rows"]
    assert "refused" in row["median ms"]
