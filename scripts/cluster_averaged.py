"""Cluster the mean of what all models regenerate, of all conditions and without each fold."""

import anndata as ad
from sdae.choice.files import read_number
from sdae.choice.folds import read_masks
from sdae.jobs.job import job
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations.pooled import averaged
from threadpoolctl import threadpool_limits


def main() -> None:
    given, settings = snakemake.input, snakemake.params
    prepared = ad.read_h5ad(given.prepared, backed="r")
    folds = len(read_masks(given.prepared, settings.folds)) if settings.folds else 0
    matrices = averaged(given.regenerated, given.folds, settings.replicates, folds)
    with threadpool_limits(snakemake.threads):
        partitions = partition(
            matrices,
            read_number(given.number),
            settings.clusterers,
            prepared.obs_names,
            f"clustering averaged {snakemake.wildcards.dataset}",
        )
    write(partitions, snakemake.output.partitions)


with job(snakemake):
    main()
