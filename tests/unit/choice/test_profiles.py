"""Mean profiles of clusters: of measured values only, conditions in their own order."""

import numpy as np
import pandas as pd
from sdae.choice.profiles import cluster_profiles


def test_each_cluster_is_described_by_the_measured_values_of_its_genes():
    values = np.array([[1, 10], [3, np.nan], [5, 20], [7, 7]], float)
    clusters = pd.Series(pd.array([2, 2, 1, None], dtype="Int64"))
    found = cluster_profiles(values, clusters, pd.Index(["late", "early"]))
    expected = pd.DataFrame(
        {
            "cluster": [1, 1, 2, 2],
            "condition": ["late", "early", "late", "early"],
            "genes": [1, 1, 2, 1],
            "mean": [5, 20, 2, 10.0],
            "sd": [np.nan, np.nan, 2**0.5, np.nan],
        }
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_a_condition_without_a_value_in_a_cluster_is_there_with_none():
    found = cluster_profiles(
        np.array([[1.0, np.nan], [2, 3]]), pd.Series([1, 2]), pd.Index(["a", "b"])
    )
    first = found[(found["cluster"] == 1) & (found["condition"] == "b")].iloc[0]
    assert first["genes"] == 0
    assert np.isnan(first["mean"])
