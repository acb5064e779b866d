"""Put the scores of all classifications into one table, and compare the representations."""

from pathlib import Path

import pandas as pd
from sdae.jobs.job import job
from sdae.partitions.scores import settings_of
from sdae.representations import REPRESENTATIONS
from sdae.representations.classification import COLUMNS
from sdae.statistics.classification import compare, read


def main() -> None:
    tables = []
    for dataset, path in zip(snakemake.params.datasets, snakemake.input.grids, strict=True):
        text = {"sep": "\t", "dtype": str, "keep_default_na": False}
        grid = pd.read_csv(path, **text)
        settings = settings_of(grid)
        for path in snakemake.input.scores:
            if Path(path).parent.name == dataset:
                scores = pd.read_csv(path, **text)
                scores = scores.join(grid.set_index("point")[settings], on="point")
                tables.append(scores.assign(dataset=dataset))
    columns = ["dataset", *COLUMNS[:3], *settings, *COLUMNS[3:]]
    table = pd.concat(tables, ignore_index=True)[columns]
    table.to_csv(snakemake.output.scores, sep="\t", index=False)
    comparison = compare(read(snakemake.output.scores), list(REPRESENTATIONS))
    comparison.to_csv(snakemake.output.comparison, sep="\t", index=False)


with job(snakemake):
    main()
