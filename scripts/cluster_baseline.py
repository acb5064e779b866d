"""Cluster what needs no training: the prepared profiles, or principal components of them."""

import anndata as ad
from sdae.logs import job_log
from sdae.partitions import partition, write
from sdae.representations import baselines
from sdae.suitability import require_suitable
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    name, settings = snakemake.wildcards.representation, snakemake.params
    require_suitable(snakemake.wildcards.dataset, prepared.X, snakemake.config)
    clusters = int(prepared.uns["prepare"]["clusters"])
    with threadpool_limits(snakemake.threads):
        representations = baselines(name, prepared.X, settings.replicates, **settings.pca)
        partitions = partition(representations, clusters, settings.clusterers, prepared.obs_names)
    write(partitions, snakemake.output.partitions)


with job_log(snakemake.log[0]):
    main()
