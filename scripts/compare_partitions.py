"""Compare all ways to cluster a data set: paired differences, price of choosing, effects."""

import anndata as ad
import pandas as pd
from sdae.choice.files import read_clusters
from sdae.indices import INDICES
from sdae.jobs.job import job
from sdae.partitions.compared import index_of, known, of_clusters, of_controls, of_scores
from sdae.partitions.table import read
from sdae.representations import REPRESENTATIONS
from sdae.statistics.choosing import best_of_grid
from sdae.statistics.comparisons import (
    assembled,
    of_representations,
    of_single,
    of_stability,
)
from sdae.statistics.effects import by_point, effects_of_settings
from sdae.statistics.measured import by_replicate
from sdae.statistics.summary import read_scores


def main() -> None:
    given, made, dataset = snakemake.input, snakemake.output, snakemake.wildcards.dataset
    prepared = ad.read_h5ad(given.prepared)
    labels, scores = prepared.obs.get("label"), read_scores(given.scores)
    index = index_of(snakemake.params.indices, labels)
    asked = [REPRESENTATIONS[name] for name in snakemake.params.representations]
    learned = [entry.name for entry in asked if entry.learned]
    by_network = [entry.name for entry in asked if entry.by_network]

    scores = scores[scores["clusterer"].notna()].reset_index(drop=True)
    values = of_scores(scores, map(read, given.partitions), labels, index)
    found, sizes = by_replicate(scores, values)
    # One random part of the profiles is nobody's way to cluster; the consensus of many may be.
    whole = {way: each for way, each in found.items() if not REPRESENTATIONS[way[0]].perturbed}
    rows = [*of_representations(whole, sizes, by_network)]
    if given.clusters and INDICES[index].needs_labels and known(labels):
        single = of_clusters(read_clusters(given.clusters), found, labels, index)
        rows += of_single(single, found, by_network)
    if given.ways:
        rows += of_stability(pd.read_csv(given.ways, sep="\t"))
    write(assembled(dataset, index, rows), made.comparisons)

    networks = scores["representation"].isin(learned).to_numpy()
    prices = []
    if given.controls and learned:
        held, others = of_controls(read(given.controls), labels, prepared.X, index)
        prices = [best_of_grid(scores[networks], values[networks], held, others)]
    write(named(dataset, index, prices), made.price)

    effects = []
    for name in learned:
        points, means = by_point(scores, values, name)
        effects.append(effects_of_settings(points, means).assign(representation=name))
    write(named(dataset, index, effects), made.effects)


def named(dataset: str, index: str, tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Join tables of one data set, and name it and the index."""
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    first = {"dataset": dataset, "index": index}
    if "representation" in table:
        first["representation"] = table.pop("representation")
    for place, (name, value) in enumerate(first.items()):
        table.insert(place, name, value)
    return table


def write(table: pd.DataFrame, path: str) -> None:
    table.to_csv(path, sep="\t", index=False, float_format="%.6g")


with job(snakemake):
    main()
