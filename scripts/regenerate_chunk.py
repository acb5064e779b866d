"""Regenerate all profiles by every trained model of a chunk that did not diverge."""

from sdae.choice.folds import read_masks
from sdae.grid import find_points
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.parameters import from_tensors
from sdae.network.profiles import read_profiles
from sdae.network.regenerate import regenerate
from sdae.network.store import add_model, is_diverged, models, new_file, open_file, read_tensors


def main() -> None:
    use_threads(snakemake.threads)
    profiles = read_profiles(snakemake.input.prepared)
    points = find_points(snakemake.config, snakemake.params.points, profiles.shape[1])
    architectures = {point.id: point.architecture for point in points}
    folds = snakemake.params.folds
    masks = read_masks(snakemake.input.prepared, folds) if folds else []

    def convert(source: str, target: str, masks: dict, advance) -> None:
        with open_file(source) as trained, new_file(target) as regenerated:
            for point, number, model in models(trained):
                tensors, diverged = {}, is_diverged(model)
                if not diverged:
                    layers = from_tensors(read_tensors(model))
                    kept = masks.get(number)
                    codes, output = regenerate(profiles, layers, architectures[point], kept)
                    tensors = {"codes": codes, "regenerated": output}
                add_model(regenerated, point, number, tensors, diverged)
                advance(1)

    total = len(points) * (snakemake.params.replicates + len(masks))
    with progress(total, f"regenerating {snakemake.wildcards.dataset}", "model") as advance:
        convert(snakemake.input.parameters, snakemake.output.regenerated, {}, advance)
        kept_without = dict(enumerate(masks, start=1))
        convert(snakemake.input.folds, snakemake.output.folds, kept_without, advance)


with job(snakemake):
    main()
