"""Turn counts into log2 counts per million, and leave out genes that are hardly expressed."""

import numpy as np
import pandas as pd

table = pd.read_csv(snakemake.input.counts, sep="\t").set_index(["gene", "programme"])
million = table / table.sum() * 1e6
expression = np.log2(million + 1)[table.mean(axis=1) >= snakemake.params.least_counts]
expression.reset_index().to_csv(
    snakemake.output.expression, sep="\t", index=False, float_format="%.4f"
)
