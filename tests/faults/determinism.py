"""The same numbers, whatever the chunks, cores, memory, order, locale, hash seed and folder."""

import copy
from collections.abc import Callable
from pathlib import Path

import anndata
import numpy as np
import pandas as pd
from runs import TABLES, Counts, Trial, generator, smallest

TOLERANCE = 1e-9
KEYS = ["replicate", "point", "representation", "clusterer", "components"]


def lists_permuted(trial: Trial, rng) -> None:
    for name in ("layers", "corruption", "epochs"):
        rng.shuffle(trial.config["grid"][name])
    rng.shuffle(trial.config["representations"])
    trial.config["clusterers"] = dict(reversed(trial.config["clusterers"].items()))
    trial.config = dict(reversed(trial.config.items()))


def setting(name: str, value: object) -> Callable:
    def change(trial: Trial, rng) -> None:
        trial.config[name] = value

    return change


def nothing(trial: Trial, rng) -> None:
    """The environment alone is changed."""


WAYS: dict[str, tuple[Callable, dict]] = {
    "points_per_chunk 1": (setting("points_per_chunk", 1), {}),
    "points_per_chunk 7": (setting("points_per_chunk", 7), {}),
    "memory_mb 1": (setting("memory_mb", 1), {}),
    "one core": (nothing, {"cores": 1}),
    "lists permuted": (lists_permuted, {}),
    "PYTHONHASHSEED 1": (nothing, {"PYTHONHASHSEED": "1"}),
    "PYTHONHASHSEED 2": (nothing, {"PYTHONHASHSEED": "2"}),
    "LC_ALL tr_TR": (nothing, {"LC_ALL": "tr_TR.UTF-8"}),
    "LC_ALL C": (nothing, {"LC_ALL": "C", "PYTHONUTF8": "0"}),
    "TZ": (nothing, {"TZ": "Pacific/Chatham"}),
}


def read_scores(trial: Trial) -> pd.DataFrame:
    scores = pd.read_csv(trial.folder / "results" / "scores.tsv", sep="\t", dtype={"point": str})
    keys = [name for name in KEYS if name in scores]
    return scores.sort_values(keys).reset_index(drop=True)[sorted(scores)]


def wrong_scores(found: pd.DataFrame, expected: pd.DataFrame) -> list[str]:
    try:
        pd.testing.assert_frame_equal(found, expected, rtol=0, atol=TOLERANCE)
    except AssertionError as error:
        return [str(error)[:500]]
    return []


def partitions(trial: Trial) -> dict[tuple, str]:
    """Partitions by what they are of, as texts, genes sorted by their ids."""
    found = {}
    for path in sorted((trial.folder / "results" / "partitions").rglob("*.h5ad")):
        table = anndata.read_h5ad(path)
        order = np.argsort(table.var_names)
        for key, row in zip(table.obs.astype(str).itertuples(index=False), table.X, strict=True):
            found[tuple(key)] = " ".join(map(str, canonical(np.asarray(row).ravel()[order])))
    return found


def canonical(labels: np.ndarray) -> np.ndarray:
    """Number clusters by their first gene."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse]


def torture(folder: Path, seed: int, count: int) -> Counts:
    counts = Counts("determinism")
    trial = smallest(folder / "plain", seed)
    trial.config["grid"] |= {"layers": [[2], [3], [3, 2]], "epochs": [2, 3]}
    trial.config["clusterers"]["second"] = {"kind": "spectral", "affinity": "rbf", "n_init": 1}
    trial.config["representations"].append("pca_first")
    trial.finish(*TABLES)
    scores, groups = read_scores(trial), partitions(trial)
    for name, (change, environment) in list(WAYS.items())[: max(count, len(WAYS))]:
        other = trial.like(folder / "another folder")
        other.config = copy.deepcopy(trial.config)
        change(other, generator(seed, name))
        status, said = other.run(*TABLES, **environment)
        wrong = [said[-1500:]] if status else wrong_scores(read_scores(other), scores)
        if not wrong and partitions(other) != groups:
            wrong = ["partitions differ"]
        counts.add(name, wrong)
    counts.add("rows permuted", rows_permuted(trial, folder / "permuted", scores, groups, seed))
    return counts


def rows_permuted(trial: Trial, folder: Path, scores, groups, seed: int) -> list[str]:
    """Baselines must agree; networks draw their batches by the place of a gene, and so do not."""
    other = trial.like(folder)
    other.table = trial.table.sample(frac=1, random_state=seed).reset_index(drop=True)
    other.finish(*TABLES)
    names = ["raw", "pca_first"]
    one, two = (
        table[table["representation"].isin(names)] for table in (read_scores(other), scores)
    )
    wrong = wrong_scores(one.reset_index(drop=True), two.reset_index(drop=True))
    theirs = partitions(other)
    learned = {key for key in groups if {"codes", "regenerated"} & set(key)}
    same = sum(theirs[key] == groups[key] for key in learned)
    print(
        f"rows permuted: {same} of {len(learned)} partitions of networks are the same", flush=True
    )
    return wrong + [str(key) for key in groups if key not in learned and theirs[key] != groups[key]]
