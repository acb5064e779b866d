"""Classify the genes by the codes and the regenerated profiles of a chunk of grid points."""

import anndata
import h5py
from sdae.jobs.job import job
from sdae.representations import LEARNED
from sdae.representations.classification import classify
from sdae.representations.matrices import trained
from threadpoolctl import threadpool_limits


def main() -> None:
    labels = anndata.read_h5ad(snakemake.input.prepared, backed="r").obs.get("label")
    names = [name for name in snakemake.params.representations if name in LEARNED]
    with (
        h5py.File(snakemake.input.regenerated) as file,
        threadpool_limits(snakemake.threads),
    ):
        what = f"classifying regenerated {snakemake.wildcards.dataset}"
        scores = classify(trained(file, names), labels, snakemake.params.folds, what)
    scores.to_csv(snakemake.output.scores, sep="\t", index=False)


with job(snakemake):
    main()
