"""Draw how well each representation tells the labels apart."""

import pandas as pd
from sdae.figures.classification import classification
from sdae.figures.style import save
from sdae.logs import job_log
from sdae.summary import SCORE_TYPES


def main() -> None:
    dataset = snakemake.wildcards.dataset
    scores = pd.read_csv(snakemake.input.scores, sep="\t", dtype=SCORE_TYPES)
    save(classification(scores[scores["dataset"] == dataset], dataset), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
