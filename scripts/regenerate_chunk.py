"""Regenerate all profiles by every trained model of a chunk that did not diverge."""

from sdae.grid import read_grid
from sdae.logs import job_log
from sdae.parameters import from_tensors
from sdae.profiles import read_profiles
from sdae.progress import progress
from sdae.regenerate import regenerate
from sdae.store import read_about, read_tensors, write_tensors
from sdae.threads import use_threads


def main() -> None:
    use_threads(snakemake.threads)
    grid = read_grid(snakemake.input.grid)
    profiles = read_profiles(snakemake.input.prepared)
    diverged = read_about(snakemake.input.parameters)["diverged"]

    regenerated = {}
    with progress(len(snakemake.params.points), "regenerating", "point") as advance:
        for (point, replicate), tensors in read_tensors(snakemake.input.parameters):
            if [point, replicate] not in diverged:
                layers = from_tensors(tensors)
                codes, output = regenerate(profiles, layers, grid[point].architecture)
                regenerated[point, replicate] = {"codes": codes, "regenerated": output}
            advance(1 / snakemake.params.replicates)
    write_tensors(snakemake.output.regenerated, regenerated, {"diverged": diverged})


with job_log(snakemake.log[0]):
    main()
