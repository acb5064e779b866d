"""Read an expression table, prepare it, and write it with every step recorded."""

from sdae.errors import InputError
from sdae.logs import job_log
from sdae.prepare import prepare
from sdae.tables import read_table


def main(logger) -> None:
    row = snakemake.params.row
    path = snakemake.input.expression
    table = read_table(path, row["label_column"], row["gene_column"], row["orientation"])
    logger.info("%s: %s, digest %s", path, table.describe(), table.digest())
    if row["digest"] not in (None, table.digest()):
        raise InputError(
            f"{path}: found a table of digest {table.digest()} ({table.describe()}); expected "
            f"digest {row['digest']}, as the table of data sets says"
        )
    settings = ("max_missing", "log", "impute", "standardise", "scale", "clusters")
    try:
        prepared = prepare(table, **{name: row[name] for name in settings})
    except InputError as error:
        raise InputError(f"{path}: {problem}" for problem in error.problems) from None
    prepared.uns["prepare"]["source"] = row["expression"]
    prepared.uns["prepare"]["digest"] = table.digest()
    prepared.write_h5ad(snakemake.output.prepared)


with job_log(snakemake.log[0]) as logger:
    main(logger)
