"""Tables of which one knows what is in them: without groups, and with groups near or far."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from sdae.choice.number import number_of_clusters
from sdae.choice.reference import Reference
from sdae.choice.structure import structure
from sdae.jobs.progress import progress
from sdae.preparation.scaling import moments, standardised

TABLES = 200
COVARIANCES = ("independent", "time course", "few directions")
GENES, CONDITIONS = (100, 400), (10, 40)
# Groups, each of 15 to 40 genes, and how far apart: standard deviations of the centres over those
# of the noise, before profiles are standardised.
GROUPS = tuple(range(2, 13))
APART = {"far": 2.0, "near": 0.5}
DRAWS = 1
LEVEL = 0.05


def without_groups(covariance: str, rng: np.random.Generator) -> np.ndarray:
    """Draw a Gaussian table of one covariance, of a size by chance."""
    genes, conditions = int(rng.integers(*GENES)), int(rng.integers(*CONDITIONS))
    apart = np.abs(np.subtract.outer(np.arange(conditions), np.arange(conditions)))
    axes = rng.standard_normal((conditions, 2))
    root = np.linalg.cholesky(
        {
            "independent": np.eye(conditions),
            "time course": 0.8**apart,
            "few directions": axes @ axes.T + 0.1 * np.eye(conditions),
        }[covariance]
    )
    return rng.standard_normal((genes, conditions)) @ root.T


def with_groups(groups: int, apart: float, rng: np.random.Generator) -> np.ndarray:
    """Draw profiles around centres of their groups."""
    sizes = rng.integers(15, 40, groups)
    centres = apart * rng.standard_normal((groups, int(rng.integers(*CONDITIONS))))
    profiles = np.repeat(centres, sizes, axis=0)
    profiles = profiles + rng.standard_normal(profiles.shape)
    return standardised(profiles, *moments(profiles))


def false_positives(tables: int = TABLES) -> Iterator[dict]:
    """Yield what the test for structure says of each table without groups, one row each."""
    with progress(tables, "testing", "table without groups") as done:
        for number in range(tables):
            covariance = COVARIANCES[number % 3]
            as_scores = number // 3 % 2 == 1
            X = without_groups(covariance, np.random.default_rng(number))
            X = standardised(X, *moments(X)) if as_scores else X
            found = structure(X, Reference(X, as_scores))
            yield {
                "covariance": covariance,
                "standardised": as_scores,
                "seed": number,
                "genes": X.shape[0],
                "conditions": X.shape[1],
                "p": found.p,
            }
            done(1)


def numbers() -> Iterator[dict]:
    """Yield what the panel says of tables with groups, one row each."""
    with progress(len(APART) * len(GROUPS) * DRAWS, "counting groups in", "table") as done:
        for name, apart in APART.items():
            for groups in GROUPS:
                for draw in range(DRAWS):
                    X = with_groups(groups, apart, np.random.default_rng(1_000 * groups + draw))
                    yield {"table": name, "draw": draw, **counted(X, groups)}
                    done(1)


def counted(X: np.ndarray, groups: int) -> dict:
    """Return how many groups the panel sees in standardised profiles, beside the truth."""
    panel = number_of_clusters(X, Reference(X, True))
    return {
        "genes": X.shape[0],
        "conditions": X.shape[1],
        "groups": groups,
        "auto": panel.number,
        "low": panel.low,
        "high": panel.high,
        "unsure": panel.unsure,
        **panel.votes,
    }


def subsets(X: np.ndarray, labels: pd.Series, draws: int = 1) -> Iterator[dict]:
    """Yield the same for a few of a table's many groups, drawn by chance: 3 to 12 of them."""
    kinds = np.unique(labels.dropna())
    for groups in range(3, min(12, len(kinds)) + 1):
        for draw in range(draws):
            some = np.random.default_rng(100 * groups + draw).choice(kinds, groups, replace=False)
            yield {"draw": draw, **counted(X[labels.isin(some).to_numpy()], groups)}
