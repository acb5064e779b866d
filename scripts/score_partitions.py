"""Score all partitions of a data set by the indices."""

import anndata as ad
import pandas as pd
from sdae.jobs.job import job
from sdae.partitions.scores import tidy
from sdae.partitions.table import read


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    scores = tidy(
        snakemake.wildcards.dataset,
        map(read, snakemake.input.partitions),
        prepared.obs.get("label"),
        prepared.X,
        # Hyper-parameters are passed on as they are written.
        pd.read_csv(snakemake.input.grid, sep="\t", dtype=str, keep_default_na=False),
        snakemake.params.indices,
    )
    scores.to_csv(snakemake.output.scores, sep="\t", index=False, float_format="%.12g")


with job(snakemake):
    main()
