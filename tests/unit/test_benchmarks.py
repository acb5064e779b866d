"""What the benchmark makes of its times, and that it times the same work for all."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import growth
import jax_single
import jax_vmap
import ours
import work


def test_the_exponent_and_the_costliest_doubling_are_those_of_the_times():
    row = growth.summarise("genes", (1, 2, 4, 8), [3, 3 * 2**1.5, 3 * 4**1.5, 3 * 8**1.5])
    assert row["exponent"] == pytest.approx(1.5)
    assert row["largest_doubling"] == pytest.approx(2**1.5)
    uneven = growth.summarise("points", (1, 2, 4), [1, 1.5, 4.5])
    assert uneven["largest_doubling"] == pytest.approx(3)


def test_steps_are_those_of_the_mix():
    assert [work.steps(size, 5) for size in work.BATCH_SIZE] == [480, 240, 160]
    assert len(work.all_cases(4)) * len(work.BATCH_SIZE) * 2 == 840


@pytest.mark.parametrize("other", [jax_single, jax_vmap])
def test_the_alternatives_train_the_same_models(other):
    x = work.profiles()
    cases = work.sample_cases(12)
    for one, two in zip(ours.prepare(cases, x, 2)(), other.prepare(cases, x, 2)(), strict=True):
        for a, b in zip(one, two, strict=True):
            np.testing.assert_allclose(a, b, rtol=2e-3, atol=2e-4)
