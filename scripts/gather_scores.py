"""Put the scores of all data sets into one table."""

import pandas as pd
from sdae.jobs.job import job


def main() -> None:
    tables = [
        pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
        for path in snakemake.input.scores
    ]
    pd.concat(tables).to_csv(snakemake.output.scores, sep="\t", index=False)


with job(snakemake):
    main()
