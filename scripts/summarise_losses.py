"""Gather the loss curves of a data set: one row per curve, and bands over the grid."""

import pandas as pd
from sdae.jobs.job import job
from sdae.jobs.logs import logger
from sdae.network.convergence import GRID_TYPES, bands, curves
from sdae.network.profiles import read_profiles
from sdae.published import SETTLED_EPOCH
from sdae.report.convergence import in_words


def main() -> None:
    grid = pd.read_csv(snakemake.input.grid, sep="\t", dtype=GRID_TYPES)
    losses = pd.concat(
        pd.read_csv(path, sep="\t", dtype={"point": str}) for path in snakemake.input.losses
    )
    profiles = read_profiles(snakemake.input.prepared)
    table = curves(losses, grid, profiles, [SETTLED_EPOCH])
    logger.info("%s", in_words(table))
    for output, path in (
        (table, snakemake.output.curves),
        (bands(losses, grid, profiles), snakemake.output.bands),
    ):
        output.to_csv(path, sep="\t", index=False, float_format="%.8g")


with job(snakemake):
    main()
