"""Put the scores of all classifications into one table, and compare the representations."""

from pathlib import Path

import pandas as pd
from sdae.classification import compare, read
from sdae.classify import COLUMNS
from sdae.logs import job_log
from sdae.score import HYPER_PARAMETERS


def main() -> None:
    tables = []
    for dataset, grid in zip(snakemake.params.datasets, snakemake.input.grids, strict=True):
        text = {"sep": "\t", "dtype": str, "keep_default_na": False}
        settings = pd.read_csv(grid, **text).set_index("point")[HYPER_PARAMETERS]
        for path in snakemake.input.scores:
            if Path(path).parent.name == dataset:
                scores = pd.read_csv(path, **text)
                tables.append(scores.join(settings, on="point").assign(dataset=dataset))
    columns = ["dataset", *COLUMNS[:3], *HYPER_PARAMETERS, *COLUMNS[3:]]
    table = pd.concat(tables, ignore_index=True)[columns]
    table.to_csv(snakemake.output.scores, sep="\t", index=False)
    comparison = compare(read(snakemake.output.scores))
    comparison.to_csv(snakemake.output.comparison, sep="\t", index=False)


with job_log(snakemake.log[0]):
    main()
