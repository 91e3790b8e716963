"""A cluster for the tests of the distributed engine: `make spark`, where Spark is installed and Java is there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.queries.conftest import deliver

__all__ = ["deliver"]

# Without the package of requirements-spark.txt only the translation is tested, as in the usual run.
collect_ignore_glob = [] if find_spec("pyspark") else ["test_spark_*.py"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a master, two workers and a Connect server on loopback, and return the address of the last."""
    from bench.cluster import cluster

    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found
