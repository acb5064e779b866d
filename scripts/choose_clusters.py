"""Choose the final clusters without labels, and say how sure the cluster of each gene is."""

import json
from pathlib import Path

import anndata as ad
from sdae.choice.candidates import criteria, judge, regrets
from sdae.choice.files import read_number
from sdae.choice.final import choose
from sdae.choice.folds import read_masks
from sdae.choice.gather import gather
from sdae.choice.model import choose_model, most_stable_clusterer
from sdae.choice.profiles import cluster_profiles
from sdae.clusterers import CLUSTERERS
from sdae.enrichment.gmt import write_gmt
from sdae.enrichment.over_representation import clusters_as_sets
from sdae.errors import InputError
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.partitions.make import partition
from sdae.partitions.table import read
from sdae.representations import LEARNED, REPRESENTATIONS
from sdae.representations.matrices import baselines, without_folds
from sdae.tables.spreadsheet import with_safe_cells
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

# What is clustered where nothing else is left.
RAW = "raw"
# Ways that a model of the run has a part in.
BY_NETWORK = [name for name, entry in REPRESENTATIONS.items() if entry.by_network]


def main(logger) -> None:
    settings, memory_mb = snakemake.params, snakemake.config["memory_mb"]
    prepared = ad.read_h5ad(snakemake.input.prepared)
    clusters, labels = read_number(snakemake.input.number), prepared.obs.get("label")
    partitions = [read(path) for path in snakemake.input.partitions]
    masks = read_masks(snakemake.input.prepared, settings.folds)
    clusterers = {
        name: options
        for name, options in settings.clusterers.items()
        if not CLUSTERERS[options["kind"]].finds_number
    }
    asked = [name for name in settings.representations if not REPRESENTATIONS[name].control]
    candidates = gather(partitions, clusterers, asked)
    if not candidates and clusterers:
        # Every training diverged, say: what needs none can still be clustered.
        logger.warning("nothing is left to choose from but the raw profiles, which are clustered")
        matrices = baselines(RAW, prepared.X, 1, {}) + without_folds(RAW, prepared.X, masks, {})
        what = f"clustering {snakemake.wildcards.dataset}"
        partitions = [partition(matrices, clusters, clusterers, prepared.obs_names, what)]
        candidates = gather(partitions, clusterers, [RAW])
    if not candidates:
        raise InputError(
            f"data set '{snakemake.wildcards.dataset}': found no partition of all conditions and "
            "without each fold of them to choose from; expected a clusterer that looks for a given "
            "number of clusters, or 'choice: null'"
        )
    what = f"judging ways to cluster {snakemake.wildcards.dataset}"
    with threadpool_limits(snakemake.threads), progress(len(candidates), what, "way") as done:
        judged = []
        for candidate in candidates:
            judged.append(judge(candidate, prepared.X, clusters, memory_mb, masks=masks))
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
    point = _chosen_size(snakemake.input.bottleneck)
    model = choose_model(partitions, final.labels, LEARNED, point)
    chosen = {
        "taken": [
            [each.candidate.representation, each.candidate.clusterer] for each in final.taken
        ],
        # Of what is not clustered nothing is known but its held-out loss.
        "point": model.point if model else point,
        "replicate": model.replicate if model else None,
        "agreement": model.agreement if model else None,
        "from": "the held-out loss" if point else "the agreement with the clusters",
        "clusterer": most_stable_clusterer(table, BY_NETWORK),
    }
    if labels is not None:
        known = labels.notna().to_numpy()
        own = float(adjusted_rand_score(labels[known], final.labels[known]))
        chosen |= {"ari": own, "regrets": regrets(table)}
        chosen["regrets"]["final"] = float(table["ari"].max() - own)
    Path(snakemake.output.chosen).write_text(json.dumps(chosen, indent=1), encoding="utf-8")
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
    profiles = cluster_profiles(prepared.layers["input"], genes["cluster"], prepared.var_names)
    with_safe_cells(profiles).to_csv(
        snakemake.output.profiles, sep="\t", index=False, float_format="%.6g"
    )
    sets = clusters_as_sets(genes["gene"], genes["cluster"])
    write_gmt(snakemake.output.sets, sets)


def _chosen_size(path: str) -> str | None:
    """Return the point that the held-out loss has chosen, if it was asked."""
    return json.loads(Path(path).read_text(encoding="utf-8"))["point"] if path else None


with job(snakemake) as logger:
    main(logger)
