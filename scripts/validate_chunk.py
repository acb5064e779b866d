"""Cross-validate the points of a chunk: the loss of genes that they were not trained on."""

from sdae.grid import find_points
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.held_out import comparable_loss, held_out_losses
from sdae.network.profiles import read_profiles
from sdae.network.train import workload
from sdae.suitability import require_suitable


def main() -> None:
    use_threads(snakemake.threads)
    profiles = read_profiles(snakemake.input.prepared)
    points = find_points(snakemake.config, snakemake.params.points, profiles.shape[1])
    dataset = snakemake.wildcards.dataset
    require_suitable(dataset, profiles, snakemake.config, points)
    folds = snakemake.params.folds
    measure = comparable_loss(snakemake.params.losses)
    total = workload(points, profiles.shape[1], folds)
    with progress(total, f"cross-validating {dataset}", "model-epoch") as done:
        memory_mb = snakemake.config["memory_mb"]
        losses = held_out_losses(profiles, points, folds, measure, done, memory_mb)
    losses.to_csv(snakemake.output.held_out, sep="\t", index=False)


with job(snakemake):
    main()
