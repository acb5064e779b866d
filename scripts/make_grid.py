"""Write the table of grid points of a data set and the chunks that they are trained in.

Before that, all data sets are held against the configuration: what cannot work is known before
the first model is trained.
"""

from sdae.errors import InputError
from sdae.grid import Point, make_chunks, make_points, write_grid
from sdae.logs import job_log
from sdae.profiles import read_profiles
from sdae.suitability import problems_with_clusterers, problems_with_models


def main() -> None:
    points = make_points(snakemake.params.grid, snakemake.params.model)
    problems = [
        problem
        for dataset, path in zip(snakemake.params.datasets, snakemake.input.prepared, strict=True)
        for problem in problems_of(dataset, path, points)
    ]
    if problems:
        raise InputError(problems)
    write_grid(snakemake.output.grid, make_chunks(points, snakemake.params.points_per_chunk))


def problems_of(dataset: str, path: str, points: list[Point]) -> list[str]:
    profiles = read_profiles(path)
    return [
        *problems_with_clusterers(snakemake.params.clusterers, len(profiles), dataset),
        *problems_with_models(points, profiles.min(), profiles.max(), dataset),
    ]


with job_log(snakemake.log[0]):
    main()
