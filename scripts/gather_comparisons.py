"""Put the comparisons, prices and effects of all data sets into one table each."""

import pandas as pd
from sdae.jobs.job import job


def main() -> None:
    for name, path in snakemake.output.items():
        tables = [
            pd.read_csv(own, sep="\t", dtype=str, keep_default_na=False)
            for own in snakemake.input[name]
        ]
        pd.concat(tables).to_csv(path, sep="\t", index=False)


with job(snakemake):
    main()
