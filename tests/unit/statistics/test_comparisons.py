"""Tables of comparisons, adjusted for all that was tested."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sdae.statistics.comparisons import COLUMNS, adjust, compare


def test_pairs_of_columns_are_compared():
    rng = np.random.default_rng(1)
    values = pd.DataFrame(
        rng.normal([0.5, 0.6, 0.5], 0.01, (5, 3)), columns=["raw", "codes", "pca"]
    )
    table = compare(values, [("codes", "raw"), ("pca", "raw")])
    assert tuple(table.columns) == COLUMNS
    assert table["p_adjusted"].to_numpy() == pytest.approx(adjust(table["p"].to_numpy()))
    assert table["difference"][0] == pytest.approx((values["codes"] - values["raw"]).mean())


def test_no_pairs_give_an_empty_table():
    assert len(compare(pd.DataFrame({"raw": [1.0, 2.0]}), [])) == 0


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_nothing_is_seldom_called_something(method):
    rng = np.random.default_rng(2)
    names = list("abcdef")
    wrong = 0
    for _ in range(150):
        values = pd.DataFrame(rng.normal(size=(5, 6)), columns=names)
        table = compare(values, [(name, "a") for name in names[1:]], method=method)
        wrong += (table["p_adjusted"] <= 0.05).any()
    assert wrong / 150 <= 0.085


def test_adjustments_are_those_of_the_books():
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.005])
    assert adjust(p) == pytest.approx([0.03, 0.06, np.nan, 0.06, 0.02], nan_ok=True)
    assert adjust(p, "bh")[[0, 1, 3, 4]] == pytest.approx(
        stats.false_discovery_control(p[[0, 1, 3, 4]])
    )
    assert adjust(np.array([])).shape == (0,)
    with pytest.raises(ValueError, match="'bonferroni'"):
        adjust(p, "bonferroni")
