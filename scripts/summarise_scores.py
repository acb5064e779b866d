"""Summarise all scores: one row per data set, representation and clusterer."""

from sdae.jobs.job import job
from sdae.jobs.logs import logger
from sdae.report.summary import in_words
from sdae.representations import REPRESENTATIONS
from sdae.statistics.summary import read_scores, summarise


def main() -> None:
    summary = summarise(read_scores(snakemake.input.scores), list(REPRESENTATIONS))
    summary.to_csv(snakemake.output.summary, sep="\t", index=False, float_format="%.6g")
    for paragraph in in_words(summary):
        logger.info("%s", paragraph)


with job(snakemake):
    main()
