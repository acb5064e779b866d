"""Score all partitions of a data set by the indices."""

from itertools import chain

import anndata as ad
import pandas as pd
from sdae.choice.files import read_number
from sdae.jobs.job import job
from sdae.partitions.controls import controls
from sdae.partitions.scores import tidy
from sdae.partitions.table import read


def main() -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    labels = prepared.obs.get("label")
    held = controls(
        labels, read_number(snakemake.input.number), snakemake.params.replicates, prepared.obs_names
    )
    scores = tidy(
        snakemake.wildcards.dataset,
        chain(map(read, snakemake.input.partitions), [held]),
        labels,
        prepared.X,
        # Hyper-parameters are passed on as they are written.
        pd.read_csv(snakemake.input.grid, sep="\t", dtype=str, keep_default_na=False),
        snakemake.params.indices,
    )
    scores.to_csv(snakemake.output.scores, sep="\t", index=False, float_format="%.12g")


with job(snakemake):
    main()
