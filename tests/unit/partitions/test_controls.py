"""Partitions by chance are worth nothing, known groups everything."""

import numpy as np
import pandas as pd
import pytest
from sdae.partitions.controls import controls
from sdae.partitions.scores import score

GENES = pd.Index([f"g{number}" for number in range(60)])
PROFILES = np.random.default_rng(0).normal(size=(60, 3))


def test_controls_of_known_groups():
    labels = pd.Series(["a"] * 30 + ["b"] * 20 + ["c"] * 5 + [None] * 5, index=GENES)
    partitions = controls(labels, 4, 50, GENES)
    assert list(partitions.obs["representation"]) == ["random"] * 50 + ["labels"]
    assert set(partitions.obs["found"]) == {3}
    ari = score(partitions, labels, PROFILES, ["ari"])["ari"]
    assert ari.iloc[-1] == 1
    assert abs(ari.iloc[:-1].mean()) < 0.03


@pytest.mark.parametrize("labels", [None, pd.Series([None] * 60, index=GENES, dtype=object)])
def test_controls_without_known_groups(labels):
    partitions = controls(labels, 4, 3, GENES)
    assert list(partitions.obs["representation"]) == ["random"] * 3
    assert set(partitions.obs["found"]) == {4}
    assert len({tuple(row) for row in partitions.X}) == 3
