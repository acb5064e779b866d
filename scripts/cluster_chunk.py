"""Cluster the codes and the regenerated profiles of a chunk of grid points."""

import anndata as ad
import h5py
from sdae.logs import job_log
from sdae.partitions import partition, write
from sdae.representations import TRAINED, trained
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared, backed="r")
    settings = snakemake.params
    names = [name for name in settings.representations if name in TRAINED]
    clusters = int(prepared.uns["prepare"]["clusters"])
    with (
        h5py.File(snakemake.input.regenerated) as file,
        threadpool_limits(snakemake.threads),
    ):
        representations = trained(file, names)
        partitions = partition(representations, clusters, settings.clusterers, prepared.obs_names)
    write(partitions, snakemake.output.partitions)


with job_log(snakemake.log[0]):
    main()
