"""Draw the loss curves of the whole grid of a data set."""

import pandas as pd
from sdae.figures.losses import losses
from sdae.figures.style import save
from sdae.logs import job_log
from sdae.network.convergence import GRID_TYPES


def main() -> None:
    bands = pd.read_csv(snakemake.input.bands, sep="\t", dtype=GRID_TYPES)
    curves = pd.read_csv(snakemake.input.curves, sep="\t", dtype=GRID_TYPES)
    save(losses(bands, curves, snakemake.wildcards.dataset), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
