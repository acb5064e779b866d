"""Draw counts of genes that follow one of three programmes, as a quantification would give them."""

import numpy as np
import pandas as pd

OPTIONS = snakemake.params
RANDOM = np.random.default_rng(OPTIONS.seed)

# Programmes: rising, falling, and a pulse in the middle; log2 units around a gene's own level.
time = np.linspace(-1, 1, OPTIONS.samples)
programmes = {"rising": 2 * time, "falling": -2 * time, "pulse": 2 - 4 * time**2}
names = RANDOM.choice(list(programmes), OPTIONS.genes)
levels = RANDOM.normal(7, 1.5, OPTIONS.genes)
mean = 2 ** (levels[:, None] + np.array([programmes[name] for name in names]))
# Negative binomial: gamma-distributed means, dispersion 0.1, as among biological replicates.
counts = RANDOM.poisson(RANDOM.gamma(10, mean / 10))

table = pd.DataFrame(counts, columns=[f"hour_{hour}" for hour in range(OPTIONS.samples)])
table.insert(0, "programme", names)
table.insert(0, "gene", [f"gene_{number:04}" for number in range(OPTIONS.genes)])
table.to_csv(snakemake.output.counts, sep="\t", index=False)
