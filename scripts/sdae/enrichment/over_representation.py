"""Over-representation of gene sets in clusters, by the hypergeometric distribution."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from sdae.enrichment.gmt import GeneSet

COLUMNS = (
    "cluster",
    "gene_set",
    "description",
    "overlap",
    "cluster_size",
    "set_size",
    "universe",
    "expected",
    "fold",
    "p",
    "p_adjusted",
    "genes",
)
SEPARATOR = ";"


@dataclass(frozen=True)
class OverRepresentation:
    """What was found, and out of what.

    Attributes:
      table: `COLUMNS`, one row per cluster and gene set that share a gene, by adjusted p.
      clustered: number of distinct genes that were clustered.
      universe: number of those that occur in any gene set: the background.
      tests: number of pairs of cluster and gene set over which p is adjusted, those without a
        gene in common included.
      left_out: number of gene sets with too few, or too many, genes in the universe.
    """

    table: pd.DataFrame
    clustered: int
    universe: int
    tests: int
    left_out: int


def over_representation(
    genes: Iterable[str],
    clusters: Iterable[int],
    sets: Iterable[GeneSet],
    least: int = 2,
    most: int | None = None,
) -> OverRepresentation:
    """Ask which gene sets have more genes in a cluster than chance would put there.

    Ids are compared as they are written. A gene on several rows counts once in each cluster.

    Args:
      genes: id of each row that was clustered.
      clusters: cluster of each row; missing where a gene is unassigned, which then is background.
      sets: the gene sets.
      least: genes of the universe that a set must have.
      most: genes of the universe that it may have; None for all but the whole universe.

    Returns:
      The table and its background. p is the chance of at least that overlap, adjusted by
      Benjamini-Hochberg over all pairs of cluster and set; `genes` are those shared, in the order
      of the rows, separated by `SEPARATOR`; `fold` is overlap / expected.

    References:
      Rivals et al. (2007), Enrichment or depletion of a GO category within a class of genes: which
      test?, Bioinformatics 23.

    Examples:
      >>> sets = [GeneSet("mitosis", "", ("a", "b", "c")), GeneSet("others", "", ("d", "e", "f"))]
      >>> found = over_representation("abcdef", [1, 1, 1, 2, 2, 2], sets)
      >>> found.table.loc[0, ["cluster", "gene_set", "overlap", "fold"]].to_dict()
      {'cluster': 1, 'gene_set': 'mitosis', 'overlap': 3, 'fold': 2.0}
      >>> float(found.table.loc[0, "p"].round(4))
      0.05
    """
    rows = pd.DataFrame({"gene": list(genes), "cluster": list(clusters)}).astype({"gene": object})
    known = {gene for each in sets for gene in each.genes} if (sets := list(sets)) else set()
    in_file = rows[rows["gene"].isin(known)]
    universe = pd.Index(in_file["gene"].unique())
    most = len(universe) - 1 if most is None else most
    tested = []
    for each in sets:
        members = np.zeros(len(universe), bool)
        place = universe.get_indexer(list(each.genes))
        members[place[place >= 0]] = True
        if least <= members.sum() <= most:
            tested.append((each, members))
    found = []
    numbers = sorted(rows["cluster"].dropna().unique())
    for number in numbers:
        cluster = universe.isin(in_file.loc[in_file["cluster"] == number, "gene"])
        for each, members in tested:
            found.append(_row(number, each, cluster, members, universe))
    table = pd.DataFrame(found, columns=[name for name in COLUMNS if name != "p_adjusted"])
    p = table["p"].to_numpy(float)
    adjusted = stats.false_discovery_control(p) if len(p) else p
    table.insert(COLUMNS.index("p_adjusted"), "p_adjusted", adjusted)
    shared = table[table["overlap"] > 0].sort_values(["p_adjusted", "p"], kind="stable")
    return OverRepresentation(
        table=shared.reset_index(drop=True),
        clustered=rows["gene"].nunique(),
        universe=len(universe),
        tests=len(table),
        left_out=len(sets) - len(tested),
    )


def _row(
    number: int, each: GeneSet, cluster: np.ndarray, members: np.ndarray, universe: pd.Index
) -> tuple:
    both = cluster & members
    overlap, drawn, size, total = both.sum(), cluster.sum(), members.sum(), len(universe)
    expected = drawn * size / total
    return (
        number,
        each.name,
        each.description,
        int(overlap),
        int(drawn),
        int(size),
        total,
        expected,
        overlap / expected if expected else np.nan,
        float(stats.hypergeom.sf(overlap - 1, total, size, drawn)),
        SEPARATOR.join(universe[both]),
    )


def clusters_as_sets(genes: Iterable[str], clusters: Iterable[int]) -> list[GeneSet]:
    """Return clusters as gene sets `cluster_1`, `cluster_2` ..., for `write_gmt`.

    Args:
      genes: id of each row.
      clusters: its cluster; missing where unassigned, which then is in no set.
    """
    rows = pd.DataFrame({"gene": list(genes), "cluster": list(clusters)}).dropna()
    return [
        GeneSet(f"cluster_{int(number)}", f"{len(members)} genes", members)
        for number, group in rows.groupby("cluster")
        if (members := tuple(dict.fromkeys(map(str, group["gene"]))))
    ]


def read_enrichment(path: str | Path) -> pd.DataFrame:
    """Read the table of gene sets in clusters; a gene set may have any name, NA too."""
    names = {"gene_set": str, "description": str, "genes": str}
    return pd.read_csv(path, sep="\t", dtype=names, keep_default_na=False)
