"""Cross-validate the points of a chunk: the loss of genes that they were not trained on."""

from sdae.grid import read_grid
from sdae.held_out import comparable_loss, held_out_losses
from sdae.logs import job_log
from sdae.profiles import read_profiles
from sdae.progress import progress
from sdae.threads import use_threads
from sdae.train import workload


def main() -> None:
    use_threads(snakemake.threads)
    grid = read_grid(snakemake.input.grid)
    points = [grid[point] for point in snakemake.params.points]
    profiles = read_profiles(snakemake.input.prepared)
    folds = snakemake.params.folds
    measure = comparable_loss(point.architecture for point in grid.values())
    with progress(workload(points, profiles.shape[1], folds), "validating", "model-epoch") as done:
        room = snakemake.config["memory_mb"]
        losses = held_out_losses(profiles, points, folds, measure, done, room)
    losses.to_csv(snakemake.output.held_out, sep="\t", index=False)


with job_log(snakemake.log[0]):
    main()
