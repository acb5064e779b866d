"""Read an expression table, prepare it, and write it with every step recorded."""

from sdae.logs import job_log
from sdae.prepare import prepare
from sdae.tables import read_expected

SETTINGS = ("max_missing", "log", "impute", "standardise", "scale", "clusters")


def main(logger) -> None:
    row = snakemake.params.row
    table = read_expected(snakemake.input.expression, row)
    logger.info("%s: %s, digest %s", table.file, table.describe(), table.digest())
    prepared = prepare(table, **{name: row[name] for name in SETTINGS})
    prepared.uns["prepare"]["source"] = row["expression"]
    prepared.write_h5ad(snakemake.output.prepared)


with job_log(snakemake.log[0]) as logger:
    main(logger)
