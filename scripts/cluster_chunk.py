"""Cluster the codes and the regenerated profiles of a chunk of grid points."""

import anndata as ad
import h5py
from sdae.jobs.logs import job_log
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations import LEARNED
from sdae.representations.matrices import trained
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared, backed="r")
    settings = snakemake.params
    names = [name for name in settings.representations if name in LEARNED]
    clusters = int(prepared.uns["prepare"]["clusters"])
    with (
        h5py.File(snakemake.input.regenerated) as file,
        threadpool_limits(snakemake.threads),
    ):
        partitions = partition(
            trained(file, names), clusters, settings.clusterers, prepared.obs_names
        )
    write(partitions, snakemake.output.partitions)


with job_log(snakemake.log[0]):
    main()
