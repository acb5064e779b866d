"""A data set as the page has it, with names that a page must survive."""

from dataclasses import replace

import numpy as np
import pandas as pd
from sdae.configuration import check
from sdae.report.found import Found

EVIL = "</script><script>alert(1)</script>"
FORMULA = "=HYPERLINK(1)"
CONFIG = check(
    {
        "datasets": "sets.tsv",
        "replicates": 2,
        "grid": {"layers": [[2]], "corruption": [0.1]},
        "clusterers": {"main": {"kind": "kmeans"}},
        "representations": ["raw", "codes"],
    }
)


def found(genes=60, conditions=12, clusters=3, labels=True, seed=0):
    """Return planted groups of genes; the first two have names that are traps."""
    draws = np.random.default_rng(seed)
    own = np.arange(genes) % clusters
    middles = draws.normal(size=(clusters, conditions))
    values = middles[own] + 0.3 * draws.normal(size=(genes, conditions))
    names = [EVIL, FORMULA, *(f"gene{i}" for i in range(2, genes))]
    table = pd.DataFrame({
        "gene": names,
        "cluster": pd.array(own + 1, dtype="Int64"),
        "stability": np.linspace(0.2, 1, genes),
        "silhouette": np.linspace(-0.1, 0.5, genes),
        "second_cluster": pd.array((own + 1) % clusters + 1, dtype="Int64"),
    })  # fmt: skip
    # One gene fits nowhere.
    table.loc[genes - 1, "cluster"] = pd.NA
    ways = pd.DataFrame({
        "representation": ["raw", "codes"], "clusterer": "kmeans", "partitions": 2,
        "folds": min(8, conditions), "evenness": 0.9,
        "stability": [0.9, 0.8], "stability_lowest": [0.7, np.nan],
        "trivial": False, "silhouette": 0.2, "agreement": 0.8, "ari": [0.5, 0.4],
        "taken": [True, False],
    })  # fmt: skip
    if not labels:
        ways = ways.drop(columns="ari")
    return Found(
        name="<b>yeast",
        genes=names,
        conditions=[f"{'heat' if i < conditions // 2 else 'cold'}{i}" for i in range(conditions)],
        values=values,
        record={"standardise": True, "dropped_genes": ["<b>gone"], "log": "log2"},
        points=values[:, :2],
        axes=("one", "other"),
        labels=[f"<i>{i}" for i in own] if labels else None,
        clusters=table,
        choice={
            "structure": {
                "p": 0.01, "references": 99, "number": 3, "statistic": 6.0, "standardised": True,
            },
            "panel": {
                "number": 3, "low": 2, "high": 4, "unsure": True,
                "votes": {"gap": 3, "silhouette": 2},
            },
            "clusters": 3,
            "from": "panel",
        },
        criteria=pd.DataFrame({
            "clusters": [2, 3, 4], "gap": [0.1, 0.3, 0.2], "gap_error": [0.01, 0.01, np.nan],
            "silhouette": [0.3, 0.2, np.nan], "pac_gained": np.nan,
        }),
        ways=ways,
    )  # fmt: skip


def bare():
    """Return what is there where no clusters are chosen and nothing is known of the genes."""
    whole = found(labels=False)
    return replace(whole, clusters=None, choice=None, criteria=None, ways=None)
