"""Draw the ARI of first and random principal components over their number."""

from sdae.figures.ari_by_components import ari_by_components
from sdae.figures.style import save
from sdae.logs import job_log
from sdae.statistics.summary import read_scores


def main() -> None:
    figure = ari_by_components(read_scores(snakemake.input.scores), snakemake.wildcards.clusterer)
    save(figure, *snakemake.output)


with job_log(snakemake.log[0]):
    main()
