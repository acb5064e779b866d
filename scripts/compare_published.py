"""Hold the scores against a published figure, point by point."""

from sdae.jobs.job import job
from sdae.jobs.logs import logger
from sdae.published.reproduction import compare, read_published
from sdae.report.reproduction import in_words
from sdae.statistics.summary import read_scores


def main() -> None:
    table = compare(
        read_published(snakemake.input.published),
        read_scores(snakemake.input.scores),
        snakemake.params.dataset,
        snakemake.params.clusterer,
    )
    table.to_csv(snakemake.output.reproduction, sep="\t", index=False, float_format="%.6g")
    for sentence in in_words(table):
        logger.info("%s", sentence)


with job(snakemake):
    main()
