"""Draw how well each representation tells the labels apart."""

from sdae.statistics.classification import read, read_comparison
from sdae.figures.classification import classification
from sdae.figures.style import save
from sdae.logs import job_log


def main() -> None:
    dataset = snakemake.wildcards.dataset
    scores, comparison = read(snakemake.input.scores), read_comparison(snakemake.input.comparison)
    own = (table[table["dataset"] == dataset] for table in (scores, comparison))
    save(classification(*own, dataset), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
