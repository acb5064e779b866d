"""Regenerate all profiles by every trained model of a chunk that did not diverge."""

from sdae.grid import find_points
from sdae.jobs.logs import job_log
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.parameters import from_tensors
from sdae.network.profiles import read_profiles
from sdae.network.regenerate import regenerate
from sdae.network.store import add_model, is_diverged, models, new_file, open_file, read_tensors


def main() -> None:
    use_threads(snakemake.threads)
    points = find_points(snakemake.config, snakemake.params.points)
    architectures = {point.id: point.architecture for point in points}
    profiles = read_profiles(snakemake.input.prepared)

    with (
        open_file(snakemake.input.parameters) as trained,
        new_file(snakemake.output.regenerated) as regenerated,
        progress(len(snakemake.params.points), "regenerating", "point") as advance,
    ):
        for point, replicate, model in models(trained):
            diverged = is_diverged(model)
            tensors = {}
            if not diverged:
                layers = from_tensors(read_tensors(model))
                codes, output = regenerate(profiles, layers, architectures[point])
                tensors = {"codes": codes, "regenerated": output}
            add_model(regenerated, point, replicate, tensors, diverged)
            advance(1 / snakemake.params.replicates)


with job_log(snakemake.log[0]):
    main()
