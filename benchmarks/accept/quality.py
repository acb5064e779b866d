"""What a run's results are worth, held against the known groups; no label went into them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anndata as ad
import numpy as np
import pandas as pd
from sdae.choice.files import read_clusters
from sdae.indices.controls import random_partition
from sdae.partitions.table import read
from sets import LabelledSet
from sklearn.metrics import adjusted_rand_score, roc_auc_score

RANDOM = 20
# Parts of the genes, from the least to the most stable, of which the share that is right is shown.
PARTS = 5
# The one clusterer that the table's bars name.
PLAIN = ("raw", "kmeans")


@dataclass(frozen=True)
class Results:
    """What a run has left.

    Attributes:
      clusters: `results/clusters/{dataset}.tsv`, one row per gene.
      choice: `results/choice/{dataset}.tsv`, one row per candidate.
      number: `results/number/{dataset}.json`.
      partitions: every partition, those of all conditions.
      prepared: the prepared matrix.
      groups: known group of each gene from 0, -1 where unknown.
    """

    clusters: pd.DataFrame
    choice: pd.DataFrame
    number: dict
    partitions: list[ad.AnnData]
    prepared: ad.AnnData
    groups: np.ndarray

    def ari(self, partition: np.ndarray) -> float:
        """Return the adjusted Rand index over the genes whose group is known."""
        known = self.groups >= 0
        return float(adjusted_rand_score(self.groups[known], np.asarray(partition)[known]))


def results(one: LabelledSet, folder: Path) -> Results:
    """Read what the run of a set has left."""
    where, name = folder / "results", one.name
    prepared = ad.read_h5ad(where / "prepared" / f"{name}.h5ad")
    labels = prepared.obs["label"].astype(object)
    labels = labels.where(labels != one.unknown) if one.unknown else labels
    partitions = [read(path) for path in sorted((where / "partitions" / name).glob("*.h5ad"))]
    return Results(
        clusters=read_clusters(where / "clusters" / f"{name}.tsv"),
        choice=pd.read_csv(where / "choice" / f"{name}.tsv", sep="\t"),
        number=json.loads((where / "number" / f"{name}.json").read_text(encoding="utf-8")),
        partitions=[
            table[(table.obs["fold"] == 0) & (table.obs["status"] == "ok")] for table in partitions
        ],
        prepared=prepared,
        groups=pd.factorize(labels)[0],
    )


def ways(found: Results, alternatives: dict[str, np.ndarray]) -> Iterator[dict]:
    """Yield the adjusted Rand index of every way to cluster a set, one row each.

    Args:
      found: of the run.
      alternatives: partitions made by others, by their names.

    Yields:
      `kind` (control, alternative, single, ensemble, choice), `way`, `partitions`, `ari`, of
      several partitions the mean of theirs; of an ensemble also `stability` and `taken`.
    """
    clusters = int(found.number["clusters"])
    by_chance = [
        random_partition(found.groups, len(found.groups), clusters, seed) for seed in range(RANDOM)
    ]
    yield row("control", "random", RANDOM, np.mean([found.ari(each) for each in by_chance]))
    yield row("control", "labels", 1, found.ari(found.groups))
    for name, partition in alternatives.items():
        yield row("alternative", name, 1, found.ari(partition))
    rows = pd.concat([table.obs for table in found.partitions], ignore_index=True)
    labels = np.concatenate([np.asarray(table.X) for table in found.partitions])
    for each in found.choice.itertuples():
        way = [each.representation, each.clusterer]
        name = " ".join(way)
        own = (rows[["representation", "clusterer"]] == way).all(axis=1).to_numpy()
        single = [found.ari(partition) for partition in labels[own]]
        if single:
            yield row("single", name, len(single), np.mean(single))
        ari = found.ari(found.clusters["_".join(way)])
        yield row("ensemble", name, each.partitions, ari) | {
            "stability": each.stability,
            "taken": bool(each.taken),
        }
    stable = found.choice[~found.choice["trivial"].astype(bool)]
    most = (stable if len(stable) else found.choice).sort_values("stability", kind="stable")
    way = most.iloc[-1][["representation", "clusterer"]]
    yield row("choice", "most stable", 1, found.ari(found.clusters["_".join(way)]))
    yield row(
        "choice", "final clusters", 1, found.ari(found.clusters["cluster"].fillna(0).astype(int))
    )


def row(kind: str, way: str, partitions: int, ari: float) -> dict:
    return {"kind": kind, "way": way, "partitions": int(partitions), "ari": float(ari)}


def right(found: Results) -> pd.DataFrame:
    """Say of each gene whose group is known whether it is in its cluster's majority group.

    Returns:
      `stability`, `silhouette` and `right`, one row per such gene.
    """
    genes = found.clusters[["cluster", "stability", "silhouette"]].assign(group=found.groups)
    genes = genes[(genes["group"] >= 0) & genes["cluster"].notna()]
    majority = genes.groupby("cluster")["group"].agg(lambda group: group.mode().iloc[0])
    return genes.assign(right=genes["group"] == genes["cluster"].map(majority))


def summary(one: LabelledSet, found: Results, table: pd.DataFrame) -> dict:
    """Return what is known of a set in one row.

    Args:
      one: the set.
      found: of its run.
      table: rows of `ways`.
    """
    ari = table.set_index(["kind", "way"])["ari"]
    raw = table[(table["kind"] == "ensemble") & table["way"].str.startswith("raw ")]
    genes = right(found)
    surest = genes.sort_values("stability", ascending=False, kind="stable")
    several = genes["right"].nunique() > 1
    panel, structure = found.number["panel"], found.number["structure"]
    return {
        "dataset": one.name,
        "genes": found.prepared.n_obs,
        "conditions": found.prepared.n_vars,
        "groups": one.clusters,
        "p": structure["p"],
        "auto": panel["number"],
        "low": panel["low"],
        "high": panel["high"],
        "unsure": panel["unsure"],
        "raw_kmeans": ari["single", " ".join(PLAIN)],
        "best_raw": raw["ari"].max(),
        "most_stable": ari["choice", "most stable"],
        "final": ari["choice", "final clusters"],
        "best": table.loc[table["kind"] == "ensemble", "ari"].max(),
        "auroc_stability": roc_auc_score(genes["right"], genes["stability"]) if several else None,
        "auroc_silhouette": roc_auc_score(genes["right"], genes["silhouette"]) if several else None,
        "right": genes["right"].mean(),
        "right_surest_half": surest["right"].head(len(surest) // 2).mean(),
    }


def calibration(one: LabelledSet, found: Results) -> pd.DataFrame:
    """Return how many genes are right among the least to the most stable ones.

    Returns:
      `dataset`, `part` (from 1, the least stable), `genes`, `stability` (mean), `right` (share).
    """
    genes = right(found)
    part = pd.qcut(genes["stability"].rank(method="first"), PARTS, labels=False) + 1
    table = genes.groupby(part).agg(
        genes=("right", "size"), stability=("stability", "mean"), right=("right", "mean")
    )
    return table.rename_axis("part").reset_index().assign(dataset=one.name)
