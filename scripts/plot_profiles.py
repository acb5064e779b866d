"""Draw raw beside regenerated profiles of the best training, genes ordered by cluster."""

from pathlib import Path

import anndata as ad
import h5py
import pandas as pd
from sdae.convergence import GRID_TYPES
from sdae.figures.profiles import choose, profiles
from sdae.figures.style import save, sentence
from sdae.logs import job_log, logger
from sdae.statistics.summary import read_scores


def main() -> None:
    dataset, clusterer = snakemake.wildcards.dataset, snakemake.wildcards.clusterer
    grid = pd.read_csv(snakemake.input.grid, sep="\t", dtype=GRID_TYPES).set_index("point")
    curves = pd.read_csv(snakemake.input.curves, sep="\t", dtype=GRID_TYPES)
    chosen = choose(read_scores(snakemake.input.scores), curves, clusterer)
    if chosen is None:
        save(sentence(f"{dataset}: every training diverged; no profiles."), *snakemake.output)
        return
    logger.info("showing point %s, replicate %d: %s", chosen.point, chosen.replicate, chosen.reason)

    chunk = grid.at[chosen.point, "chunk"]
    with h5py.File(_of_chunk(snakemake.input.regenerated, chunk)) as file:
        regenerated = file[f"{chosen.point}/{chosen.replicate}/regenerated"][:]
    partitions = ad.read_h5ad(_of_chunk(snakemake.input.partitions, chunk))
    rows = partitions.obs
    row = (
        (rows["point"] == chosen.point)
        & (rows["replicate"] == chosen.replicate)
        & (rows["representation"] == "regenerated")
        & (rows["clusterer"] == clusterer)
    ).to_numpy()
    prepared = ad.read_h5ad(snakemake.input.prepared)
    unknown = pd.Series(None, index=prepared.obs_names, dtype=object)
    figure = profiles(
        prepared.X,
        regenerated,
        partitions.X[row][0],
        prepared.obs.get("label", unknown),
        list(prepared.var_names),
        f"{dataset}, {clusterer}, {grid.at[chosen.point, 'layers']} hidden nodes, the point of "
        f"{chosen.reason}",
    )
    save(figure, *snakemake.output)


def _of_chunk(paths: list[str], chunk: str) -> str:
    return next(path for path in paths if Path(path).stem == chunk)


with job_log(snakemake.log[0]):
    main()
