"""The price of choosing, against simulation."""

import numpy as np
import pandas as pd
import pytest
from sdae.statistics.choosing import ALL, COLUMNS, best_of_grid, expected_best, price_of_choosing

BLOCKS = 20


def drawn(mean, number, seed, spread=0.02, genes=0.001):
    """Values of partitions, of all genes and without each block of them."""
    random = np.random.default_rng(seed)
    values = random.normal(mean, spread, (number, 1))
    return np.hstack([values, values + genes * random.normal(size=(1, BLOCKS))])


def test_expected_best_is_the_mean_maximum_of_as_many_draws():
    rng = np.random.default_rng(1)
    values = rng.normal(size=30)
    maxima = rng.choice(values, (20_000, 8)).max(axis=1)
    assert expected_best(values, 8) == pytest.approx(maxima.mean(), abs=0.02)
    assert expected_best(values, 1) == pytest.approx(values.mean())


def test_a_lucky_best_is_not_beaten_and_a_good_one_is():
    lucky = price_of_choosing(drawn(0.5, 200, 1), {"raw": drawn(0.5, 60, 2)}).iloc[0]
    better = price_of_choosing(drawn(0.65, 200, 3), {"raw": drawn(0.5, 60, 4)}).iloc[0]
    assert not lucky["beaten"]
    assert better["beaten"]
    assert better["low"] < better["difference"] < better["high"]
    assert tuple(lucky.index) == COLUMNS


def test_what_is_equal_but_for_the_digits_of_a_table_is_not_beaten():
    exact = np.full((3, 1 + BLOCKS), 1 / 3)
    [row] = price_of_choosing(exact.round(12) + 4e-13, {"raw": exact}).to_dict("records")
    assert not row["beaten"]
    assert (row["difference"], row["low"], row["high"]) == (0, 0, 0)


def test_nothing_is_beaten_where_nothing_says_how_sure_it_is():
    one = price_of_choosing(np.array([[0.9]]), {"raw": np.array([[0.1]])}).iloc[0]
    assert not one["beaten"]
    assert one["difference"] == pytest.approx(0.8)


def test_the_best_of_few_is_held_against_the_best_of_as_few():
    many, few = drawn(0.5, 840, 5), drawn(0.5, 20, 6)
    [row] = price_of_choosing(many, {"untrained": few}).to_dict("records")
    assert row["tries"] == 20
    assert row["grid_best"] == pytest.approx(expected_best(many[:, 0], 20))
    assert row["grid_best"] < many[:, 0].max()
    # Nothing is said of a best that nobody has seen.
    assert row["expected_best"] <= few[:, 0].max()


def test_the_interval_is_that_of_the_expected_best_over_genes():
    values = drawn(0.6, 30, 7, genes=0.02)
    raw = np.full((30, 1 + BLOCKS), 0.5)
    [row] = price_of_choosing(values, {"raw": raw}).to_dict("records")
    [more] = price_of_choosing(drawn(0.6, 30, 7, genes=0.002), {"raw": raw}).to_dict("records")
    assert row["high"] - row["low"] > 5 * (more["high"] - more["low"])


def test_controls_that_failed_are_left_out():
    assert expected_best(np.array([1.0, 3.0]), 1) == 2
    assert price_of_choosing(np.array([[0.5]]), {"none": np.array([[np.nan]])}).empty


def test_each_representation_is_held_against_its_own_controls_and_raw():
    scores = pd.DataFrame({"representation": ["codes"] * 3, "clusterer": ["kmeans"] * 3})
    held = pd.DataFrame({
        "control": ["raw restarts", "untrained", "untrained"],
        "representation": ["raw", "codes", "regenerated"],
        "clusterer": ["kmeans"] * 3,
    })  # fmt: skip
    values = np.array([[0.1], [0.3], [0.2]])
    table = best_of_grid(scores, values, held, np.array([[0.05], [0.15], [0.9]]))
    whole, table = table[table["representation"] == ALL], table[table["representation"] != ALL]
    assert whole["control"].to_list() == ["raw restarts", "untrained"]
    assert whole["values"].to_list() == [1, 2]
    assert table["control"].to_list() == ["raw restarts", "untrained"]
    assert table["expected_best"].to_list() == pytest.approx([0.05, 0.15])
    assert (table["best"] == 0.3).all()
    assert (table["draws"] == 3).all()


def test_no_agreement_above_1_is_expected_of_many_draws():
    assert expected_best(np.array([0.5, 0.9, 1.0]), 500) == 1
