"""Small deliveries, made once, and a program that answers like an app without being one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.deliveries import Delivery, delivery
from bench.servers import App

FAKE = Path(__file__).with_name("fake_app.py")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    """A delivery of 5000 rows: 1000 trainings with four offices each."""
    return delivery(5000, tmp_path_factory.mktemp("deliveries"))


@pytest.fixture
def fake() -> App:
    """A program of a few lines behind the agent API; the names of its pages and widgets say how it misbehaves."""
    return App(
        "a fake",
        lambda port: [sys.executable, str(FAKE), str(port)],
        "/health",
        "/",
        lambda delivery: {"BENCH_DATA": str(delivery.data)},
        needs="json",
    )
