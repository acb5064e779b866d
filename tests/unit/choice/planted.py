"""Tables with and without groups."""

import numpy as np


def groups(sizes=(60, 50, 40), apart=4.0, conditions=12, seed=0):
    """Return standardised profiles around well separated centres, and the group of each gene."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((len(sizes), conditions))
    centres = standardised(centres) * apart / 2
    labels = np.repeat(np.arange(len(sizes)), sizes)
    return standardised(centres[labels] + rng.standard_normal((len(labels), conditions))), labels


def without_groups(kind, genes=150, conditions=15, seed=0):
    """Return Gaussian profiles of one of three covariances."""
    rng = np.random.default_rng(seed)
    distance = np.abs(np.subtract.outer(np.arange(conditions), np.arange(conditions)))
    axes = rng.standard_normal((conditions, 2))
    covariance = {
        "independent": np.eye(conditions),
        "time course": 0.8**distance,
        "few directions": axes @ axes.T + 0.1 * np.eye(conditions),
    }[kind]
    root = np.linalg.cholesky(covariance)
    return rng.standard_normal((genes, conditions)) @ root.T


def standardised(X):
    X = X - X.mean(axis=1, keepdims=True)
    return X / X.std(axis=1, ddof=1, keepdims=True)
