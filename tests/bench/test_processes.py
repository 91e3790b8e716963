"""Commands cost what they cost, and a process that takes too much is ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import processes
from bench.processes import cost, sample, watched

HUNGRY = "import time; held = b'x' * 300_000_000; time.sleep({seconds})"


def test_a_command_is_measured_with_its_memory_and_status(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    light = cost([sys.executable, "-c", "print('done'); raise SystemExit(4)"], said)
    heavy = cost([sys.executable, "-c", HUNGRY.format(seconds=0.2)])
    assert (light.status, said.read_text()) == (4, "done\n")
    assert heavy.status == 0
    assert 300 < heavy.megabytes < light.megabytes + 400
    assert heavy.seconds > 0.2 and heavy.processor_seconds > 0


def test_a_process_within_its_memory_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "EVERY", 0.02)
    with (
        subprocess.Popen([sys.executable, "-c", HUNGRY.format(seconds=0.5)]) as process,
        watched(process, 2000) as watch,
    ):
        process.wait()
    assert not watch.killed and process.returncode == 0
    assert watch.peak is not None and 250 < watch.peak < 500
    assert [one.at for one in watch.samples] == sorted(one.at for one in watch.samples)


def test_a_process_that_takes_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "EVERY", 0.02)
    with (
        subprocess.Popen([sys.executable, "-c", HUNGRY.format(seconds=60)]) as process,
        watched(process, 200) as watch,
    ):
        process.wait()
    assert watch.killed and process.returncode == -9


def test_a_look_at_a_process_that_is_gone_sees_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert sample(process.pid) is None
    mine = sample(os.getpid())
    assert mine is not None and mine.megabytes > 20 and mine.processor_seconds > 0
