"""Classification from representations: on the same folds, where there is something to learn."""

import logging

import numpy as np
import pandas as pd
import pytest
from sdae.representations import Matrix
from sdae.representations.classification import classify, why_not


@pytest.fixture
def labels():
    return pd.Series(pd.Categorical(["a"] * 20 + ["b"] * 20 + [None] * 5))


def matrix(name, X, replicates=(1, 2)):
    return Matrix(name, replicates, lambda: X)


def test_what_tells_classes_apart_is_found_and_noise_is_not(labels):
    random = np.random.default_rng(0)
    noise = random.normal(size=(45, 3))
    signal = noise + np.repeat([0, 10, 100], [20, 20, 5])[:, None]
    scores = classify([matrix("raw", signal), matrix("codes", noise)], labels, folds=4)
    means = scores.groupby("representation")["balanced_accuracy"].mean()
    assert means["raw"] == 1
    assert means["codes"] < 0.8
    assert list(scores["replicate"]) == 2 * ([1] * 4 + [2] * 4)
    assert list(scores["fold"]) == 4 * [1, 2, 3, 4]


def test_what_is_classified_is_said_to_who_waits(labels, caplog):
    with caplog.at_level(logging.INFO, logger="sdae"):
        classify([matrix("codes", None, (1,))], labels, 4, "classifying mine")
    assert "classifying mine: 100%" in caplog.text


def test_equal_features_get_equal_scores_whatever_their_scale(labels):
    X = np.random.default_rng(0).normal(size=(45, 3))
    scores = classify([matrix("raw", X), matrix("codes", 7 * X - 3)], labels, folds=4)
    raw, codes = (part["accuracy"].to_numpy() for _, part in scores.groupby("representation"))
    np.testing.assert_allclose(raw, codes)


def test_a_diverged_training_is_marked_and_has_no_score(labels):
    scores = classify([matrix("codes", None, (1,))], labels, folds=4)
    assert scores["status"].tolist() == ["diverged"]
    assert scores["fold"].isna().all()
    assert scores["accuracy"].isna().all()


def test_reasons_not_to_classify(labels):
    assert why_not(labels, 20) is None
    assert "20 genes" in why_not(labels, 21)
    assert "no gene" in why_not(None, 5)
    assert "one class" in why_not(pd.Series(["a"] * 9), 5)
    assert classify([matrix("raw", np.zeros((45, 2)))], labels, folds=21).empty
