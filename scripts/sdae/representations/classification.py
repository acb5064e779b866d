"""Codes as features: how well a classifier finds the labels from each representation.

The paper proposes it as future work; here every representation gets the same classifier on the
same folds, so that differences are those of the features.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sdae.jobs.progress import progress
from sdae.representations import Matrix

SCORES = ["accuracy", "balanced_accuracy"]
COLUMNS = ["replicate", "fold", "point", "representation", "components", *SCORES, "status"]
ITERATIONS = 1000


def why_not(labels: pd.Series | None, folds: int) -> str | None:
    """Say why there is nothing to classify, or return None when there is.

    Args:
      labels: of the genes, missing where unknown; None if there are none.
      folds: of the cross-validation; each must hold every class.
    """
    if labels is None or labels.notna().sum() == 0:
        return "no gene has a label"
    sizes = labels.value_counts()
    sizes = sizes[sizes > 0]
    if len(sizes) < 2:
        return f"all labelled genes are of one class, '{sizes.index[0]}'"
    if sizes.min() < folds:
        return (
            f"class '{sizes.idxmin()}' has {sizes.min()} genes, fewer than the {folds} folds: "
            "choose fewer for 'classification.folds'"
        )
    return None


def classify(
    matrices: Sequence[Matrix],
    labels: pd.Series | None,
    folds: int,
    what: str = "classifying",
) -> pd.DataFrame:
    """Cross-validate a logistic regression on each representation.

    The features are standardised within each training fold. The folds are those of the
    replicate's number, the same for all representations.

    Args:
      matrices: what to classify by.
      labels: of the genes; genes without one are left out.
      folds: stratified by class.
      what: the work in words, for who waits, as `classifying mine`.

    Returns:
      `COLUMNS`, one row per matrix, replicate and fold: accuracy, and balanced accuracy
      (the mean recall of the classes), of that fold's genes. Where a training gave nothing
      finite, one row without fold and scores, of the status diverged. No rows where `why_not`
      has a reason.
    """
    if labels is None or why_not(labels, folds):
        return pd.DataFrame(columns=COLUMNS)
    known = labels.notna().to_numpy()
    truth = labels[known].astype(str).to_numpy()
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=ITERATIONS))
    rows = []
    total = sum(len(each.replicates) for each in matrices)
    with progress(total, what, "representation") as advance:
        for each in matrices:
            X = each.load()
            finite = X is not None and bool(np.isfinite(X).all())
            for replicate in each.replicates:
                row = {
                    "replicate": replicate,
                    "point": each.point,
                    "representation": each.representation,
                    "components": each.components,
                    "status": "ok" if finite else "diverged",
                }
                if X is not None and finite:
                    parts = StratifiedKFold(folds, shuffle=True, random_state=replicate)
                    found = cross_validate(model, X[known], truth, cv=parts, scoring=SCORES)
                    rows += [
                        {**row, "fold": fold + 1}
                        | {name: found[f"test_{name}"][fold] for name in SCORES}
                        for fold in range(folds)
                    ]
                else:
                    rows.append(row)
                advance(1)
    return pd.DataFrame(rows, columns=COLUMNS).astype({"fold": "Int64", "components": "Int64"})
