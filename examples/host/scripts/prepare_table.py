"""The host's own step: counts per million, on a logarithmic scale."""

import numpy as np
import pandas as pd

counts = pd.read_csv(snakemake.input.counts, sep="\t", index_col="gene")
per_million = counts / counts.sum() * 1e6
np.log2(per_million + 1).to_csv(snakemake.output.expression, sep="\t")
