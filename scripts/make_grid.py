"""Write the table of grid points of a data set and the chunks that they are trained in."""

from sdae.grid import make_chunks, make_points, write_grid
from sdae.jobs.job import job


def main() -> None:
    points = make_points(snakemake.params.grid, snakemake.params.model)
    write_grid(snakemake.output.grid, make_chunks(points, snakemake.params.points_per_chunk))


with job(snakemake):
    main()
