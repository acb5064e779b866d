"""The price of choosing, against simulation."""

import numpy as np
import pytest
from sdae.statistics.choosing import COLUMNS, best_quantile, expected_best, price_of_choosing


def test_expected_best_is_the_mean_maximum_of_as_many_draws():
    rng = np.random.default_rng(1)
    values = rng.normal(size=30)
    maxima = rng.choice(values, (20_000, 8)).max(axis=1)
    assert expected_best(values, 8) == pytest.approx(maxima.mean(), abs=0.02)
    assert best_quantile(values, 8, 0.5) == pytest.approx(np.quantile(maxima, 0.5), abs=0.05)
    assert expected_best(values, 1) == pytest.approx(values.mean())
    assert expected_best(values, 10**6) == pytest.approx(values.max())


def test_a_lucky_best_is_called_luck_and_a_good_one_is_not():
    rng = np.random.default_rng(2)
    raw = rng.normal(0.5, 0.02, 200)
    lucky = price_of_choosing(rng.normal(0.5, 0.02, 200).max(), 200, {"raw": raw}).iloc[0]
    better = price_of_choosing(0.65, 200, {"raw": raw}).iloc[0]
    assert lucky["p"] > 0.05
    assert better["high"] < 0.65
    assert tuple(lucky.index) == COLUMNS


def test_controls_all_alike_are_exact():
    row = price_of_choosing(0.5, 9, {"raw": np.full(9, 0.5)}).iloc[0]
    assert (row["expected_best"], row["low"], row["high"], row["p"]) == (0.5, 0.5, 0.5, 1)


def test_missing_values_are_left_out():
    assert expected_best(np.array([np.nan, 1.0, 3.0]), 1) == 2
    assert np.isnan(expected_best(np.array([]), 3))
    assert price_of_choosing(0.5, 3, {"none": np.array([])}).iloc[0]["p"] == 1
