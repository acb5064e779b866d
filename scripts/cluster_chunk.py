"""Cluster the codes and the regenerated profiles of a chunk of grid points."""

import anndata as ad
import h5py
from sdae.choice.files import read_number
from sdae.jobs.job import job
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations import LEARNED
from sdae.representations.matrices import trained
from threadpoolctl import threadpool_limits


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared, backed="r")
    settings = snakemake.params
    names = [name for name in settings.representations if name in LEARNED]
    clusters = read_number(snakemake.input.number)
    with (
        h5py.File(snakemake.input.regenerated) as file,
        h5py.File(snakemake.input.folds) as file_of_folds,
        threadpool_limits(snakemake.threads),
    ):
        matrices = [*trained(file, names), *trained(file_of_folds, names, folds=True)]
        what = f"clustering regenerated {snakemake.wildcards.dataset}"
        partitions = partition(matrices, clusters, settings.clusterers, prepared.obs_names, what)
    write(partitions, snakemake.output.partitions)


with job(snakemake):
    main()
