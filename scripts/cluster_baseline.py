"""Cluster what needs no training: the prepared profiles, or components of them."""

import anndata as ad
from sdae.jobs.logs import job_log
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations.matrices import baselines
from sdae.suitability import require_suitable
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    name, settings = snakemake.wildcards.representation, snakemake.params
    require_suitable(snakemake.wildcards.dataset, prepared.X, snakemake.config)
    clusters = int(prepared.uns["prepare"]["clusters"])
    with threadpool_limits(snakemake.threads):
        matrices = baselines(name, prepared.X, settings.replicates, settings.pca)
        partitions = partition(matrices, clusters, settings.clusterers, prepared.obs_names)
    write(partitions, snakemake.output.partitions)


with job_log(snakemake.log[0]):
    main()
