"""Draw the ARI of a learned representation over hidden nodes, a line per noise level."""

from sdae.figures.ari_by_hidden import ari_by_hidden
from sdae.figures.style import save
from sdae.logs import job_log
from sdae.statistics.summary import read_scores


def main() -> None:
    figure = ari_by_hidden(
        read_scores(snakemake.input.scores),
        snakemake.wildcards.learned,
        snakemake.wildcards.clusterer,
    )
    save(figure, *snakemake.output)


with job_log(snakemake.log[0]):
    main()
