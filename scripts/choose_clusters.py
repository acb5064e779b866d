"""Choose the final clusters without labels, and say how sure the cluster of each gene is."""

import anndata as ad
from sdae.choice.candidates import criteria, judge
from sdae.choice.files import read_number
from sdae.choice.final import choose
from sdae.choice.gather import gather
from sdae.clusterers import CLUSTERERS
from sdae.enrichment.gmt import write_gmt
from sdae.enrichment.over_representation import clusters_as_sets
from sdae.errors import InputError
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.partitions.table import read
from sdae.representations import REPRESENTATIONS
from sdae.tables.spreadsheet import with_safe_cells
from threadpoolctl import threadpool_limits


def main() -> None:
    settings, memory_mb = snakemake.params, snakemake.config["memory_mb"]
    prepared = ad.read_h5ad(snakemake.input.prepared)
    clusters, labels = read_number(snakemake.input.number), prepared.obs.get("label")
    candidates = gather(
        map(read, snakemake.input.partitions),
        [name for name, kind in settings.kinds.items() if not CLUSTERERS[kind].finds_number],
        [name for name in settings.representations if not REPRESENTATIONS[name].control],
    )
    if not candidates:
        raise InputError(
            f"data set '{snakemake.wildcards.dataset}': found no partition of all conditions and "
            "without each fold of them to choose from; expected a clusterer that looks for a given "
            "number of clusters, and a representation that did not diverge, or 'choice: null'"
        )
    with threadpool_limits(snakemake.threads), progress(len(candidates), "judging", "way") as done:
        judged = []
        for candidate in candidates:
            judged.append(judge(candidate, prepared.X, clusters, memory_mb))
            done(1)
        final = choose(
            judged,
            prepared.X,
            clusters,
            perturbed={
                each.clusterer: each.members
                for each in candidates
                if REPRESENTATIONS[each.representation].perturbed
            },
            min_stability=settings.min_stability,
            memory_mb=memory_mb,
        )
    table = criteria(judged, None if labels is None else labels.astype(object))
    table["taken"] = [each in final.taken for each in judged]
    table.to_csv(snakemake.output.choice, sep="\t", index=False, float_format="%.6g")
    final.pairs.to_csv(snakemake.output.pairs, sep="\t", index=False, float_format="%.6g")
    genes = final.genes
    genes.insert(0, "gene", prepared.obs["gene"].to_numpy())
    if labels is not None:
        genes.insert(1, "label", labels.to_numpy())
    for each in judged:
        name = f"{each.candidate.representation}_{each.candidate.clusterer}"
        genes[name] = each.labels + 1
    with_safe_cells(genes).to_csv(
        snakemake.output.clusters, sep="\t", index=False, float_format="%.6g"
    )
    sets = clusters_as_sets(genes["gene"], genes["cluster"])
    write_gmt(snakemake.output.sets, sets)


with job(snakemake):
    main()
