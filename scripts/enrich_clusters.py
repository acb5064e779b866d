"""Test which gene sets are over-represented in each cluster."""

from sdae.choice.files import read_clusters
from sdae.enrichment.gmt import read_gmt, require_shared
from sdae.enrichment.over_representation import over_representation
from sdae.jobs.job import job
from sdae.tables.spreadsheet import with_safe_cells


def main(logger) -> None:
    genes = read_clusters(snakemake.input.clusters)
    sets = read_gmt(snakemake.input.sets)
    # Other sets do not prepare the table again, where this is asked before any training.
    require_shared(sets, genes["gene"], snakemake.input.sets, snakemake.wildcards.dataset)
    found = over_representation(genes["gene"], genes["cluster"], sets)
    logger.info(
        "background: %d of %d clustered genes, those that are in any set of the file; %d pairs of "
        "cluster and set tested, %d sets left out as too small or too large",
        found.universe,
        found.clustered,
        found.tests,
        found.left_out,
    )
    table = with_safe_cells(found.table)
    table.to_csv(snakemake.output.enrichment, sep="\t", index=False, float_format="%.6g")


with job(snakemake) as logger:
    main(logger)
