"""What is said of representations as features is what was measured, at sizes that compare."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sdae.report.classification import in_short, in_words
from sdae.representations import Matrix
from sdae.representations.classification import classify
from sdae.statistics.classification import compare, interval, read, read_comparison

FOLDS = 4


def table(path, *parts):
    """Write and read a table as the workflow keeps it: (representation, layers or k, scores)."""
    rows = [
        {
            "dataset": "d",
            "replicate": number // FOLDS + 1,
            "fold": number % FOLDS + 1,
            "point": f"{name}{size}" if isinstance(size, str) else "",
            "layers": size if isinstance(size, str) else None,
            "representation": name,
            "components": size if isinstance(size, int) else None,
            "balanced_accuracy": value,
            "status": "ok" if np.isfinite(value) else "diverged",
        }
        for name, size, values in parts
        for number, value in enumerate(values)
    ]
    pd.DataFrame(rows).astype({"components": "Int64"}).to_csv(path, sep="\t", index=False)
    return read(path)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "classification.tsv"


def test_few_components_do_not_count_against_principal_components(path):
    low, high = np.full(8, 0.3), np.full(8, 0.8)
    scores = table(
        path, ("raw", None, high), ("pca_first", 1, low), ("pca_first", 8, high),
        ("codes", "32-8", high), ("codes", "2", low),
    )  # fmt: skip
    means = compare(scores).set_index("representation")["mean"]
    assert means.to_dict() == pytest.approx({"raw": 0.8, "codes": 0.8, "pca_first": 0.8})
    assert (
        "8 nodes of the bottleneck or components"
        in in_words(compare(scores, ["codes", "pca_first"]))[0]
    )


def test_each_size_weighs_the_same_however_many_settings_it_has(path):
    scores = table(
        path, ("codes", "8", [0.2] * 8), ("codes", "32-8", [0.4] * 8), ("codes", "16", [0.9] * 8)
    )
    (row,) = compare(scores).to_dict("records")
    assert row["mean"] == pytest.approx((0.3 + 0.9) / 2)
    assert row["sizes"] == "8, 16"


def test_differences_are_paired_and_only_clear_ones_are_called_so(path):
    random = np.random.default_rng(0)
    hard = random.uniform(0.3, 0.9, 8)
    scores = table(
        path, ("raw", None, hard), ("regenerated", "8", hard + random.normal(0.05, 0.005, 8)),
        ("codes", "8", hard - random.normal(0.05, 0.005, 8)),
        ("pca_first", 8, random.permutation(hard) + 0.05),
    )  # fmt: skip
    comparison = compare(scores)
    verdicts = comparison.set_index("representation")["verdict"].dropna().to_dict()
    assert verdicts == {"regenerated": "above", "codes": "below", "pca_first": "not told apart"}
    short = in_short(comparison)
    assert "regenerated profiles exceed the raw profiles" in short
    assert "codes fall short of the raw profiles" in short
    assert "principal components cannot be told apart from the raw profiles" in short


def test_the_interval_is_a_paired_t_interval_that_allows_for_shared_training_sets():
    differences = np.random.default_rng(0).normal(0.02, 0.01, 10)
    plain = stats.ttest_1samp(differences, 0).confidence_interval(0.95)
    np.testing.assert_allclose(interval(differences, 10**9), plain, rtol=1e-6)
    half = (plain.high - plain.low) / 2
    low, high = interval(differences, 5)
    # Nadeau and Bengio: (1/n + 1/(folds - 1)) in the place of 1/n.
    assert (high - low) / 2 == pytest.approx(half * np.sqrt((1 / 10 + 1 / 4) / (1 / 10)))
    assert (high + low) / 2 == pytest.approx(differences.mean())


def test_a_comparison_survives_its_file_and_what_has_no_score_is_said(path):
    random = np.random.default_rng(0)
    scores = table(
        path, ("raw", None, random.random(8)), ("codes", "8", random.random(8)),
        ("pca_first", 3, random.random(8)), ("regenerated", "8", [np.nan] * 8),
    )  # fmt: skip
    comparison = compare(scores)
    comparison.to_csv(path, sep="\t", index=False)
    pd.testing.assert_frame_equal(read_comparison(path), comparison, check_dtype=False)
    (said,) = in_words(comparison)
    assert "first principal components without a score at that size" in said
    assert "codes cannot be told apart" in said
    assert "mean at 8 nodes of the bottleneck:" in said
    assert "nan" not in said


def test_without_raw_profiles_nothing_is_compared(path):
    comparison = compare(table(path, ("codes", "8", [0.5] * 8), ("pca_first", 8, [0.6] * 8)))
    assert comparison["verdict"].isna().all()
    assert "no raw profiles to compare with" in in_short(comparison)
    raw = compare(table(path, ("raw", None, [0.5] * 8)))
    assert "nothing to compare" in in_short(raw)
    assert "raw profiles 0.500." in in_words(raw)[0]


def test_the_same_features_in_other_units_are_not_told_apart(path):
    X = np.random.default_rng(0).normal(size=(60, 3))
    labels = pd.Series(np.repeat(["a", "b"], 30))
    named = {"raw": (X, "", None), "pca_first": (5 * X - 1, "", 3)}
    found = classify(
        [Matrix(name, (1, 2), lambda X=X: X, *rest) for name, (X, *rest) in named.items()],
        labels,
        FOLDS,
    )
    found.assign(dataset="d", layers=None).to_csv(path, sep="\t", index=False)
    comparison = compare(read(path)).set_index("representation")
    assert comparison.loc["pca_first", "difference"] == pytest.approx(0)
    assert comparison.loc["pca_first", "verdict"] == "not told apart"
    assert comparison.loc["raw", ["replicates", "folds"]].tolist() == [2, FOLDS]
