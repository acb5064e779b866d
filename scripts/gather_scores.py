"""Put the scores of all data sets into one table."""

import pandas as pd
from sdae.jobs.logs import job_log


def main() -> None:
    tables = [
        pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
        for path in snakemake.input.scores
    ]
    pd.concat(tables).to_csv(snakemake.output.scores, sep="\t", index=False)


with job_log(snakemake.log[0]):
    main()
