"""Score all partitions of a data set against the labels of its genes."""

import anndata as ad
import pandas as pd
from sdae.logs import job_log
from sdae.partitions import read
from sdae.score import tidy


def main() -> None:
    genes = ad.read_h5ad(snakemake.input.prepared, backed="r").obs
    scores = tidy(
        snakemake.wildcards.dataset,
        map(read, snakemake.input.partitions),
        genes.get("label"),
        # Hyper-parameters are passed on as they are written.
        pd.read_csv(snakemake.input.grid, sep="\t", dtype=str, keep_default_na=False),
    )
    scores.to_csv(snakemake.output.scores, sep="\t", index=False, float_format="%.12g")


with job_log(snakemake.log[0]):
    main()
