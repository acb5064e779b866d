"""Classify the genes by what needs no training: prepared profiles, or principal components."""

import anndata
from sdae.jobs.job import job
from sdae.representations.classification import classify, why_not
from sdae.representations.matrices import baselines
from threadpoolctl import threadpool_limits


def main(logger) -> None:
    prepared = anndata.read_h5ad(snakemake.input.prepared)
    dataset, name = snakemake.wildcards.dataset, snakemake.wildcards.representation
    settings = snakemake.params
    labels = prepared.obs.get("label")
    reason = why_not(labels, settings.folds)
    if reason:
        logger.warning("%s: not classified, since %s", dataset, reason)
    with threadpool_limits(snakemake.threads):
        matrices = baselines(name, prepared.X, settings.replicates, settings.pca)
        scores = classify(matrices, labels, settings.folds, f"classifying {dataset} by {name}")
    scores.to_csv(snakemake.output.scores, sep="\t", index=False)


with job(snakemake) as logger:
    main(logger)
