"""Choose the size of the bottleneck, and with it a point of the grid, without labels."""

import json
from pathlib import Path

import pandas as pd
from sdae.choice.bottleneck import choose, components_for, of_sizes
from sdae.jobs.job import job
from sdae.network.convergence import GRID_TYPES
from sdae.network.profiles import read_profiles
from sdae.representations.components import explained_variance
from sdae.statistics.layers import layer_sizes


def main(logger) -> None:
    grid = pd.read_csv(snakemake.input.grid, sep="\t", dtype=GRID_TYPES)
    held_out = pd.concat(
        [pd.read_csv(path, sep="\t", dtype={"point": str}) for path in snakemake.input.held_out]
    )
    settings = snakemake.params.bottleneck
    variance = explained_variance(read_profiles(snakemake.input.prepared))
    choice = {
        "point": None,
        "folds": settings["folds"],
        "variance": settings["variance"],
        "components": components_for(variance, settings["variance"]),
        "variance_of_components": variance.tolist(),
    }
    sizes = of_sizes(held_out, grid)
    if sizes.empty:
        logger.warning("every training of the cross-validation diverged: no point is chosen")
        sizes["chosen"] = []
    else:
        chosen = choose(sizes)
        choice |= {
            "point": chosen["point"],
            "layers": chosen["layers"],
            "lowest_layers": sizes.loc[sizes["loss"].idxmin(), "layers"],
            "bottlenecks": sorted({layer_sizes(layers)[-1] for layers in sizes["layers"]}),
            "held_out_loss": float(chosen["loss"]),
            "measure": chosen["measure"],
        }
        sizes["chosen"] = sizes["layers"] == chosen["layers"]
    sizes.to_csv(snakemake.output.sizes, sep="\t", index=False)
    Path(snakemake.output.chosen).write_text(json.dumps(choice, indent=1), encoding="utf-8")


with job(snakemake) as logger:
    main(logger)
