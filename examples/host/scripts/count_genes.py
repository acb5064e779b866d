"""The host's own step on our results: how many genes each cluster has."""

import anndata
import pandas as pd

partitions = anndata.read_h5ad(snakemake.input.partitions)
first = pd.Series(partitions.X[0] + 1, name="cluster")
first.value_counts().sort_index().to_csv(snakemake.output.sizes, sep="\t")
