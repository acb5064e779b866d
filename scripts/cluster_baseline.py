"""Cluster what needs no training: the prepared profiles, or components of them."""

import anndata as ad
from sdae.choice.files import read_number
from sdae.choice.folds import read_masks
from sdae.jobs.job import job
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations import REPRESENTATIONS
from sdae.representations.matrices import baselines, without_folds
from sdae.suitability import require_suitable
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    dataset, name = snakemake.wildcards.dataset, snakemake.wildcards.representation
    settings = snakemake.params
    require_suitable(dataset, prepared.X, snakemake.config)
    clusters = read_number(snakemake.input.number)
    with threadpool_limits(snakemake.threads):
        matrices = baselines(name, prepared.X, settings.replicates, settings.pca)
        # Controls are never chosen, so nobody asks how stable they are.
        if settings.folds and not REPRESENTATIONS[name].control:
            masks = read_masks(snakemake.input.prepared, settings.folds)
            matrices += without_folds(name, prepared.X, masks, settings.pca)
        what = f"clustering {dataset} by {name}"
        partitions = partition(matrices, clusters, settings.clusterers, prepared.obs_names, what)
    write(partitions, snakemake.output.partitions)


with job(snakemake):
    main()
