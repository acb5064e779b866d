"""Write all that is known of the genes of a data set as one annotated matrix, for other tools."""

import json
from pathlib import Path

import anndata as ad
import pandas as pd
from sdae.choice.annotated import annotated
from sdae.choice.files import read_choice, read_clusters
from sdae.drawings.colours import of_cluster
from sdae.grid import format_layers, read_grid
from sdae.jobs.job import job
from sdae.network.store import open_file
from sdae.preparation import in_input_units
from sdae.representations.pooled import mean_of, regenerated
from threadpoolctl import threadpool_limits


def main() -> None:
    given = snakemake.input
    prepared, number = ad.read_h5ad(given.prepared), read_choice(given.number)
    chosen = json.loads(Path(given.chosen).read_text(encoding="utf-8"))
    ways = pd.read_csv(given.choice, sep="\t")
    about = {
        "structure_p": number["structure"]["p"],
        "number": number["clusters"],
        "panel": [number["panel"][name] for name in ("low", "number", "high")],
        "taken": [" by ".join(way) for way in chosen["taken"]],
        "stability": ways.loc[ways["taken"], "stability"].tolist(),
    }
    codes = None
    if chosen["point"]:
        layers = read_grid(given.grid)[chosen["point"]].layers
        about |= {"point": chosen["point"], "replicate": chosen["replicate"]}
        about |= {"layers": format_layers(layers)}
        codes = _codes(given.regenerated, chosen["point"], chosen["replicate"])
    clusters = read_clusters(given.clusters)
    layers, profiles = {}, mean_of(regenerated(given.regenerated))
    if profiles is not None:
        layers["regenerated"] = profiles
        layers["regenerated_input_units"] = in_input_units(prepared, profiles)
    with threadpool_limits(snakemake.threads):
        result = annotated(
            prepared,
            clusters,
            about,
            [of_cluster(each) for each in range(1, number["clusters"] + 1)],
            layers,
            codes,
        )
    result.write_h5ad(snakemake.output.genes, compression="gzip")


def _codes(paths, point, replicate):
    for path in paths:
        with open_file(path) as file:
            if f"{point}/{replicate}" in file:
                return file[f"{point}/{replicate}/codes"][:]
    raise KeyError(f"no chunk has point {point}, replicate {replicate}")


with job(snakemake):
    main()
