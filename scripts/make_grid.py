"""Write the table of grid points of a data set and the chunks that they are trained in."""

from sdae.grid import make_chunks, make_points, sized, write_grid
from sdae.jobs.job import job
from sdae.network.profiles import read_profiles


def main() -> None:
    conditions = read_profiles(snakemake.input.prepared).shape[1]
    points = make_points(snakemake.params.grid, snakemake.params.model)
    chunks = make_chunks(points, snakemake.params.points_per_chunk)
    write_grid(
        snakemake.output.grid, {name: sized(part, conditions) for name, part in chunks.items()}
    )


with job(snakemake):
    main()
