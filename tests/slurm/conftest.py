"""The cluster that all tests of this folder share."""

import tempfile
from pathlib import Path

import pytest
from throwaway import OBSTACLES, Cluster


@pytest.fixture(scope="session")
def cluster():
    for reason, hinders in OBSTACLES.items():
        if hinders():
            pytest.skip(reason)
    # The paths of sockets are short, so pytest's own folders will not do.
    folder = Path(tempfile.mkdtemp(prefix="slurm-", dir="/tmp"))
    cluster = Cluster(folder)
    yield cluster
    cluster.down("--purge")
