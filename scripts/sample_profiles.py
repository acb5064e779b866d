"""Draw new profiles: codes from the distribution of those of the genes, decoded by the model."""

import anndata
import pandas as pd
from sdae.choice.files import read_model
from sdae.grid import format_layers, read_grid
from sdae.jobs.job import job
from sdae.jobs.threads import use_threads
from sdae.network.parameters import from_tensors
from sdae.network.regenerate import decode, regenerate
from sdae.network.sampling import draw_codes
from sdae.network.store import find_model


def main(logger) -> None:
    use_threads(snakemake.threads)
    settings = snakemake.params.sampling
    prepared = anndata.read_h5ad(snakemake.input.prepared)
    name, replicate, _ = read_model(
        snakemake.input.chosen, settings["point"], settings["replicate"]
    )
    if name is None:
        logger.warning("every training diverged, so no point is chosen to draw from")
        model = None
    else:
        model = find_model(snakemake.input.parameters, name, replicate)
        if model is None:
            logger.warning("point %s diverged: there is nothing to draw from", name)
    if model is None:
        empty = anndata.AnnData(prepared.X[:0], var=prepared.var)
        empty.write_h5ad(snakemake.output.sampled)
        return
    point, layers = read_grid(snakemake.input.grid)[name], from_tensors(model)
    codes, regenerated = regenerate(prepared.X, layers, point.architecture)
    drawn = draw_codes(
        codes,
        settings["profiles"],
        settings["method"],
        settings["seed"],
        settings["width"],
        point.architecture.activation,
    )
    about = {
        **settings,
        "point": name,
        "replicate": replicate,
        "layers": format_layers(point.layers),
    }
    anndata.AnnData(
        X=decode(drawn, layers, point.architecture),
        obs=pd.DataFrame(index=[f"drawn {number}" for number in range(1, len(drawn) + 1)]),
        # What is lost on the way through the bottleneck is not lost by drawing.
        var=prepared.var.assign(regenerated_sd=regenerated.std(axis=0)),
        obsm={"codes": drawn},
        uns={"sampling": about},
    ).write_h5ad(snakemake.output.sampled)


with job(snakemake) as logger:
    main(logger)
