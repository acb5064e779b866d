"""Read an expression table, prepare it, and write it with every step recorded.

What was prepared is held against the configuration: what cannot work is known before any training.
"""

from sdae.grid import make_points
from sdae.jobs.job import job
from sdae.preparation import prepare
from sdae.suitability import require_suitable
from sdae.tables import read_expected
from sdae.tables.download import shown

SETTINGS = (
    *("normalise", "min_mean", "log", "top_variable"),
    *("max_missing", "impute", "standardise", "scale"),
)


def main(logger) -> None:
    row = snakemake.params.row
    table = read_expected(snakemake.input.expression, row)
    logger.info("%s: %s, digest %s", table.file, table.describe(), table.digest())
    prepared = prepare(table, **{name: row[name] for name in SETTINGS})
    prepared.uns["prepare"]["source"] = shown(row["expression"])
    points = make_points(snakemake.config["grid"], snakemake.config["model"])
    require_suitable(snakemake.wildcards.dataset, prepared.X, snakemake.config, points)
    prepared.write_h5ad(snakemake.output.prepared)


with job(snakemake) as logger:
    main(logger)
